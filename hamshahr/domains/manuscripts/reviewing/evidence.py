"""The five levels of evidence, after the Standards of Evidence of Nesta (2013), in plain words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# A case of which nothing was measured may be worth reading: it is published without a level
NOT_ASSESSABLE = "0"
LEVELS: dict[str, Promise | str] = {
    NOT_ASSESSABLE: _("Cannot be assessed: what would show an effect was not told"),
    "1": _("Level 1: it says what it does, and why that should help"),
    "2": _("Level 2: numbers show a change, and not what caused it"),
    "3": _("Level 3: a comparison shows that it caused the change"),
    "4": _("Level 4: somebody independent found the same, here or elsewhere"),
    "5": _("Level 5: it works the same in several places, by a written way of doing it"),
}


def level_of(choice: str) -> int | None:
    """Return the level that a choice of ``LEVELS`` stands for."""
    return None if choice == NOT_ASSESSABLE else int(choice)
