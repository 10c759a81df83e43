"""What the regions of the home page and of search show."""

from collections.abc import Sequence
from dataclasses import dataclass

from hamshahr.design.maps.marks import Mark
from hamshahr.design.maps.projection import Spot
from hamshahr.design.maps.window import Window
from hamshahr.domains.experiences.regions import ExperienceHead, Facet, ResultRow


@dataclass(frozen=True)
class ThemeBlock:
    """A theme with its topics, as on the home page."""

    code: str
    label: str
    url: str
    definition: str
    topics: Sequence["TopicEntry"]


@dataclass(frozen=True)
class TopicEntry:
    label: str
    url: str
    count: int


@dataclass(frozen=True)
class HomePage:
    """Arriving: one sentence, one question, the topics, what is new."""

    themes: Sequence[ThemeBlock]
    newest: Sequence[ExperienceHead]
    experience_count: int
    examples: Sequence["ExampleSearch"]  # questions to begin with


@dataclass(frozen=True)
class ExampleSearch:
    text: str
    url: str


@dataclass(frozen=True)
class Chosen:
    """A facet value that narrows the list, and the search without it."""

    facet: str
    label: str
    url: str


@dataclass(frozen=True)
class PageLink:
    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class Paging:
    """Where one stands in a list: 1-based positions, total, and the addresses around."""

    first: int
    last: int
    total: int
    pages: Sequence[PageLink]
    previous: str  # empty: none
    next: str  # empty: none


@dataclass(frozen=True)
class ViewLink:
    """A way to look at the same list."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class MapMark:
    """A disc of a map with what it says and where it leads, worded in the page's language."""

    mark: Mark
    label: str
    figure: str  # how many experiences; empty: one or none
    url: str


@dataclass(frozen=True)
class MapSheet:
    """One drawing of a map; ``name`` says for which width of the page."""

    name: str
    window: Window
    marks: Sequence[MapMark]
    dots: Sequence[Spot]  # of cities that share a disc


@dataclass(frozen=True)
class CityLine:
    """A city as a line of the table beneath a map."""

    name: str
    url: str
    country: str
    region: str
    experiences: str  # how many, in words
    experiences_url: str  # the list narrowed to the city
    membership: str  # in words; empty: no member
    told_apart: str  # where it lies, if another of its country bears its name; empty: no need


@dataclass(frozen=True)
class CityMap:
    """Where what a list holds comes from, drawn and told."""

    sheets: Sequence[MapSheet]
    lines: Sequence[CityLine]  # one page of the table
    listed: int  # lines on all of its pages
    cities: int  # more than ``listed`` where there are too many to show
    placeless: str  # names of cities that are not on the map; empty: none
    has_members: bool  # one of the cities is a member
    is_ranked: bool  # after a query: cities of the best answers first, all others faint


@dataclass(frozen=True)
class SearchPage:
    """The search: what was asked, what fits, and how to narrow it."""

    query: str
    problem: str  # empty, or what is wrong with the query and what to do, in the page's language
    rows: Sequence[ResultRow]
    facets: Sequence[Facet]
    chosen: Sequence[Chosen]
    paging: Paging
    library_size: int
    clear_url: str  # the search without any facet
    is_browsing: bool  # no query: the whole library, newest first
    is_weak: bool  # nothing fits clearly: the nearest are shown
    waiting: int  # experiences whose meaning is not indexed yet
    total: int = 0  # experiences on all pages of the list, or all of the map
    views: Sequence[ViewLink] = ()
    feed_url: str = ""  # follows the list; empty where there is none
    city_map: CityMap | None = None  # in the place of ``rows`` where the map was asked for


@dataclass(frozen=True)
class CityEntry:
    """A city in the directory."""

    slug: str  # seeds its pattern
    name: str
    url: str
    country: str
    told_apart: str  # its kind, or where it lies if another bears its name; empty: no need
    experiences: str  # how many, in words; empty: none
    membership: str  # in words; empty: no member
    offers: Sequence[str] = ()  # what it is ready to do for others, in words


@dataclass(frozen=True)
class Option:
    value: str
    label: str  # counted choices say how many cities they leave
    selected: bool


@dataclass(frozen=True)
class OptionGroup:
    label: str
    options: Sequence[Option]


@dataclass(frozen=True)
class Loosened:
    """A list that is empty, without one of the things that narrow it."""

    label: str  # what is left out
    url: str
    cities: str  # how many there are then


@dataclass(frozen=True)
class DirectoryPage:
    """The cities that there are, narrowed by what was asked."""

    name: str  # what was typed to find a city
    problem: str  # empty, or what is wrong with the address, in the page's language
    regions: Sequence[Option]
    countries: Sequence[Option]
    offers: Sequence[Option]
    topics: Sequence[OptionGroup]
    languages: Sequence[Option]
    members_only: bool
    telling_only: bool  # with an experience
    is_narrowed: bool
    cities: Sequence[CityEntry]
    paging: Paging
    views: Sequence[ViewLink]
    is_map: bool
    city_map: CityMap | None
    loosened: Sequence[Loosened] = ()  # for an empty list: what to leave out
