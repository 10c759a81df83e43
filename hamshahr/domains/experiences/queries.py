"""Reads of experiences. Everything returned is what ``by`` may see."""

from hamshahr.commons.accounts.models import User
from hamshahr.commons.search.similar import nearest_of_other_owners
from hamshahr.domains.experiences.heads import heads
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.permissions import visible_to
from hamshahr.domains.experiences.regions import ExperienceHead

# How many stand beside a case, and how many are new on the home page.
SIMILAR = 4
NEWEST = 6


def get_for(code: str, *, by: User | None) -> Experience | None:
    """Return the experience with this code; none alike where it is not there or not for ``by``."""
    return visible_to(by).select_related("city").filter(code=code).first()


def newest(language: str, *, by: User | None = None) -> list[ExperienceHead]:
    """Return the heads of what was published last."""
    ids = list(visible_to(by).values_list("pk", flat=True)[:NEWEST])
    introduced = heads(ids, language, by=by)
    return [introduced[pk] for pk in ids if pk in introduced]


def total(*, by: User | None = None) -> int:
    """Return how many experiences there are."""
    return visible_to(by).count()


def with_similar(
    experience: Experience, language: str, *, by: User | None
) -> tuple[ExperienceHead, list[ExperienceHead]]:
    """Return its head, and those of the nearest of other cities: one a city, nearest first."""
    ids = nearest_of_other_owners(KIND, experience.pk, limit=SIMILAR)
    introduced = heads([experience.pk, *ids], language, by=by)
    return introduced[experience.pk], [introduced[pk] for pk in ids if pk in introduced]
