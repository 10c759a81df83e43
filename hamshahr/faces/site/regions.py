"""What the regions of the home page and of search show."""

from collections.abc import Sequence
from dataclasses import dataclass

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
