"""The directory of cities put together: from an address to what it shows, as a list or as a map."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.reading import number
from hamshahr.domains.experiences.by_city import counted
from hamshahr.domains.network.addresses import city_url
from hamshahr.domains.network.city_pages import told_apart
from hamshahr.domains.network.models import City
from hamshahr.domains.network.own_words.offering import kinds_offered
from hamshahr.domains.network.own_words.wording import OFFER_KINDS
from hamshahr.domains.network.queries import country_name, with_namesakes
from hamshahr.domains.network.wording import membership_word
from hamshahr.faces.site.asked import MAP
from hamshahr.faces.site.city_map import CountedCity, experiences, sheets
from hamshahr.faces.site.directory_asked import DirectoryAsked
from hamshahr.faces.site.directory_narrowing import (
    choices,
    loosened,
    narrowed,
    options,
    problem_of,
    topic_options,
)
from hamshahr.faces.site.mapping import MOST_CITIES, placeless
from hamshahr.faces.site.paging import NoSuchPage, paging
from hamshahr.faces.site.regions import CityEntry, CityMap, DirectoryPage, Option, Paging, ViewLink

CITIES_A_PAGE = 30
_NO_PAGES = Paging(0, 0, 0, (), "", "")


class _Shown(NamedTuple):
    """What a list or a map adds to the page."""

    cities: Sequence[CityEntry] = ()
    pages: Paging = _NO_PAGES
    city_map: CityMap | None = None
    problem: str = ""


def directory_page(
    asked: DirectoryAsked, language: str, *, by: User | None
) -> tuple[DirectoryPage, int]:
    """Return what the directory shows, worded in ``language``, and the status of the answer."""
    status = 200
    there = choices(asked, language, by=by)
    if problem := problem_of(asked, there):
        shown, status = _Shown(problem=problem), 400
    else:
        found = narrowed(asked, there, language, by=by)
        try:
            shown = (_mapped if asked.view == MAP else _listed)(found, asked, language, by)
        except NoSuchPage as error:
            text = _("This list ends with page %(last)s.") % {"last": number(error.last, language)}
            shown, status = _Shown(problem=text), 404
    left = {} if problem else options(asked, there, language, by=by)
    is_empty = not (shown.problem or shown.pages.total)
    page = DirectoryPage(
        name=asked.name,
        problem=shown.problem,
        regions=left.get("regions", []),
        countries=left.get("countries", []),
        offers=left.get("offers", []),
        topics=topic_options(asked, there),
        languages=[
            Option(code, name, code in asked.languages) for code, name in there.languages.items()
        ],
        members_only=asked.members_only,
        telling_only=asked.telling_only,
        is_narrowed=replace(asked, view="", page=1) != DirectoryAsked(),
        cities=shown.cities,
        paging=shown.pages,
        views=_views(asked),
        is_map=asked.view == MAP,
        city_map=shown.city_map,
        loosened=loosened(asked, there, language, by=by) if is_empty else [],
    )
    return page, status


def _listed(found: QuerySet[City], asked: DirectoryAsked, language: str, by: User | None) -> _Shown:
    pages = paging(asked, found.count(), language, rows=CITIES_A_PAGE)
    first = (asked.page - 1) * CITIES_A_PAGE
    cities = list(counted(found, by=by)[first : first + CITIES_A_PAGE])
    alike = with_namesakes(cities, by=by)
    offered = kinds_offered(cities)
    entries = [_entry(city, alike, offered.get(city.pk, ()), language) for city in cities]
    return _Shown(entries, pages)


def _mapped(found: QuerySet[City], asked: DirectoryAsked, language: str, by: User | None) -> _Shown:
    total = found.count()
    pages = paging(replace(asked, page=1), total, language, rows=max(1, total))
    cities: list[Any] = list(
        counted(found, by=by).order_by("-experience_count", "slug")[:MOST_CITIES]
    )
    places = [CountedCity(city, city.experience_count) for city in cities]
    here = {city.country for city in cities}

    def of_countries(several: Sequence[City]) -> str:
        countries = tuple(sorted({city.country for city in several}))
        if len(countries) == len(here):
            return replace(asked, view="", page=1).url()
        return replace(asked, countries=countries, page=1).url()

    city_map = CityMap(
        sheets=sheets(
            places,
            language,
            url_of_city=lambda city: city_url(city.slug),
            url_of_cities=of_countries,
        ),
        lines=(),
        listed=len(cities),
        cities=total,
        placeless=placeless(places, language),
        has_members=any(city.is_member for city in cities),
        is_ranked=False,
    )
    return _Shown((), pages, city_map)


def _entry(city: Any, alike: set[Any], offered: Sequence[str], language: str) -> CityEntry:
    needs_more = city.pk in alike or city.kind != City.Kind.CITY
    return CityEntry(
        slug=city.slug,
        name=city.name_in(language),
        url=city_url(city.slug),
        country=country_name(city.country, language),
        told_apart=told_apart(city, language) if needs_more else "",
        experiences=experiences(city.experience_count, language),
        membership=membership_word(city),
        offers=tuple(str(label) for kind, label in OFFER_KINDS.items() if kind in offered),
    )


def _views(asked: DirectoryAsked) -> list[ViewLink]:
    return [
        ViewLink(_("List"), replace(asked, view="", page=1).url(), current=asked.view != MAP),
        ViewLink(_("Map"), replace(asked, view=MAP, page=1).url(), current=asked.view == MAP),
    ]
