"""What is alike in every language: hidden from a machine behind marks, and put back afterwards.

Addresses, codes and placeholders would be translated, split or lost. Numbers are not hidden, for
grammar needs them; ``judging`` sees that they are all there again.
"""

import re
from collections import Counter
from collections.abc import Sequence

_PROTECTED = re.compile(
    r"""
      (?<=\])\([^()\s]+\)                     # where a link of Markdown leads
    | `[^`\n]+`                               # code
    | \b(?:https?|ftp)://[^\s<>"«»]*[^\s<>"«».,;:!?،؛؟)\]]   # an address on the web
    | \bwww\.[\w.-]+\.[a-z]{2,}[^\s<>"«».,;:!?،؛؟)\]]*
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+            # somebody's mail
    | %\(\w+\)[sd] | \{\w*\}                  # placeholders
    | (?<!\w)(?=[A-Z])[A-Za-z][\w./-]*\d[\w./-]*(?<=[\w])  # codes: CO2, PM2.5, A-14
    """,
    re.VERBOSE,
)
# Machines write digits of their own alphabet, wide braces, or a space inside
_MARK = re.compile(r"[{｛]\s*(\d{1,4})\s*[}｝]")
# Between the words of a link and where it leads Markdown has no space
_LINK_TORN = re.compile(r"\]\s+(?=\{\d+\})")


class PiecesLost(ValueError):
    """Something that had to stay is not there, or there twice."""


def mask(text: str) -> tuple[str, list[str]]:
    """Return a text with marks (``{1}``) in place of what must stay, and what they stand for."""
    pieces: list[str] = []

    def hide(found: re.Match[str]) -> str:
        pieces.append(found.group())
        return f"{{{len(pieces)}}}"

    return _PROTECTED.sub(hide, text), pieces


def unmask(answer: str, pieces: Sequence[str]) -> str:
    """Put back what was hidden. Raises ``PiecesLost``."""
    answer = _MARK.sub(lambda found: f"{{{int(found.group(1))}}}", answer)
    marks = Counter(int(found.group(1)) for found in _MARK.finditer(answer))
    if marks != Counter(range(1, len(pieces) + 1)):
        raise PiecesLost
    answer = _LINK_TORN.sub("]", answer) if any(piece[0] == "(" for piece in pieces) else answer
    whole = _MARK.sub(lambda found: pieces[int(found.group(1)) - 1], answer)
    # A link whose words lost their brackets is none any more
    if any(piece[0] == "(" and f"]{piece}" not in whole for piece in pieces):
        raise PiecesLost
    return whole
