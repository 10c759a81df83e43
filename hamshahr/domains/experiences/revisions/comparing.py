"""Two revisions side by side: which fields differ, and which words in them.

Words are matched by ``difflib`` (Ratcliff and Obershelp's longest matching runs). Where two texts
are too long for that, or share nothing, one stands whole against the other.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from hamshahr.domains.experiences.content.fields import Kind
from hamshahr.domains.experiences.content.showing import (
    Reading,
    ShownField,
    ShownGroup,
    ShownStep,
    shown,
)

_Named = tuple[str, ShownField]  # a field with its label, its item's before it
_WORDS = re.compile(r"\S+\s*|\s+")
# difflib takes the square of it in the worst case; this many take some tenths of a second
_MOST_WORDS = 2_500
# So many words of what is alike stand on each side of a change; the rest is folded away
_AROUND = 12


class Sign(Enum):
    """What a run of words is, against the other revision."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"
    FOLDED = "folded"  # alike on both sides, and far from any change


@dataclass(frozen=True)
class Run:
    sign: str  # a value of ``Sign``
    text: str


@dataclass(frozen=True)
class Difference:
    """One field that differs, as it was and as it came to be."""

    path: str
    label: str
    before: tuple[Run, ...]
    after: tuple[Run, ...]
    is_written: bool  # the case's own words; else worded for the reader


def differences(before: Reading, after: Reading) -> list[Difference]:
    """Return the fields that differ, in the order of the form; those that are gone stand last."""
    old, new = _flat(shown(before)), _flat(shown(after))
    paths = [*new, *(path for path in old if path not in new)]
    return [
        _difference(path, old.get(path), new.get(path))
        for path in paths
        if _told(old.get(path)) != _told(new.get(path))
    ]


def runs(before: str, after: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return both texts cut into runs of words that are alike, gone or new."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if not old or not new or len(old) + len(new) > _MOST_WORDS:
        return _whole(before, Sign.GONE), _whole(after, Sign.NEW)
    left: list[Run] = []
    right: list[Run] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            follows, goes_on = i1 > 0 or j1 > 0, i2 < len(old) or j2 < len(new)
            left += _folded(old[i1:i2], follows=follows, goes_on=goes_on)
            right += _folded(new[j1:j2], follows=follows, goes_on=goes_on)
            continue
        left += _whole("".join(old[i1:i2]), Sign.GONE)
        right += _whole("".join(new[j1:j2]), Sign.NEW)
    return tuple(left), tuple(right)


def _folded(words: list[str], *, follows: bool, goes_on: bool) -> tuple[Run, ...]:
    """Fold the middle of what is alike; ``follows``, ``goes_on``: a change stands there."""
    head = _AROUND if follows else 0
    tail = _AROUND if goes_on else 0
    if len(words) <= head + tail + _AROUND:
        return _whole("".join(words), Sign.SAME)
    middle = "".join(words[head : len(words) - tail])
    return (
        *_whole("".join(words[:head]), Sign.SAME),
        *_whole(middle, Sign.FOLDED),
        *_whole("".join(words[len(words) - tail :]) if tail else "", Sign.SAME),
    )


def _whole(text: str, sign: Sign) -> tuple[Run, ...]:
    return (Run(sign.value, text),) if text else ()


def _difference(path: str, old: _Named | None, new: _Named | None) -> Difference:
    label, one = new or old  # type: ignore[misc]  # the path is of one of them
    before, after = runs(_text(old), _text(new))
    return Difference(path, label, before, after, one.is_written)


def _flat(steps: tuple[ShownStep, ...]) -> dict[str, _Named]:
    """Return every field by its path."""
    found = {}
    for step in steps:
        for part in step.parts:
            if not isinstance(part, ShownGroup):
                found[part.path] = (part.label, part)
                continue
            for item in part.items:
                for field in item.fields:
                    found[field.path] = (f"{part.one} {item.number}: {field.label}", field)
    return found


def _told(found: _Named | None) -> object:
    """Return what tells a field from another: of files more than their names."""
    is_file = found is not None and found[1].kind == Kind.FILE.value
    return found[1].value if found and is_file else _text(found)


def _text(found: _Named | None) -> str:
    if found is None:
        return ""
    return str(found[1].value) if found[1].html is not None else "\n".join(found[1].texts)
