"""Addresses with mixed-up languages, and where their readers want to go.

- ``/EN/about/``, ``/fa-IR/about/``, ``/fa//about/``: the same in the plain form, for good (308);
- ``/fa/en/about/``: ``/en/about/``, for the last one was meant (308);
- ``/de/about/``, in a language that is not offered: the same in the reader's own (302);
- ``/en/about/?lang=fr``: ``/fr/about/`` (302).

The query is kept. Nobody is led anywhere but to an address of this site that is there, in one step
and never in a circle: a target begins with one slash and an offered language, and is itself
straight.
"""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import is_valid_path
from django.utils import translation
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.utils.translation.trans_real import get_supported_language_variant

from hamshahr.commons.translation.languages import UnknownLanguage, language
from hamshahr.kernel.public_pages import query_of

LANGUAGE_PARAMETER = "lang"
# What looks like a language: fa, fa-IR, fa_IR, zh-Hans-CN
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,2}")
# Longer ones are no typing errors
_LONGEST = 500


class _MovedForGood(HttpResponseRedirect):
    status_code = 308


def asked_in_another(request: HttpRequest) -> HttpResponse | None:
    """Return the way to the page in the language that ``?lang=`` asks for, if it does."""
    query = query_of(request)
    if LANGUAGE_PARAMETER not in query or request.method not in {"GET", "HEAD"}:
        return None
    asked = QueryDict(query, mutable=True)
    wish = _offered(asked.pop(LANGUAGE_PARAMETER, [""])[-1])
    first, _, rest = request.path_info[1:].partition("/")
    if not wish or (first and first not in dict(settings.LANGUAGES)):
        return None
    there = _there(wish, rest)
    return HttpResponseRedirect(_whole(there, asked.urlencode())) if there else None


def set_right(request: HttpRequest, otherwise: str) -> HttpResponse | None:
    """Return the way from an address that is not there to the one that was meant, if it is there.

    ``otherwise`` is the reader's own language, for one that is not offered.
    """
    if request.method not in {"GET", "HEAD"} or len(request.path_info) > _LONGEST:
        return None
    parts = [part for part in request.path_info.split("/") if part]
    said = []
    while parts and _TAG.fullmatch(parts[0]) and (code := _known(parts[0])):
        said.append(code)
        parts.pop(0)
    if not said:
        return None
    offered = _offered(said[-1])
    slash = "/" if parts and request.path_info.endswith("/") else ""
    there = _there(offered or otherwise, "/".join(parts) + slash)
    if there is None or there == request.path_info:
        return None
    kind = _MovedForGood if offered else HttpResponseRedirect
    return kind(_whole(there, query_of(request)))


def _known(tag: str) -> str:
    """Return the code of the language that a tag names; empty where it names none."""
    code = re.split("[-_]", tag.lower())[0]
    try:
        return language(code).code
    except UnknownLanguage:
        return ""


def _offered(tag: str) -> str:
    """Return the offered language that fits a tag (``EN``, ``fa-IR``), or nothing."""
    if not _TAG.fullmatch(tag):
        return ""
    try:
        return get_supported_language_variant(tag.lower().replace("_", "-"))
    except LookupError:
        return ""


def _there(code: str, rest: str) -> str | None:
    """Return the path of ``rest`` in a language where there is such an address."""
    with translation.override(code):
        for path in (f"/{code}/{rest}", f"/{code}/{rest}/"):
            if "//" not in path and "\\" not in path and is_valid_path(path):
                return path
    return None


def _whole(path: str, query: str) -> str:
    return escape_uri_path(path) + (f"?{iri_to_uri(query)}" if query else "")
