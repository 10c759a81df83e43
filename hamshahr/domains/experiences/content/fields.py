"""What a field of the form is: its kind, its limits, its words."""

from dataclasses import dataclass, field
from enum import Enum

from django.utils.functional import Promise

Words = str | Promise


class Kind(Enum):
    """What a field holds, and how its value stands in the content (JSON)."""

    LINE = "line"  # str, one line of text
    PROSE = "prose"  # str, Markdown
    CHOICE = "choice"  # str, a code of ``choices``
    CHOICES = "choices"  # list[str], codes of ``choices``
    TOPICS = "topics"  # list[str], codes of the vocabulary
    GOALS = "goals"  # list[int], 1 to 17
    LANGUAGES = "languages"  # list[str], ISO 639 codes
    DATE = "date"  # str, Gregorian, as exact as it is known: 2019, 2019-03 or 2019-03-21
    NUMBER = "number"  # str, a decimal number with a point: 0.5, -3, 1200000
    URL = "url"  # str, http or https
    FLAG = "flag"  # bool
    FILE = "file"  # str, the id of a stored file
    INDICATOR = "indicator"  # str, a code of the list of indicators
    CURRENCY = "currency"  # str, ISO 4217
    MAILBOX = "mailbox"  # str, the id of a role mailbox of the city
    SOURCE = "source"  # str, the id of an item of ``sources``
    CASES = "cases"  # list[str], codes of experiences


# Kinds whose words a translator puts into another language; everything else is stored once
_IN_WORDS = frozenset({Kind.LINE, Kind.PROSE})


@dataclass(frozen=True)
class FieldSpec:
    """One field. ``most`` counts characters, or values where several may be chosen.

    ``translated``: a text that is not a proper name. ``asked``: false for what only older texts
    and imports fill, which is shown and edited where there is something, and asked of nobody.
    ``published``: false for what is kept with the case and shown to who writes and reviews it only.
    """

    key: str
    kind: Kind
    label: Words = field(compare=False)
    hint: Words = field(default="", compare=False)
    snapshot: bool = False
    needed: bool = False  # nothing is submitted without it
    most: int = 200
    most_words: int | None = None
    choices: tuple[tuple[str, Words], ...] = field(default=(), compare=False)
    translated: bool = True
    asked: bool = True
    published: bool = True

    @property
    def is_translated(self) -> bool:
        return self.translated and self.kind in _IN_WORDS


@dataclass(frozen=True)
class GroupSpec:
    """Fields that are filled in as often as there is something to say, at most ``most`` times."""

    key: str
    label: Words = field(compare=False)
    one: Words = field(compare=False)  # what one of them is called
    fields: tuple[FieldSpec, ...]
    most: int
    hint: Words = field(default="", compare=False)
    snapshot: bool = False

    def __getitem__(self, key: str) -> FieldSpec:
        return next(each for each in self.fields if each.key == key)


@dataclass(frozen=True)
class Step:
    """A page of the form: one thing at a time."""

    key: str
    label: Words = field(compare=False)
    parts: tuple[FieldSpec | GroupSpec, ...]
    hint: Words = field(default="", compare=False)
    members_only: bool = False  # what is said here is for signed-in members alone

    @property
    def is_in_snapshot(self) -> bool:
        return any(part.snapshot for part in self.parts)
