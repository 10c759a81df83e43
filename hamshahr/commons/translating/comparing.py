"""What has changed between two wordings, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s*\w+|\s*[^\w\s]|\s+")
# Two texts without a word in common are compared in the square of their length
_MOST_WORDS = 6_000


@dataclass(frozen=True)
class Part:
    """A run of words: ``same``, ``gone`` or ``new``."""

    kind: str
    text: str


def compared(before: str, after: str) -> list[Part]:
    """Return both wordings as one: what stayed, what went, what came."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > _MOST_WORDS:
        return [Part("gone", before), Part("new", after)]
    parts: list[Part] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(Part("same", "".join(old[i1:i2])))
            continue
        parts += [Part("gone", "".join(old[i1:i2]))] if i2 > i1 else []
        parts += [Part("new", "".join(new[j1:j2]))] if j2 > j1 else []
    return parts
