"""Names and words of others inside a sentence of ours, so that neither pulls the other around.

A name is set between two invisible marks of Unicode (FSI and PDI). In HTML they become ``<bdi>``;
in the text part they stay only where the name runs against the letter.
"""

import re
import unicodedata

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

FSI, PDI = "\u2068", "\u2069"
# Names of cities and people are shorter; what is longer fills a subject with advertising
LONGEST = 120
# Marks by which a text turns what stands after it around (Unicode's bidirectional controls)
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ISOLATED = re.compile(f"{FSI}([^{FSI}{PDI}]*){PDI}")
_ADDRESSES = ("https://", "http://")
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def isolated(text: str) -> str:
    """Return what somebody else wrote, made fit to stand inside a sentence of a letter.

    One line of at most ``LONGEST`` characters, without control characters.
    """
    return f"{FSI}{one_line(text, LONGEST)}{PDI}"


def one_line(text: str, longest: int) -> str:
    """Return ``text`` as one line without control characters, cut where it is too long."""
    line = " ".join(_TURNING.sub("", str(text)).split())
    line = "".join(letter for letter in line if unicodedata.category(letter) not in {"Cc", "Cs"})
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def as_html(text: str) -> SafeString:
    """Return the text escaped, with what is isolated in ``<bdi>``."""
    inside = _ISOLATED.sub(r"<bdi>\1</bdi>", escape(text))
    return mark_safe(_without_marks(inside))  # noqa: S308 - escaped in the line before


def as_text(text: str, direction: str) -> str:
    """Return the text for its plain part: marks only where needed, lines that run right."""

    def mark(found: re.Match[str]) -> str:
        inside = found.group(1)
        if direction_of(inside) in {direction, ""}:
            return inside
        return f"{FSI}{inside}{PDI}".replace("\n", f"{PDI}\n{FSI}")  # a mark ends with its line

    return "\n".join(turned(line, direction) for line in _ISOLATED.sub(mark, text).split("\n"))


def turned(line: str, direction: str) -> str:
    """Return the line beginning with a mark of its direction, where its first word has another."""
    if direction_of(line) in {direction, ""} or line.startswith(_ADDRESSES):
        return line  # a mark before an address would be copied with it
    return ("\u200f" if direction == "rtl" else "\u200e") + line


def plain(text: str) -> str:
    """Return the text for a header, where marks show as boxes."""
    return _without_marks(text)


def direction_of(text: str) -> str:
    """Return ``rtl`` or ``ltr`` by the first letter that has a direction; empty where none has."""
    kinds = (_STRONG.get(unicodedata.bidirectional(letter), "") for letter in text)
    return next((kind for kind in kinds if kind), "")


def _without_marks(text: str) -> str:
    return text.replace(FSI, "").replace(PDI, "")
