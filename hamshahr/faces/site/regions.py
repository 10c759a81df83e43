"""What the regions of the home page and of search show."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from hamshahr.domains.experiences.regions import ExperienceHead


@dataclass(frozen=True)
class ThemeBlock:
    """A theme with its topics, as on the home page."""

    code: str
    label: str
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
    city_count: int
    language_count: int
    examples: Sequence["ExampleSearch"]  # questions to begin with


@dataclass(frozen=True)
class ExampleSearch:
    text: str
    url: str


@dataclass(frozen=True)
class Reason:
    """Why a row is there: a kind (``meaning``, ``topic``, ``words``, ``evidence``, ``recency``), a
    sentence of the page's language, and its share of the score from 0 to 100."""

    kind: str
    text: str
    share: int


@dataclass(frozen=True)
class ResultRow:
    head: ExperienceHead
    passage: SafeString  # escaped text with the words found in <mark>; in head.language
    passage_heading: str  # which part it stands in, in the page's language
    reasons: Sequence[Reason]


@dataclass(frozen=True)
class FacetValue:
    label: str
    count: int
    selected: bool
    url: str  # the search with this value added, or taken away where it is selected
    name: str  # form field name
    value: str  # form field value


@dataclass(frozen=True)
class Facet:
    name: str  # topic, region, country, language, period, status, sdg
    label: str
    values: Sequence[FacetValue]
    selected_count: int


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
