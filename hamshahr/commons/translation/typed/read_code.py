"""Codes as people type them: from an app, from a paper, with the digits of their keyboard."""

from django.utils.translation import ngettext

from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import number
from hamshahr.commons.translation.typed.answers import Unread
from hamshahr.commons.translation.typed.signs import LONGEST, plain

# What people put between the groups of a code
_BETWEEN = str.maketrans("", "", " -‐‑‒–—−_./·,،")


def read_code(text: str, *, length: int, letters: bool = False) -> str | Unread:
    """Return the code of so many signs that ``text`` says: ``123456`` for «۱۲۳ ۴۵۶».

    ``letters``: it may hold Latin letters, too, which come back small.
    """
    said = plain(text[:LONGEST]).translate(_BETWEEN).lower()
    fits = said.isascii() and (said.isalnum() if letters else said.isdigit())
    if len(text) <= LONGEST and len(said) == length and fits:
        return said
    return Unread(_of_letters(length) if letters else _of_digits(length))


def _of_digits(length: int) -> str:
    return ngettext(
        "The code has %(length)s digit. Write it as you see it.",
        "The code has %(length)s digits. Write them as you see them.",
        length,
    ) % {"length": number(length, active_language())}


def _of_letters(length: int) -> str:
    return ngettext(
        "The code has %(length)s letter or digit. Write it as you see it.",
        "The code has %(length)s letters and digits. Write them as you see them.",
        length,
    ) % {"length": number(length, active_language())}
