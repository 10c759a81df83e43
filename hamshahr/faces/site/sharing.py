"""The sharing picture of every page that has none of its own: one in each language."""

from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.commons.translation.languages import Language
from hamshahr.design.pictures.card import Card, Text
from hamshahr.domains.experiences.regions import SharingPicture
from hamshahr.kernel.addresses import public_address

# Its pattern is the site's own, as a city's is the city's.
SEED = "hamshahr"


def site_card(language: Language, association: str) -> Card:
    """Return what the picture says; ``association`` may be empty."""

    def here(said: str) -> Text:
        return Text(said, language.code, language.direction)

    name = "هم‌شهر" if language.direction == "rtl" else "Hamshahr"
    return Card(name=here(name), seed=SEED, title=here(_said()), as_of=here(association))


def site_picture() -> SharingPicture:
    """Return where the picture in the page's language is found, and its text alternative."""
    return SharingPicture(url=public_address(reverse("site:card")), alt=_said())


def _said() -> str:
    return _(
        "Cities tell one another what worked, and what did not. Search their experiences in any "
        "language."
    )
