"""What the regions of this domain's pages show (a world region is a region too, ``RegionPage``)."""

from dataclasses import dataclass

from hamshahr.commons.translation.languages import Language
from hamshahr.design.maps.window import Locator
from hamshahr.domains.network.models import City
from hamshahr.domains.network.own_words.regions import OwnWords
from hamshahr.kernel.panels import ShownPanel


@dataclass(frozen=True)
class RegionEntry:
    """A world region of the association in a list, with how many cities are known in it."""

    code: str
    label: str
    url: str
    cities: int


@dataclass(frozen=True)
class RegionPage:
    """A world region of the association. The panels of later domains read it as their subject."""

    code: str
    label: str
    cities: int
    countries: int
    others: tuple[RegionEntry, ...]
    panels: tuple[ShownPanel, ...] = ()


@dataclass(frozen=True)
class CityLink:
    """A city by its name, told from others of that name, with its page."""

    name: str
    url: str
    told_apart: str = ""  # empty: no other city of its country bears the name


@dataclass(frozen=True)
class LocalName:
    """What a city calls itself; ``language`` only where there is no doubt."""

    text: str
    language: Language | None


@dataclass(frozen=True)
class FactSource:
    """Where a fact comes from, as a page says it: a name and a year, and an address."""

    text: str
    url: str


@dataclass(frozen=True)
class CityFact:
    """A fact with its source. An empty ``value`` is shown as not known, with no source."""

    name: str  # population, climate …: names the icon and the style
    label: str
    value: str
    source: FactSource | None
    code: str = ""  # the class as the source writes it: Csa
    note: str = ""  # what a reader must know to use the fact


@dataclass(frozen=True)
class MemberLine:
    """How a city stands in this association; or where it was seen as a member of which."""

    claim: str  # what the source says, as a sentence before its name
    source: str = ""  # the name of its site, or the source in words; empty: the register
    url: str = ""  # empty: it is told in words
    year: int | None = None
    note: str = ""  # in English


@dataclass(frozen=True)
class CityPage:
    """A city. The panels of later domains read it as their subject."""

    city: City
    code: str  # its slug
    name: str
    kind: str  # empty: a plain city
    country: str
    region: str
    region_url: str
    local_names: tuple[LocalName, ...]
    facts: tuple[CityFact, ...]
    member: MemberLine | None
    locator: Locator | None  # none: nobody knows where it lies
    namesakes: tuple[CityLink, ...]  # other cities of its country that bear its name
    own: OwnWords  # what it says of itself
    report_url: str = ""  # where it is reported
    panels: tuple[ShownPanel, ...] = ()
