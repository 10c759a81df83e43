"""Two texts beside one another, word by word; two contents, field by field."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from hamshahr.domains.experiences.content.fields import Kind
from hamshahr.domains.experiences.content.showing import (
    Names,
    Reading,
    ShownField,
    ShownGroup,
    shown,
)
from hamshahr.domains.experiences.content.values import Content

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """Some words: ``same``, ``gone`` or ``new``."""

    kind: str
    text: str


@dataclass(frozen=True)
class ChangedField:
    """A field that differs, where it stands (Building block 2) and what became of it."""

    path: str
    label: str
    place: str
    pieces: tuple[Piece, ...]
    is_written: bool


def compare_words(before: str, after: str) -> tuple[Piece, ...]:
    """Return ``after`` with what is gone of ``before`` and what is new marked, word by word."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[Piece] = []
    for kind, i, j, k, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(new[k:end])))
            continue
        if j > i:
            pieces.append(Piece("gone", "".join(old[i:j])))
        if end > k:
            pieces.append(Piece("new", "".join(new[k:end])))
    return tuple(pieces)


def compare(
    before: Content, after: Content, *, written_in: str, reader: str, names: Names
) -> tuple[ChangedField, ...]:
    """Return the fields that read otherwise, in the form's order; what went comes last."""
    was = dict(_fields(Reading(before, written_in, reader, names)))
    became = dict(_fields(Reading(after, written_in, reader, names)))
    changed = []
    for path in {**became, **was}:
        old, new = was.get(path), became.get(path)
        if old is not None and new is not None and _reads_alike(old[0], new[0]):
            continue
        field, place = new or old or _never(path)
        changed.append(
            ChangedField(
                path, field.label, place, _pieces(field, _text(old), _text(new)), field.is_written
            )
        )
    return tuple(changed)


def _fields(told: Reading) -> Iterator[tuple[str, tuple[ShownField, str]]]:
    for step in shown(told):
        for part in step.parts:
            if isinstance(part, ShownGroup):
                for item in part.items:
                    for field in item.fields:
                        yield field.path, (field, f"{part.one} {item.number}")
            else:
                yield part.path, (part, "")


def _reads_alike(old: ShownField, new: ShownField) -> bool:
    """Two files of one name are not the same file."""
    return old.texts == new.texts and (old.kind != Kind.FILE.value or old.value == new.value)


def _pieces(field: ShownField, old: str, new: str) -> tuple[Piece, ...]:
    if field.kind != Kind.FILE.value:
        return compare_words(old, new)
    return tuple(Piece(kind, text) for kind, text in (("gone", old), ("new", new)) if text)


def _text(found: tuple[ShownField, str] | None) -> str:
    return "\n".join(found[0].texts) if found else ""


def _never(path: str) -> tuple[ShownField, str]:
    raise AssertionError(path)  # each path is of one of the two
