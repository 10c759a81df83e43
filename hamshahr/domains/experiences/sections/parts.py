"""What a section is made of: a closed list, so that a writer knows when it writes them all.

``kind`` names a part for writers: the page has a template for each.
"""

from dataclasses import dataclass
from typing import ClassVar

from hamshahr.commons.translating.shown import Translated
from hamshahr.commons.translation.languages import Language
from hamshahr.domains.experiences.regions import Change


@dataclass(frozen=True)
class Said:
    """A text in its own language. ``path`` is where it stands; empty: it is the page's own words.

    ``mark`` where it is a translation; ``original`` is then what was translated.
    """

    text: str
    language: Language
    path: str = ""
    mark: Translated | None = None
    original: "Said | None" = None


@dataclass(frozen=True)
class Prose:
    """Paragraphs. ``is_markdown``: Markdown as its city wrote it, else plain text of an import."""

    kind: ClassVar[str] = "prose"

    said: Said
    is_markdown: bool
    heading: str = ""  # a smaller one within the section, in the page's language


@dataclass(frozen=True)
class Figure:
    """A number that says it all, and what it counts."""

    kind: ClassVar[str] = "figure"

    number: str
    of: Said | None


@dataclass(frozen=True)
class Quiet:
    """What the page itself says where nothing was told."""

    kind: ClassVar[str] = "quiet"

    text: str


@dataclass(frozen=True)
class Fact:
    """A label with what stands beside it; several values are set apart by commas."""

    label: str
    values: tuple[Said, ...]
    note: str = ""  # in the page's language, softer


@dataclass(frozen=True)
class Facts:
    kind: ClassVar[str] = "facts"

    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Entry:
    """A line of a list: a text, where it leads, and what is said beside it."""

    said: Said
    url: str = ""  # of the web, or an address of ours; empty: leads nowhere
    notes: tuple[Said, ...] = ()
    number: int | None = None  # of a source, by which results name it
    is_ours: bool = False  # the address is one of this site


@dataclass(frozen=True)
class Listed:
    """A list. ``of`` tells writers apart what is listed: sources, documents, conditions …"""

    kind: ClassVar[str] = "listed"

    of: str
    entries: tuple[Entry, ...]
    heading: str = ""


@dataclass(frozen=True)
class Block:
    """A building block: what another city could take up by itself, at its own anchor."""

    anchor: str  # "block-k3f9q2ab"
    heading: str
    proses: tuple[Prose, ...]


@dataclass(frozen=True)
class Blocks:
    kind: ClassVar[str] = "blocks"

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class ShownResult:
    """One measurement, or a target, worded: numbers, dates and labels are the page's."""

    indicator: Said
    value: Said | None  # in words or as the single number that is known
    unit: Said | None
    before: str
    after: str
    before_date: str
    date: str
    method: Said | None
    source_number: int | None
    is_target: bool
    change: Change | None


@dataclass(frozen=True)
class Results:
    kind: ClassVar[str] = "results"

    results: tuple[ShownResult, ...]

    @property
    def changes(self) -> tuple[ShownResult, ...]:
        """Those of which before and after can be drawn."""
        return tuple(one for one in self.results if one.change)

    @property
    def has_methods(self) -> bool:
        return any(one.method for one in self.results)


@dataclass(frozen=True)
class Sized:
    """A picture in one width; ``digest`` is what its content is kept under."""

    url: str
    width: int
    height: int
    bytes: int
    digest: str


@dataclass(frozen=True)
class StoredPicture:
    """Where a picture lies, in all its widths; ``url`` is the largest."""

    url: str
    width: int
    height: int
    media_type: str
    sizes: tuple[Sized, ...]


@dataclass(frozen=True)
class StoredDocument:
    url: str
    name: str
    media_type: str
    bytes: int


@dataclass(frozen=True)
class ShownPicture:
    picture: StoredPicture
    alt: Said
    caption: Said | None
    credit: str


@dataclass(frozen=True)
class Pictures:
    kind: ClassVar[str] = "pictures"

    pictures: tuple[ShownPicture, ...]


Part = Prose | Figure | Quiet | Facts | Listed | Blocks | Results | Pictures


@dataclass(frozen=True)
class Section:
    """A part of the case under a heading of the page's language; ``key`` is its anchor."""

    key: str
    heading: str
    parts: tuple[Part, ...]
    is_prominent: bool = False  # what colleagues ask for first
