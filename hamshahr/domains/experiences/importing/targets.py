"""Telling a target from a measurement by its indicator, where the line does not say which it is.

A measurement cannot lie in the future; a target may, and is never shown as a result achieved.
"""

from hamshahr.kernel.folding import fold

# How the library's languages call a target in the name of an indicator, folded.
_SAYS_TARGET = frozenset(
    fold(word)
    for word in (
        *("target", "targets", "goal", "objective"),
        *("objectif", "cible", "objetivo", "meta", "obiettivo", "Ziel", "Zielwert", "doel"),
        *("هدف", "الهدف", "المستهدف", "المستهدفة", "hedef", "sasaran", "цель", "cel"),
    )
)
_SAYS_TARGET_UNSPACED = ("目标", "目標", "목표")


def says_target(indicator: str) -> bool:
    """Tell whether an indicator's own words call its value a target."""
    return not _SAYS_TARGET.isdisjoint(fold(indicator).split()) or any(
        word in indicator for word in _SAYS_TARGET_UNSPACED
    )
