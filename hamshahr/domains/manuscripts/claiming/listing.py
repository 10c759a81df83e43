"""What the library says about a city: the list for those who answer for it."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.urls import reverse

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import cities_allowed
from hamshahr.commons.translation.languages import Language
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.domains.experiences import wording
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.permissions import ANSWER_FOR, answered_for_by, readable_by
from hamshahr.kernel.today import today

A_PAGE = 20


@dataclass(frozen=True)
class CaseLine:
    """A case of the city: whether it waits for her, and where she does what."""

    title: str
    language: Language
    city: str
    url: str
    is_compiled: bool
    is_retired: bool
    is_due: bool  # whether it is still so is to be said
    confirmed: str
    unanswered: str
    claim_url: str
    still_so_url: str
    correct_url: str
    retire_url: str
    bring_back_url: str


@dataclass(frozen=True)
class AboutTheCity:
    lines: tuple[CaseLine, ...]
    page: Page[Experience]


def about_her_cities(number: int, language: str, *, by: User) -> AboutTheCity:
    """Return a page of what is published of the cities that ``by`` answers for.

    What waits for her stands first: compiled and confirmed by nobody, then due to be confirmed
    again. Raises ``django.core.paginator.EmptyPage``.
    """
    found = (
        readable_by(None)
        .filter(city__in=cities_allowed(by, ANSWER_FOR).ids, city__merged_into__isnull=True)
        .select_related("city")
        .order_by(_what_waits(), "next_check_on", "-published_at", "-pk")
    )
    page = Paginator(found, A_PAGE).page(number)
    return AboutTheCity(tuple(_line(case, language) for case in page.object_list), page)


def unconfirmed(*, by: User | None) -> QuerySet[Experience]:
    """Return the compiled cases that nobody of her cities has confirmed."""
    return _hers(by).filter(provenance=Experience.Provenance.COMPILED)


def due(*, by: User | None) -> QuerySet[Experience]:
    """Return the cases of her cities of which it is to be said whether they are still so."""
    return _hers(by).filter(next_check_on__lte=today())


def _hers(by: User | None) -> QuerySet[Experience]:
    cities = cities_allowed(by, ANSWER_FOR)
    found = answered_for_by(by)
    return found.none() if cities.everywhere else found


def _what_waits() -> Case:
    return Case(
        When(state=Experience.State.RETIRED, then=Value(3)),
        When(provenance=Experience.Provenance.COMPILED, then=Value(0)),
        When(next_check_on__lte=today(), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )


def _line(case: Experience, language: str) -> CaseLine:
    def url(name: str) -> str:
        return reverse(name, args=[case.code])

    return CaseLine(
        title=case.title,
        language=language_of(case.language),
        city=case.city.name_in(language),
        url=url("experiences:experience"),
        is_compiled=case.provenance == Experience.Provenance.COMPILED,
        is_retired=case.state == Experience.State.RETIRED,
        is_due=bool(case.next_check_on and case.next_check_on <= today()),
        confirmed=wording.confirmed(case.confirmed_on, language),
        unanswered=wording.unanswered(case.unanswered_since, language),
        claim_url=url("manuscripts:claim"),
        still_so_url=url("manuscripts:still-so"),
        correct_url=url("manuscripts:claim-correct"),
        retire_url=url("experiences:retire"),
        bring_back_url=url("experiences:bring-back"),
    )
