"""How far apart two classes of climate are, on the tree that Köppen's letters are."""

from functools import cache

_SAME_BUT_FOR_HEAT = 1 / 3
_KIN = 2 / 3

# Classes of different main groups that meet on the map and set cities like tasks: both have the
# dry season at the same time of the year, or both have rain the whole year. Steppe lies beside the
# Mediterranean climates and beside the savanna, the savanna beside the subtropics with dry winters,
# the rain forest beside the subtropics without a dry season.
_MEET = frozenset(
    {
        frozenset({"BS", "Cs"}),
        frozenset({"BS", "Ds"}),
        frozenset({"BS", "Aw"}),
        frozenset({"BS", "As"}),
        frozenset({"Aw", "Cw"}),
        frozenset({"Am", "Cw"}),
        frozenset({"Af", "Cf"}),
    }
)


@cache  # there are thirty classes
def climates_apart(one: str, other: str) -> float:
    """Return 0 for one class, 1 for strangers.

    A third where the classes differ in the heat alone (BSh, BSk; Csa, Csb) or are both tropical;
    two thirds where they share the main group (Cf, Cs; of the dry ones, those of like heat: BSh,
    BWh), have the same rain and differ in the winter (Cfb, Dfb), or meet on the map (``_MEET``).
    """
    if one == other:
        return 0.0
    if one[:2] == other[:2] or one[0] == other[0] == "A":
        return _SAME_BUT_FOR_HEAT
    same_rain = one[1:2] == other[1:2] and {one[0], other[0]} == {"C", "D"}
    same_group = one[0] == other[0] and (one[0] != "B" or one[2] == other[2])
    if same_group or same_rain or frozenset({one[:2], other[:2]}) in _MEET:
        return _KIN
    return 1.0
