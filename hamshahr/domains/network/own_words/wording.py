"""The words for what a city says of itself."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.commons.translation.languages import language as language_of
from hamshahr.domains.network.models import CityText, Offer

OFFER_KINDS: dict[str, Promise] = {
    Offer.Kind.HOST: gettext_lazy("Host a visit"),
    Offer.Kind.CALL: gettext_lazy("Take a call"),
    Offer.Kind.EXPERT: gettext_lazy("Send an expert"),
    Offer.Kind.DOCUMENTS: gettext_lazy("Share documents"),
}
PARTS: dict[str, Promise] = {
    CityText.Part.ABOUT: gettext_lazy("What the city is"),
    CityText.Part.PARTICULAR: gettext_lazy("What is particular to it"),
}


def languages(codes: Iterable[str], reader: str) -> str:
    """Return languages by their names in the language ``reader``: “Persian, English”."""
    return _(", ").join(language_of(code).name_in(reader) for code in codes)
