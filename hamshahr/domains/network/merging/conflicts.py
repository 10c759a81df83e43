"""What two cities both have and one city cannot: shown before they become one, and decided."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hamshahr.commons.accounts.naming import called
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.domains.network import wording
from hamshahr.domains.network.models import Appointment, City, CityText, Membership
from hamshahr.domains.network.own_words.telling import last_texts
from hamshahr.domains.network.own_words.wording import PARTS
from hamshahr.domains.network.permissions import running
from hamshahr.kernel.today import today

FOCAL_POINT, MEMBERSHIP = "focal_point", "membership"
GONE, KEPT = "gone", "kept"


@dataclass(frozen=True)
class Conflict:
    """Something of which one stays: that of the city that goes, or that of the one that stays."""

    name: str  # names the decision
    label: str
    of_gone: str
    of_kept: str


def conflicts(gone: City, kept: City, language: str) -> tuple[Conflict, ...]:
    """Return what has to be decided before ``gone`` becomes ``kept``, worded in ``language``."""
    return tuple(_conflicts(gone, kept, language))


def _conflicts(gone: City, kept: City, language: str) -> Iterator[Conflict]:
    theirs, ours = focal_point_of(gone), focal_point_of(kept)
    if theirs and ours and theirs.person_id != ours.person_id:
        yield Conflict(FOCAL_POINT, _("Focal point"), called(theirs.person), called(ours.person))
    memberships = {one.city_id: one for one in Membership.objects.filter(city__in=[gone, kept])}
    if len(memberships) > 1:
        told = {pk: wording.membership(one, language) for pk, one in memberships.items()}
        yield Conflict(MEMBERSHIP, _("Membership"), told[gone.pk], told[kept.pk])
    of_gone, of_kept = last_texts(gone), last_texts(kept)
    for part, code in sorted(of_gone.keys() & of_kept.keys()):
        label = f"{PARTS[part]} ({language_of(code).name_in(language)})"
        yield Conflict(
            text_name(part, code), label, of_gone[part, code].text, of_kept[part, code].text
        )


def focal_point_of(city: City) -> Appointment | None:
    """Return the appointment of a city's focal point, if one serves today."""
    serving = Appointment.objects.filter(running(today()), city=city, role=Role.FOCAL_POINT)
    return serving.select_related("person").first()


def text_name(part: str, code: str) -> str:
    """Return what the decision about a text is called."""
    return f"text_{part}_{code}"


def undecided(found: tuple[Conflict, ...], decided: Mapping[str, str]) -> list[Conflict]:
    """Return the conflicts of which nobody has said which one stays."""
    return [one for one in found if decided.get(one.name) not in {GONE, KEPT}]


def texts_of_gone_that_hold(
    gone: City, kept: City, decided: Mapping[str, str]
) -> list[CityText]:  # fmt: skip
    """Return the last texts of the city that goes which are to hold over the other's."""
    there = last_texts(kept)
    return [
        text
        for (part, code), text in last_texts(gone).items()
        if (part, code) in there and decided.get(text_name(part, code)) == GONE
    ]
