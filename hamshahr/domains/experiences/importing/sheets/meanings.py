"""What single cells mean: countries, languages, statuses and numbers, as people write them."""

import re
from functools import cache

from hamshahr.commons.translation.languages import (
    INTERFACE_LANGUAGES,
    UnknownLanguage,
    language,
)
from hamshahr.domains.experiences.importing.sheets.words import status_words
from hamshahr.domains.network import facts
from hamshahr.kernel.folding import fold

_DIGITS = re.compile(r"\d+")
# The languages that a list may name by word; any other is named by its code
_NAMED = (*INTERFACE_LANGUAGES, "de", "it", "pt", "tr", "ru", "zh", "ja", "ko", "hi", "ur", "id")


def country_meant(said: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of a country by its code or a name of five languages."""
    code = said.strip().upper()
    known = facts.countries()
    return code if code in known else _countries().get(fold(said))


@cache
def _countries() -> dict[str, str]:
    known = facts.countries().values()
    by_name = {fold(name): each.iso2 for each in known for name in each.names.values()}
    return by_name | {fold(each.iso3): each.iso2 for each in known}


def language_meant(said: str) -> str | None:
    """Return the ISO 639 code of a language by its code (``fa``, ``fa-IR``) or its name."""
    code = re.split("[-_]", said.strip().lower())[0]
    try:
        return language(code).code
    except UnknownLanguage:
        return _languages().get(fold(said))


@cache
def _languages() -> dict[str, str]:
    named = {fold(language(code).endonym): code for code in _NAMED}
    return named | {
        fold(language(code).name_in(other)): code
        for code in _NAMED
        for other in INTERFACE_LANGUAGES
    }


def status_meant(said: str) -> str | None:
    """Return the code of a status by one of its words."""
    return status_words().get(fold(said)) if said.strip() else "unknown"


def numbers_in(said: str) -> list[int]:
    """Return the whole numbers that stand in a cell, in any digits: goals are written many ways."""
    return [int(found) for found in _DIGITS.findall(said)[:20] if len(found) < 10]


def whole_number(said: str) -> int | None:
    """Return the one whole number that a cell holds."""
    found = _DIGITS.fullmatch(said.strip())
    return int(said) if found and len(said.strip()) < 12 else None
