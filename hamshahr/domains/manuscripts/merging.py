"""Putting two changes of the same thing together, where they do not touch the same words."""

import re

from merge3 import Merge3

_PIECES = re.compile(r"\n|[^\n.!?؟。]+[.!?؟。]*\s?|[.!?؟。]+")


def merge_texts(base: str, theirs: str, mine: str) -> str | None:
    """Return a text with both changes (three-way merge by sentences); ``None`` on a conflict."""
    merge = Merge3(_pieces(base), _pieces(theirs), _pieces(mine))
    merged: list[str] = []
    for region in merge.merge_regions():
        kind = region[0]
        if kind == "conflict":
            return None
        source = merge.b if kind == "b" else merge.a if kind in {"a", "same"} else merge.base
        merged += source[region[1] : region[2]]
    return "".join(merged)


def both_texts(base: str, theirs: str, mine: str) -> str:
    """Return a text with both changes; where both changed the same words, theirs and then mine."""
    merge = Merge3(_pieces(base), _pieces(theirs), _pieces(mine))
    texts: list[str] = []
    for region in merge.merge_regions():
        if region[0] == "conflict":
            _kind, _start, _end, their_start, their_end, my_start, my_end = region
            texts += [*merge.a[their_start:their_end], " ", *merge.b[my_start:my_end]]
            continue
        source = {"a": merge.a, "same": merge.a, "b": merge.b}.get(region[0], merge.base)
        texts += source[region[1] : region[2]]
    return re.sub(" {2,}", " ", "".join(texts)).strip()


def merge_lists(base: list[str], theirs: list[str], mine: list[str]) -> list[str]:
    """Return their list with what was added and taken away in mine; the order is theirs."""
    gone = set(base) - set(mine)
    kept = [one for one in theirs if one not in gone]
    return kept + [one for one in mine if one not in base and one not in kept]


def _pieces(text: str) -> list[str]:
    return _PIECES.findall(text)
