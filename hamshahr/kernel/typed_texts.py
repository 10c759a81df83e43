"""Texts that people typed, as they are kept: composed, and turning nothing around them around.

Embeddings and overrides of direction make a text read otherwise than it is kept ("Trojan Source",
CVE-2021-42574), and reach beyond it where they are not closed. Unicode advises isolates in their
place (UAX 9, 2.7); a page isolates each text by its own ``dir``. So they are left out, and isolates
kept only where each is closed within its paragraph. Single marks (LRM, RLM, ALM) and joiners turn
nothing around, and Persian and Arabic need them.
"""

import re
import unicodedata

_TURNS = re.compile("[\u202a-\u202e]")  # LRE, RLE, PDF, LRO, RLO
_ISOLATES = re.compile("[\u2066-\u2069]")  # LRI, RLI, FSI, PDI
_CLOSES = "\u2069"


def as_kept(text: str) -> str:
    """Return a text in the one spelling in which it is kept, without space around it.

    Letters are composed (NFC, UAX 15), lines end as on any system, and nothing turns others around.
    """
    return unicodedata.normalize("NFC", _unturned(text.replace("\r\n", "\n"))).strip()


def _unturned(text: str) -> str:
    """Return ``text`` without embeddings and overrides, and without isolates left open."""
    lines = _TURNS.sub("", text).split("\n")
    return "\n".join(line if _is_closed(line) else _ISOLATES.sub("", line) for line in lines)


def _is_closed(line: str) -> bool:
    depth = 0
    for sign in _ISOLATES.findall(line):
        depth += -1 if sign == _CLOSES else 1
        if depth < 0:
            return False
    return depth == 0
