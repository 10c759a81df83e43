"""The name that stays of an experience whose sheet gives it none: of its city and its title."""

import re
from functools import cache

import icu

_LONGEST_CITY = 30
_LONGEST_TITLE = 80  # with the city's it fits what a name may have


def name_of(city: str, title: str) -> str:
    """Return a name in small Latin letters; empty where neither text has a letter or a digit.

    The same city and title have the same name in every sheet, so that a sheet that was corrected
    elsewhere finds its experience again.
    """
    parts = (_latin(city, _LONGEST_CITY), _latin(title, _LONGEST_TITLE))
    return "-".join(part for part in parts if part)


def _latin(text: str, longest: int) -> str:
    latin = _transliterator().transliterate(text[: longest * 4]).lower()
    return re.sub("[^a-z0-9]+", "-", latin)[:longest].strip("-")


@cache
def _transliterator() -> icu.Transliterator:
    return icu.Transliterator.createInstance("Any-Latin; Latin-ASCII")
