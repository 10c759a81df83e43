"""Fold a place's name so that two spellings of it compare equal."""

import unicodedata

# Letters that Unicode does not decompose, and Arabic letters that Persian writes otherwise.
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ة": "ه",
        "ـ": None,  # tatweel stretches a word, it is no letter
    }
)


def fold_name(name: str) -> str:
    """Return `name` without case, accents, spaces and punctuation; may be empty.

    "São Paulo", "SAO PAULO" and "sao-paulo" fold to "saopaulo". Marks that carry the
    vowel or the sound of a letter (Indic scripts, Thai, Japanese) stay.
    """
    decomposed = unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS)
    return "".join(character for character in decomposed if _counts(character))


def _counts(character: str) -> bool:
    if character.isalnum():
        return True
    if not unicodedata.category(character).startswith("M"):
        return False
    return not _is_accent(unicodedata.combining(character))


def _is_accent(combining_class: int) -> bool:
    """Overlays (1), Hebrew and Arabic points (10-35), and accents above and below (200 up)."""
    return combining_class == 1 or 10 <= combining_class <= 35 or combining_class >= 200
