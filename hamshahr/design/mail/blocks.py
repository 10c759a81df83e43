"""What a letter is made of, from top to bottom. Every text is plain: no markup goes in."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Paragraph:
    """A few sentences."""

    text: str
    kind: ClassVar[str] = "paragraph"


@dataclass(frozen=True)
class Heading:
    """A line above what belongs together."""

    text: str
    kind: ClassVar[str] = "heading"


@dataclass(frozen=True)
class Action:
    """The one thing to do: a button, and the whole address beside it for those who see none."""

    label: str
    url: str
    kind: ClassVar[str] = "action"


@dataclass(frozen=True)
class Code:
    """A code to type, in digits of the reader's script or in Latin letters."""

    text: str
    kind: ClassVar[str] = "code"


@dataclass(frozen=True)
class Facts:
    """Names with what they stand for, one below the other."""

    rows: tuple[tuple[str, str], ...]
    kind: ClassVar[str] = "facts"


@dataclass(frozen=True)
class Item:
    """One thing of a list: what happened, when (worded), and where to read it."""

    text: str
    url: str
    when: str = ""
    kind: ClassVar[str] = "item"


@dataclass(frozen=True)
class Quote:
    """What somebody wrote, in her own words; line breaks stay."""

    text: str
    kind: ClassVar[str] = "quote"


Block = Paragraph | Heading | Action | Code | Facts | Item | Quote


@dataclass(frozen=True)
class Letter:
    """A letter in one language, worded.

    ``kind`` says in the records of the post what it was (``invitation``); ``why`` is the last
    sentence: why the reader gets it. ``unsubscribe`` is where she ends letters of this kind by one
    click (RFC 8058), ``settings`` where she says what she hears about; both are whole addresses,
    empty where there is no choice.
    """

    kind: str
    subject: str
    blocks: tuple[Block, ...]
    why: str
    unsubscribe: str = ""
    settings: str = ""
