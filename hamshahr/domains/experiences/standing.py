"""How a case stands, on its own page: retired or not, which revision it tells, where it is from."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.translation import reading
from hamshahr.commons.translation.languages import Language
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.domains.experiences.models import Experience, Retirement, Revision
from hamshahr.domains.experiences.permissions import RETIRE, readable_by


@dataclass(frozen=True)
class RetiredNotice:
    """Since when a case is no longer so, why, and who said it: by function, never by name."""

    day: str
    reason: str
    language: Language  # of the reason
    who: str


@dataclass(frozen=True)
class Standing:
    """``identifier`` is a URN that stays; ``was_compiled``: at first, and the city's own now."""

    retired: RetiredNotice | None
    revision: str  # "Revision 2"; empty: nothing but the text that an import brought
    revisions_url: str
    identifier: str
    was_compiled: bool


def standing_of(code: str, language: str, *, by: User | None) -> Standing | None:
    """Return how a case stands, in a fixed number of queries; ``None`` where it is not readable."""
    case = readable_by(by).select_related("city", "revision").filter(code=code).first()
    if case is None:
        return None
    number = case.revision.number if case.revision else None
    return Standing(
        retired=_retired(case, language) if case.state == Experience.State.RETIRED else None,
        revision=_("Revision %(number)s") % {"number": reading.number(number, language)}
        if number
        else "",
        revisions_url=reverse("experiences:revisions", args=[code]),
        identifier=case.pk.urn,
        was_compiled=case.provenance == Experience.Provenance.CITY
        and Revision.objects.filter(
            experience=case, provenance=Experience.Provenance.COMPILED
        ).exists(),
    )


def _retired(case: Experience, language: str) -> RetiredNotice:
    runs = Retirement.objects.filter(experience=case, brought_back_at__isnull=True).first()
    since = runs.retired_at if runs else case.retired_at
    return RetiredNotice(
        day=reading.day(since, language) if since else "",
        reason=runs.reason if runs else "",
        language=language_of(runs.language if runs else case.language),
        who=_who(runs, case.city.name_in(language)) if runs else "",
    )


def _who(retirement: Retirement, city: str) -> str:
    if not retirement.role:
        return _("the association")
    role = str(Role(retirement.role).label)
    if retirement.role in RETIRE.everywhere:
        return role
    return _("%(role)s of %(city)s") % {"role": role, "city": city}
