"""What of a city is compared."""

from collections.abc import Hashable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """A city as its peers see it. None and empty mean: not known.

    ``key`` is whatever the caller knows the city by. ``country`` and ``region`` are codes,
    ``population`` counts people, ``climate``, ``density``, ``coast`` and ``income`` are codes of
    ``facts.classes``, ``languages`` the official ones of the country (ISO 639). Two profiles with
    one ``place`` (latitude, longitude) stand for one place under two names: a city and the
    metropolitan area around it.
    """

    key: Hashable
    country: str = ""
    region: str = ""
    population: int | None = None
    climate: str = ""
    density: str = ""
    coast: str = ""
    income: str = ""
    languages: tuple[str, ...] = ()
    place: tuple[float, float] | None = None
