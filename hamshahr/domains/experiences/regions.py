"""What the regions of this domain's pages show. A page and its fragment build the same one."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from hamshahr.commons.translating.shown import Translated
from hamshahr.commons.translation.languages import Language


@dataclass(frozen=True)
class TopicTag:
    """A topic as shown on a row or a page, with its page."""

    label: str
    url: str


@dataclass(frozen=True)
class TranslatedTitle:
    """A title in the reader's language, and what she must know of it before she believes it."""

    text: str
    language: Language
    kind: str  # machine, hand, checked, stale: names the style
    mark: str  # in a word or two
    sentence: str
    made: Translated  # for pages that word the mark themselves


@dataclass(frozen=True)
class ExperienceHead:
    """How an experience is introduced, on its page and in every list."""

    code: str
    url: str
    title: str
    language: Language
    language_name: str  # in the page's language
    title_en: str  # empty where the title is English or no translation is known
    city: str  # in the page's language
    country: str  # in the page's language
    city_slug: str  # seeds the city's pattern
    city_url: str
    topics: tuple[TopicTag, ...] = ()
    period: str = ""  # "since 2008", "2004–2009", empty: not known
    status: str = ""  # in the page's language
    true_as_of: str = ""  # "as of 2014, 12 years ago"; empty: not known
    is_stale: bool = False
    evidence: str = ""  # "Evidence: not assessed", "Evidence level 3 of 5"
    confirmed: str = ""  # "Confirmed by the city on 3 Nov 2026"; empty: it never said so
    retired: str = ""  # "Retired on 3 Nov 2026: no longer so"; of what is read at its own address
    unanswered: str = ""  # that it was asked whether this is still so, and has not answered
    translated: TranslatedTitle | None = None  # where the reader's language is another


@dataclass(frozen=True)
class Change:
    """Before and after of one indicator, as lengths of bars from 0 to 100."""

    before: str
    after: str
    before_length: float
    after_length: float
    said: str  # "58% less"; empty: cannot be said
    is_share: bool = False  # the bars are drawn on the whole of 100
    is_too_short: bool = False  # one is drawn as a line, which is longer than it is


@dataclass(frozen=True)
class GoalTag:
    """A goal of the 2030 Agenda, with its page."""

    number: int
    label: str
    url: str


@dataclass(frozen=True)
class Similar:
    """An experience of another city beside this one, and what they share."""

    head: ExperienceHead
    shared: str


@dataclass(frozen=True)
class SharingPicture:
    """What a shared link shows: the whole address of the picture, and its text alternative."""

    url: str
    alt: str


@dataclass(frozen=True)
class MembersOnly:
    """How much a city tells members only; what it is stands nowhere that all may read."""

    has_words: bool = False
    documents: int = 0

    def __bool__(self) -> bool:
        return self.has_words or bool(self.documents)


@dataclass(frozen=True)
class BestExperiences:
    """The best-evidenced experiences of a subject; the addresses lead to all ``total``."""

    heads: tuple[ExperienceHead, ...]
    total: int
    search_url: str
    map_url: str
    feed_url: str


@dataclass(frozen=True)
class ActiveCity:
    """A city with how many experiences of a subject it tells."""

    name: str
    slug: str  # seeds the city's pattern
    url: str
    country: str
    count: int


@dataclass(frozen=True)
class ActiveCities:
    """The cities that tell the most of a subject, out of ``total``."""

    cities: tuple[ActiveCity, ...]
    total: int


@dataclass(frozen=True)
class CountedTopic:
    label: str
    url: str
    count: int


@dataclass(frozen=True)
class CountedGoal:
    number: int
    label: str
    url: str
    count: int


@dataclass(frozen=True)
class GoalPage:
    """A goal of the 2030 Agenda: what the library holds under it."""

    number: int
    label: str
    best: BestExperiences | None
    cities: ActiveCities | None
    topics: list[CountedTopic]


@dataclass(frozen=True)
class Reason:
    """Why a row is there: ``meaning``, ``topic``, ``words``, ``evidence`` or ``recency``.

    ``text`` is a sentence of the page's language, ``strength`` goes from 0 to 100.
    """

    kind: str
    text: str
    strength: int


@dataclass(frozen=True)
class ResultRow:
    """An experience that was found, the passage that answers, and why it is there."""

    head: ExperienceHead
    score: float
    passage: SafeString  # escaped text with the words found in <mark>; in head.language
    passage_text: str  # the same without marks, not escaped
    passage_heading: str  # which part it stands in, in the page's language
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class FacetValue:
    """A value to narrow a list by, with how many it would leave."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Facet:
    """A way to narrow a list; ``name`` is its parameter in addresses."""

    name: str  # topic, region, country, language, period, status, sdg
    label: str
    values: tuple[FacetValue, ...]
    selected_count: int


@dataclass(frozen=True)
class PeerLine:
    """A city beside another, and why; everything worded in the page's language."""

    slug: str  # seeds the city's pattern
    name: str
    url: str
    country: str
    reasons: tuple[str, ...]  # what is alike; none of a city that stands here for being different
    differences: tuple[str, ...]
    confidence: str  # empty: all but all of what is compared is known
    experiences: str  # how many it tells; empty: none


@dataclass(frozen=True)
class PeersPanel:
    like: tuple[PeerLine, ...]  # the closest first
    different: PeerLine | None
