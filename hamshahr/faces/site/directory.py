"""The directory of cities put together: from an address to what it shows, as a list or as a map."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.reading import number, sort_key
from hamshahr.domains.experiences.by_city import counted, telling
from hamshahr.domains.network.addresses import city_url
from hamshahr.domains.network.city_pages import told_apart
from hamshahr.domains.network.models import City
from hamshahr.domains.network.queries import (
    CityFilter,
    countries_of_cities,
    country_name,
    directory,
    region_names,
    with_namesakes,
)
from hamshahr.faces.site.asked import MAP
from hamshahr.faces.site.city_map import CountedCity, experiences, sheets
from hamshahr.faces.site.mapping import MOST_CITIES, placeless
from hamshahr.faces.site.paging import NoSuchPage, paging
from hamshahr.faces.site.regions import CityEntry, CityMap, DirectoryPage, Option, Paging, ViewLink
from hamshahr.kernel.folding import printable

# What an address of the directory may ask
PARAMETERS = ("name", "region", "country", "members", "telling", "view", "page")
CITIES_A_PAGE = 30
# Longer than any name of a city
_LONGEST_NAME = 100
_NO_PAGES = Paging(0, 0, 0, (), "", "")


@dataclass(frozen=True)
class DirectoryAsked:
    """What an address asks of the directory, as it was typed."""

    name: str = ""
    regions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    members_only: bool = False
    telling_only: bool = False
    view: str = ""
    page: int = 1

    @classmethod
    def read(cls, given: QueryDict) -> "DirectoryAsked":
        """Read an address. Parameters that mean nothing here are left alone."""
        page = given.get("page") or "1"
        return cls(
            name=printable(given.get("name", ""))[:_LONGEST_NAME].strip(),
            regions=tuple(dict.fromkeys(filter(None, given.getlist("region")))),
            countries=tuple(dict.fromkeys(filter(None, given.getlist("country")))),
            members_only=bool(given.get("members")),
            telling_only=bool(given.get("telling")),
            view=MAP if given.get("view") == MAP else "",
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 9 else 0,
        )

    def url(self, *, page: int = 1) -> str:
        """Return the address of this list, from another page on."""
        pairs = [
            ("name", self.name),
            *(("region", code) for code in self.regions),
            *(("country", code) for code in self.countries),
            ("members", "1" if self.members_only else ""),
            ("telling", "1" if self.telling_only else ""),
            ("view", self.view),
            ("page", str(page) if page > 1 else ""),
        ]
        query = urlencode([pair for pair in pairs if pair[1]])
        return f"{reverse('site:cities')}{'?' if query else ''}{query}"

    @property
    def filter(self) -> CityFilter:
        return CityFilter(self.name, self.regions, self.countries, self.members_only)


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
    if problem := _problem(asked, language, by):
        shown, status = _Shown(problem=problem), 400
    else:
        found = directory(asked.filter, language, by=by)
        found = telling(found, by=by) if asked.telling_only else found
        try:
            shown = (_mapped if asked.view == MAP else _listed)(found, asked, language, by)
        except NoSuchPage as error:
            text = _("This list ends with page %(last)s.") % {"last": number(error.last, language)}
            shown, status = _Shown(problem=text), 404
    regions, countries = _places(language, by)
    page = DirectoryPage(
        name=asked.name,
        problem=shown.problem,
        regions=[Option(code, name, code in asked.regions) for code, name in regions.items()],
        countries=[Option(code, name, code in asked.countries) for code, name in countries.items()],
        members_only=asked.members_only,
        telling_only=asked.telling_only,
        is_narrowed=replace(asked, view="", page=1) != DirectoryAsked(),
        cities=shown.cities,
        paging=shown.pages,
        views=_views(asked),
        is_map=asked.view == MAP,
        city_map=shown.city_map,
    )
    return page, status


def _listed(found: QuerySet[City], asked: DirectoryAsked, language: str, by: User | None) -> _Shown:
    pages = paging(asked, found.count(), language, rows=CITIES_A_PAGE)
    first = (asked.page - 1) * CITIES_A_PAGE
    cities = list(counted(found, by=by)[first : first + CITIES_A_PAGE])
    alike = with_namesakes(cities, by=by)
    return _Shown([_entry(city, alike, language) for city in cities], pages)


def _mapped(found: QuerySet[City], asked: DirectoryAsked, language: str, by: User | None) -> _Shown:
    total = found.count()
    pages = paging(replace(asked, page=1), total, language, rows=max(1, total))
    cities: list[Any] = list(
        counted(found, by=by).order_by("-experience_count", "slug")[:MOST_CITIES]
    )
    places = [CountedCity(city, city.experience_count) for city in cities]
    here = {city.country for city in cities}

    def narrowed(several: Sequence[City]) -> str:
        countries = tuple(sorted({city.country for city in several}))
        if len(countries) == len(here):
            return replace(asked, view="", page=1).url()
        return replace(asked, countries=countries, page=1).url()

    city_map = CityMap(
        sheets=sheets(
            places,
            language,
            url_of_city=lambda city: city_url(city.slug),
            url_of_cities=narrowed,
        ),
        lines=(),
        listed=len(cities),
        cities=total,
        placeless=placeless(places, language),
        has_members=any(city.is_member for city in cities),
        is_ranked=False,
    )
    return _Shown((), pages, city_map)


def _entry(city: Any, alike: set[Any], language: str) -> CityEntry:
    needs_more = city.pk in alike or city.kind != City.Kind.CITY
    return CityEntry(
        slug=city.slug,
        name=city.name_in(language),
        url=city_url(city.slug),
        country=country_name(city.country, language),
        told_apart=told_apart(city, language) if needs_more else "",
        experiences=experiences(city.experience_count, language),
        is_member=city.is_member,
    )


def _places(language: str, by: User | None) -> tuple[dict[str, str], dict[str, str]]:
    """Return the regions and the countries that can be chosen, by code, in a reader's order."""
    named = {code: country_name(code, language) for code in countries_of_cities(by=by)}
    in_order = sorted(named.items(), key=lambda pair: sort_key(pair[1], language))
    return region_names(language), dict(in_order)


def _problem(asked: DirectoryAsked, language: str, by: User | None) -> str:
    """Return what is wrong with an address that names what there is not; else an empty text."""
    regions, countries = _places(language, by)
    for values, known in ((asked.regions, regions), (asked.countries, countries)):
        for value in values:
            if value not in known:
                return _("There is no city in “%(value)s”.") % {"value": printable(value)[:60]}
    return ""


def _views(asked: DirectoryAsked) -> list[ViewLink]:
    return [
        ViewLink(_("List"), replace(asked, view="", page=1).url(), current=asked.view != MAP),
        ViewLink(_("Map"), replace(asked, view=MAP, page=1).url(), current=asked.view == MAP),
    ]
