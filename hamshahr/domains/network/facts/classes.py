"""The classes that facts are told in, from one end of their scale to the other.

Empty stands for not known, everywhere.
"""

from typing import Final

# World Bank, by gross national income a head.
INCOME_GROUPS: Final = ("low", "lower-middle", "upper-middle", "high")

# Degree of urbanisation, level 2 (European Commission and five other organisations, 2020): a
# class is a kind of settlement and no number of people a square kilometre.
DENSITY_CLASSES: Final = (
    "very-low-density-rural",
    "low-density-rural",
    "rural-cluster",
    "suburban",
    "semi-dense-urban-cluster",
    "dense-urban-cluster",
    "urban-centre",
)

# Within 10 km of the sea, within 50 km, further.
COAST_BANDS: Final = ("coast", "near", "inland")

# Köppen-Geiger: main group, rain or dryness, heat.
CLIMATES: Final = (
    *("Af", "Am", "As", "Aw"),
    *("BWh", "BWk", "BSh", "BSk"),
    *("Csa", "Csb", "Csc", "Cwa", "Cwb", "Cwc", "Cfa", "Cfb", "Cfc"),
    *("Dsa", "Dsb", "Dsc", "Dsd", "Dwa", "Dwb", "Dwc", "Dwd", "Dfa", "Dfb", "Dfc", "Dfd"),
    *("ET", "EF"),
)
