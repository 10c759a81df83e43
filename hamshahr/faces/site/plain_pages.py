"""Error pages that need nothing: made when a worker starts, kept as bytes in each language.

Neither the database nor a template is asked when they are shown. Should even making them have
failed, a page without style says the same in all languages.
"""

import logging
from html import escape

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import escape_uri_path
from django.utils.http import escape_leading_slashes

from hamshahr.faces.site.language_choice import language_of, remembered

PLAIN = (400, 500, 503)
# Where what is not known before stands in the bytes
_REFERENCE, _HERE = "0000-0000", "#here"

LAST_RESORT = (
    '<!doctype html><html lang="fa" dir="rtl"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>هم‌شهر · Hamshahr</title>'
    "<p>این صفحه اکنون نمایش داده نمی‌شود. کمی بعد دوباره بیایید."
    '<p lang="en" dir="ltr">This page cannot be shown now. Please come back in a while.'
    '<p lang="fr" dir="ltr">Cette page ne peut pas être affichée. Revenez dans un moment.'
    '<p lang="es" dir="ltr">Esta página no se puede mostrar ahora. Vuelva dentro de un rato.'
    '<p lang="ar" dir="rtl">لا يمكن عرض هذه الصفحة الآن. عودوا بعد قليل.'
)

_logger = logging.getLogger(__name__)
_made: dict[tuple[int, str], str] = {}


def make_plain_pages() -> None:
    """Make each page in each language offered; what cannot be made is logged, and left out."""
    for code, _ in settings.LANGUAGES:
        for status in PLAIN:
            try:
                _made[status, code] = _make(status, code)
            except Exception as error:  # noqa: BLE001 - the last resort stands in for any failure
                _logger.error("The page for %s cannot be made: %s.", status, type(error).__name__)


def plain_page(request: HttpRequest, status: int, reference: str = "") -> bytes:
    """Return the page for a status in the reader's language; never fails."""
    if not _made:
        make_plain_pages()
    made = _made.get((status, reader_language(request)))
    if made is None:
        return LAST_RESORT.encode() + (f"<p>{escape(reference)}".encode() if reference else b"")
    here = escape(escape_leading_slashes(escape_uri_path(request.path_info)))
    return made.replace(_REFERENCE, escape(reference)).replace(_HERE, here).encode()


def reader_language(request: HttpRequest) -> str:
    """Return the language of the address, else the reader's."""
    return language_of(request) or remembered(request)


def _make(status: int, code: str) -> str:
    with translation.override(code):
        return render_to_string(
            f"{status}.html",
            {
                "status": str(status),
                "home_url": reverse("site:home"),
                "search_url": reverse("site:search"),
                "reference": _REFERENCE,
                "here": _HERE,
            },
        )
