"""Codes as people type them: from an app, from a paper, with the digits of their keyboard."""

from collections.abc import Collection

import icu
from django.utils.translation import gettext as _

from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import number
from hamshahr.commons.translation.typed.answers import Unread
from hamshahr.commons.translation.typed.signs import LONGEST, plain

# What people put between the groups of a code
_BETWEEN = str.maketrans("", "", " -‐‑‒–—−_./·,،")


def read_code(text: str, *, lengths: Collection[int]) -> str | Unread:
    """Return the code that ``text`` says, of as many digits as one of ``lengths``.

    «۱۲۳ ۴۵۶» is ``123456``.
    """
    said = plain(text[:LONGEST]).translate(_BETWEEN)
    is_code = said.isascii() and said.isdigit() and len(said) in lengths
    if is_code and len(text) <= LONGEST:
        return said
    language = active_language()
    either = icu.ListFormatter.createInstance(
        icu.Locale(language), icu.UListFormatterType.OR, icu.UListFormatterWidth.WIDE
    ).format([number(length, language) for length in sorted(lengths)])
    return Unread(
        _("The code has %(count)s digits. Write them as you see them.") % {"count": either}
    )
