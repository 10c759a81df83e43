"""The code of a new case: its name in addresses, for good."""

import re
import unicodedata
from functools import cache

import icu

from hamshahr.domains.experiences.models import Experience

_MOST = 80  # of the 120 that a code may have; the rest is for a number
_NO_SIGN_OF_A_CODE = re.compile("[^a-z0-9]+")


def new_code(city: str, title: str) -> str:
    """Return a code that no case has: the city's slug and the title in Latin letters.

    To be called inside the transaction that makes the case; two at once meet at the unique code.
    """
    wanted = f"{city}-{_latin(title)}".strip("-")
    if len(wanted) > _MOST:
        wanted = wanted[: _MOST + 1].rpartition("-")[0] or wanted[:_MOST]
    taken = set(Experience.objects.filter(code__startswith=wanted).values_list("code", flat=True))
    number, code = 1, wanted
    while code in taken:
        number += 1
        code = f"{wanted}-{number}"
    return code


def _latin(text: str) -> str:
    plain = unicodedata.normalize("NFKD", _to_ascii().transliterate(text)).lower()
    return _NO_SIGN_OF_A_CODE.sub("-", plain.replace("'", "")).strip("-")


@cache
def _to_ascii() -> icu.Transliterator:
    return icu.Transliterator.createInstance("Any-Latin; Latin-ASCII")
