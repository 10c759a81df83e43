"""The interface's languages, and what is known of any language a text may be in."""

import re
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils.translation import get_language

# Persian is the first language of the product; the order is the order of every list.
INTERFACE_LANGUAGES = ("fa", "en", "fr", "es", "ar")
DEFAULT_LANGUAGE = "fa"
_CODE = re.compile("[a-z]{2,3}")


@dataclass(frozen=True)
class Language:
    """A language a text is written in."""

    code: str
    endonym: str
    direction: str  # "rtl" or "ltr"

    @property
    def is_interface(self) -> bool:
        return self.code in INTERFACE_LANGUAGES

    def name_in(self, other: str) -> str:
        """Return this language's name in the language ``other``, or its code if CLDR has none."""
        return str(_locale(other).languages.get(self.code, self.code))


@cache
def language(code: str) -> Language:
    """Return the language of an ISO 639 code.

    Raises ``UnknownLanguage`` when CLDR does not know the code, or it names more than a language
    (``fa_IR``).
    """
    if not _CODE.fullmatch(code):
        raise UnknownLanguage(code)
    try:
        locale = _locale(code)
    except (UnknownLocaleError, ValueError) as error:
        raise UnknownLanguage(code) from error
    endonym = locale.get_language_name(code) or code
    return Language(code, endonym[0].upper() + endonym[1:], locale.text_direction)


def interface_languages() -> list[Language]:
    """Return the five languages of the interface, the default first."""
    return [language(code) for code in INTERFACE_LANGUAGES]


def offered_languages() -> list[Language]:
    """Return the languages that this instance offers, the one a bare address leads to first."""
    return [language(code) for code, _ in settings.LANGUAGES]


class UnknownLanguage(LookupError):
    """No such language code."""

    def __str__(self) -> str:
        return f"{str(self.args[0])[:40]!r} is not a language code (ISO 639, such as fa, en, pt)."


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(code)


def active_language() -> str:
    """Return the code of the language that this thread speaks: the page's, else the default."""
    return get_language() or settings.LANGUAGE_CODE
