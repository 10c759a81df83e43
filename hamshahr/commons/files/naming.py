"""The name of a file as it was given, made harmless: on pages, in addresses, on every disk."""

import re
import unicodedata

from hamshahr.commons.files.models import LONGEST_NAME

# What no file system of our readers' machines takes in a name, and what separates folders
_NOT_IN_NAMES = re.compile(r'[<>:"|?*%#\\/]+')
# The half-space of Persian and the joiner of several scripts: invisible, and part of a word
_PART_OF_WORDS = {"\u200c", "\u200d"}
# Bytes of a name in an address, where each letter of most scripts takes six signs
_MOST_BYTES = 200
_ENDING = re.compile(r"\.([A-Za-z0-9]{1,10})$")


def ending_of(name: str) -> str:
    """Return the ending of a name in small letters, without its point; empty: it has none."""
    found = _ENDING.search(_visible(name).strip())
    return found.group(1).lower() if found else ""


def clean_name(given: str, *, ending: str, otherwise: str) -> str:
    """Return a name that ends in ``.ending``, for a file that somebody called ``given``.

    Folders go, as do signs that nobody sees or that turn the direction of what follows; the words
    stay in their script. What is left of nothing is called ``otherwise``.
    """
    last = re.split(r"[\\/]", given)[-1]
    stem = _ENDING.sub("", _visible(last).strip())
    stem = " ".join(_NOT_IN_NAMES.sub("-", stem).split()).strip(" .-\u200c\u200d")
    room = LONGEST_NAME - len(ending) - 1
    stem = stem[:room].encode()[:_MOST_BYTES].decode(errors="ignore").strip(" .-\u200c\u200d")
    return f"{stem or otherwise}.{ending}"


def _visible(text: str) -> str:
    """Return the text without control characters, marks of direction and what no text can hold."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFC", text)
        if unicodedata.category(letter)[0] != "C" or letter in _PART_OF_WORDS
    )
