"""The attributes by which cities are compared: how far apart, and how much each weighs."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from hamshahr.domains.network.facts.classes import COAST_BANDS, DENSITY_CLASSES, INCOME_GROUPS
from hamshahr.domains.network.peers.climates import climates_apart
from hamshahr.domains.network.peers.profile import Profile

# A city ten times as large is another thing altogether: further does not count.
_WHOLLY_ANOTHER_SIZE = 10
# Three classes of settlement lie between a town's and a metropolis's; further does not count.
_WHOLLY_ANOTHER_SETTLEMENT = 3


class Attribute(Enum):
    POPULATION = "population"
    CLIMATE = "climate"
    INCOME = "income"
    COAST = "coast"
    REGION = "region"
    LANGUAGE = "language"
    DENSITY = "density"


@dataclass(frozen=True, slots=True)
class Measure:
    """``apart`` returns 0 (alike) to 1 (wholly different), or None where one side is not known."""

    weight: float
    apart: Callable[[Profile, Profile], float | None]


def _population(one: Profile, other: Profile) -> float | None:
    if not one.population or not other.population:
        return None
    apart = abs(math.log(one.population) - math.log(other.population))
    return min(1.0, apart / math.log(_WHOLLY_ANOTHER_SIZE))


def _climate(one: Profile, other: Profile) -> float | None:
    return climates_apart(one.climate, other.climate) if one.climate and other.climate else None


def _income(one: Profile, other: Profile) -> float | None:
    return _steps(one.income, other.income, _INCOME)


def _coast(one: Profile, other: Profile) -> float | None:
    return _steps(one.coast, other.coast, _COAST)


def _density(one: Profile, other: Profile) -> float | None:
    apart = _steps(one.density, other.density, _DENSITY)
    return None if apart is None else min(1.0, apart)


def _region(one: Profile, other: Profile) -> float | None:
    return float(one.region != other.region) if one.region and other.region else None


def _language(one: Profile, other: Profile) -> float | None:
    """Whether the two countries have an official language in common."""
    if not one.languages or not other.languages:
        return None
    return 0.0 if any(language in other.languages for language in one.languages) else 1.0


def _scale(classes: Sequence[str], whole: int) -> Mapping[str, float]:
    """Places on a scale on which ``whole`` steps make the distance 1."""
    return MappingProxyType({name: step / whole for step, name in enumerate(classes)})


_INCOME = _scale(INCOME_GROUPS, len(INCOME_GROUPS) - 1)
_COAST = _scale(COAST_BANDS, len(COAST_BANDS) - 1)
_DENSITY = _scale(DENSITY_CLASSES, _WHOLLY_ANOTHER_SETTLEMENT)


def _steps(one: str, other: str, scale: Mapping[str, float]) -> float | None:
    if one not in scale or other not in scale:
        return None
    return abs(scale[one] - scale[other])


# The weights are the editors' judgement, not a measurement; docs/peers.md says what was tried.
# Size decides what a city can run itself, climate and coast what it has to build for, income what
# it can pay; region and language say how easily two cities meet. Density weighs least: nearly
# every metropolis is an urban centre.
MEASURES: Mapping[Attribute, Measure] = MappingProxyType(
    {
        Attribute.POPULATION: Measure(5, _population),
        Attribute.CLIMATE: Measure(4, _climate),
        Attribute.INCOME: Measure(4, _income),
        Attribute.COAST: Measure(3, _coast),
        Attribute.REGION: Measure(2, _region),
        Attribute.LANGUAGE: Measure(1, _language),
        Attribute.DENSITY: Measure(1, _density),
    }
)
WHOLE_WEIGHT = sum(measure.weight for measure in MEASURES.values())
