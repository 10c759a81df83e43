"""The signs of a typed text: digits of every script as Latin ones, marks nobody sees left out."""

import re
import unicodedata

# Nobody types a number, a date or a code of this length; what is longer was pasted by mistake.
LONGEST = 100

# Marks that steer the direction of writing, joiners, and the mark that begins a file
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")
# Keyboards for East Asian scripts write these broad
_BROAD = str.maketrans({chr(0xFF01 + k): chr(0x21 + k) for k in range(94)})


def plain(text: str) -> str:
    """Return ``text`` with Latin digits and single spaces.

    Raised and circled digits are no digits: 10² is not 102.
    """
    seen = _INVISIBLE.sub("", text).translate(_BROAD)
    digits = "".join(
        str(unicodedata.digit(sign)) if unicodedata.category(sign) == "Nd" else sign
        for sign in seen
    )
    return _SPACES.sub(" ", digits).strip()
