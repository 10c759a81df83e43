"""The content of a case as it is read: its steps in order, every field in words.

Only what says something is there. What the case says in words is left as it was written (prose is
Markdown); numbers, days and choices are worded for the reader, names are looked up by whoever asks.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from babel import Locale
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hamshahr.commons.translation import reading
from hamshahr.commons.translation.languages import UnknownLanguage, language
from hamshahr.domains.experiences.content.fields import FieldSpec, GroupSpec, Kind
from hamshahr.domains.experiences.content.form import STEPS
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.goals import GOALS
from hamshahr.kernel.written import to_html

_WRITTEN = {Kind.LINE, Kind.PROSE}


@dataclass(frozen=True)
class NamedFile:
    """A file that a case names. ``thumbnail``: where a small picture of it lies; else empty."""

    name: str
    size: str  # in words
    url: str
    thumbnail: str = ""
    width: int = 0  # of the thumbnail, in pixels
    height: int = 0


@dataclass(frozen=True)
class Names:
    """What codes are called in the reader's language; a code that is not here shows itself.

    A file that is not here is no longer there.
    """

    topics: Mapping[str, str] = field(default_factory=dict)
    mailboxes: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[str, str] = field(default_factory=dict)
    cases: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, NamedFile] = field(default_factory=dict)


@dataclass(frozen=True)
class ShownField:
    """A field that says something. ``texts`` has one text, or one for each value that was chosen.

    ``is_written``: the words are the case's own, in its language; else the reader's. ``file`` and
    ``alt``, what a picture shows in the case's words, are of a file that is there.
    """

    path: str
    label: str
    kind: str
    texts: tuple[str, ...]
    html: SafeString | None  # of prose
    value: Any
    is_written: bool
    is_published: bool
    file: NamedFile | None = None
    alt: str = ""

    @property
    def text(self) -> str:
        return self.texts[0] if self.texts else ""


@dataclass(frozen=True)
class ShownItem:
    """One item of a group, counted from 1."""

    path: str
    number: int
    fields: tuple[ShownField, ...]

    def __getitem__(self, key: str) -> ShownField:
        """Return the field of that key; raise ``KeyError`` where it says nothing."""
        for one in self.fields:
            if one.path.endswith(f".{key}"):
                return one
        raise KeyError(key)


@dataclass(frozen=True)
class ShownGroup:
    """A group with its items; ``one`` is what one of them is called."""

    path: str
    label: str
    one: str
    items: tuple[ShownItem, ...]


@dataclass(frozen=True)
class ShownStep:
    """A step of the form that says something."""

    key: str
    label: str
    is_members_only: bool
    parts: tuple[ShownField | ShownGroup, ...]


@dataclass(frozen=True)
class Reading:
    """A content with what it takes to read it: its language, the reader's, what codes mean."""

    content: Content
    written_in: str
    reader: str
    names: Names = field(default_factory=Names)


def shown(told: Reading) -> tuple[ShownStep, ...]:
    """Return a case as it is read, in the order of the form."""
    steps = []
    for step in STEPS:
        parts: list[ShownField | ShownGroup] = []
        for part in step.parts:
            if isinstance(part, FieldSpec):
                parts += _fields([(part, part.key)], told)
            elif told.content.codes(part.key):
                parts.append(_group(part, told))
        if parts:
            steps.append(ShownStep(step.key, str(step.label), step.members_only, tuple(parts)))
    return tuple(steps)


def field_shown(spec: FieldSpec, path: str, told: Reading) -> ShownField | None:
    """Return one field as it is read; ``None`` where it says nothing."""
    value = told.content.values.get(path)
    if value is None:
        return None
    is_prose = spec.kind is Kind.PROSE
    is_file = spec.kind is Kind.FILE
    return ShownField(
        path=path,
        label=str(spec.label),
        kind=spec.kind.value,
        texts=tuple(_worded(spec, one, told) for one in _each(value)),
        html=to_html(value, direction=language(told.written_in).direction) if is_prose else None,
        value=value,
        is_written=spec.kind in _WRITTEN,
        is_published=spec.published,
        file=told.names.files.get(value) if is_file else None,
        alt=told.content.text(f"{path.rpartition('.')[0]}.alt") if is_file else "",
    )


def date_in_words(said: str, reader: str) -> str:
    """Word a date that is known to the day, the month or the year: ``2019-03``."""
    if len(said) == 4:
        return reading.year(int(said), reader)
    if len(said) == 7:
        return reading.month_of_year(date.fromisoformat(f"{said}-01"), reader)
    return reading.day(date.fromisoformat(said), reader)


def number_in_words(said: str, reader: str) -> str:
    """Word a number as it was told, with all its decimals, in the reader's digits.

    What an import brought may be no number ("about 40"), and is left as it is.
    """
    try:
        value = Decimal(said)
    except InvalidOperation:
        return said
    places = -int(value.as_tuple().exponent) if "." in said else 0
    return reading.decimal(float(value), places, reader) if places else reading.number(
        int(value), reader
    )  # fmt: skip


def _group(part: GroupSpec, told: Reading) -> ShownGroup:
    items = tuple(
        ShownItem(
            f"{part.key}.{item.id}",
            place,
            tuple(_fields([(spec, item.path(spec.key)) for spec in part.fields], told)),
        )
        for place, item in enumerate(told.content.items(part.key), start=1)
    )
    return ShownGroup(part.key, str(part.label), str(part.one), items)


def _fields(paths: Sequence[tuple[FieldSpec, str]], told: Reading) -> Iterator[ShownField]:
    for spec, path in paths:
        one = field_shown(spec, path, told)
        if one is not None:
            yield one


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _worded(spec: FieldSpec, value: Any, told: Reading) -> str:
    if spec.choices:
        return str(dict(spec.choices).get(value, value))
    match spec.kind:
        case Kind.DATE:
            return date_in_words(value, told.reader)
        case Kind.NUMBER:
            return number_in_words(value, told.reader)
        case Kind.GOALS:
            return f"{reading.number(value, told.reader)} {GOALS[value]}"
        case Kind.LANGUAGES:
            return _language(value, told.reader)
        case Kind.CURRENCY:
            return str(Locale.parse(told.reader).currencies.get(value, value))
        case Kind.SOURCE:
            ids = told.content.codes("sources")
            return reading.number(ids.index(value) + 1, told.reader) if value in ids else ""
        case Kind.FLAG:
            return str(spec.label)
        case Kind.FILE:
            named = told.names.files.get(value)
            return named.name if named else _("(no longer there)")
        case _:
            return str(_named(spec.kind, told.names).get(str(value), value))


def _named(kind: Kind, names: Names) -> Mapping[str, str]:
    return {
        Kind.TOPICS: names.topics,
        Kind.MAILBOX: names.mailboxes,
        Kind.INDICATOR: names.indicators,
        Kind.CASES: names.cases,
    }.get(kind, {})


def _language(code: str, reader: str) -> str:
    try:
        return language(code).name_in(reader)
    except UnknownLanguage:
        return code
