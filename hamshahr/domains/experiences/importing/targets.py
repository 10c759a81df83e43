"""Telling a target from a measurement by its indicator, where the line does not say which it is.

A measurement cannot lie in the future; a target may, and is never shown as a result achieved.
"""

from hamshahr.kernel.folding import fold

# How the library's languages call a target, a plan or a forecast in an indicator's name
_SAYS_TARGET = frozenset(
    word
    for phrase in (
        "target targets targeted goal objective planned plan expected forecast",
        "objectif cible prévu prévue prévus visé visés objetivo meta previsto prevista previstos",
        "previstas esperada esperado obiettivo Ziel Zielwert geplant erwartet doel cel цель",
        "هدف الهدف المستهدف المستهدفة المتوقع hedef sasaran",
    )
    for word in fold(phrase).split()
)
_SAYS_TARGET_UNSPACED = ("目标", "目標", "목표")


def says_target(indicator: str) -> bool:
    """Tell whether an indicator's own words call its value a target."""
    return not _SAYS_TARGET.isdisjoint(fold(indicator).split()) or any(
        word in indicator for word in _SAYS_TARGET_UNSPACED
    )
