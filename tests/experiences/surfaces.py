"""Every place where the text of an experience may surface, found by itself.

The addresses are those that Django resolves: a new one is asked without a word here. Its parts are
filled in by their names and kinds; one in which more would show with other parts says so in
``_FILLED``.
``told`` reads what stands at an address, ``tables_holding`` looks through what search keeps.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from zipfile import ZipFile

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, converters, get_resolver, reverse
from django.utils import translation
from pypdfium2 import PdfDocument

from hamshahr.domains.experiences.models import Experience

# One word that an experience made for this has in each of its texts, in many forms
MARK = "zwiffel"
# One that it has, too, and with which it is searched for: answers repeat it
ASKED = "quibblefish"
CODE = "lagos-buses-at-night"
LINE: dict[str, Any] = {
    "id": CODE,
    "city": "Lagos",
    "country_iso2": "NG",
    "language": "en",
    "title": f"{ASKED} {MARK}title: night buses after midnight",
    "summary": f"The {ASKED} of {MARK}summary: night buses bring people home after midnight, on"
    " routes drawn from where mobile phone calls are made at night.",
    "problem": f"After midnight no bus ran, {MARK}problem, and taxis refused workers, {ASKED}.",
    "approach": f"Billions of late-night calls and taxi rides, {MARK}approach, showed where nine"
    f" night bus lines should run, {ASKED}.",
    "lessons": f"Ask the {MARK}lessons first.",
    "transfer_conditions": f"Phone operators that share data, {MARK}conditions.",
    "cost": f"{MARK}cost naira",
    "partners": [f"{MARK}partner"],
    "topics": ["integrated transport"],
    "sdgs": [11],
    "start_year": 2020,
    "status": "ongoing",
    "results": [
        {
            "indicator": f"{MARK}indicator",
            "value": "12",
            "before": "20",
            "after": "8",
            "unit": "minutes",
            "source": 0,
        }
    ],
    "sources": [
        {"title": f"{MARK}source report", "url": f"https://lagos.example/{MARK}", "year": 2026}
    ],
}

# Differ from answer to answer, and say nothing of any text
_OF_THE_MOMENT = re.compile(r'value="[\w:.-]{60,}"|"took_ms": ?\d+')


@dataclass(frozen=True)
class Surface:
    """An address with the name of its view; ``is_its_own`` where it is of the experience itself."""

    name: str
    address: str
    is_its_own: bool = False


def surfaces(language: str = "en") -> list[Surface]:
    """Return every address of the product, with parts under which an experience may show."""
    with translation.override(language):
        return [surface for name, pattern in views() for surface in _filled(name, pattern)]


def told(client: Client, surface: Surface) -> str:
    """Return the status and the words that stand at an address, but for what is of the moment."""
    client.cookies.pop(settings.LANGUAGE_COOKIE_NAME, None)  # of the address before
    answer = client.get(surface.address)
    body = _words(answer)
    return f"{answer.status_code} {_OF_THE_MOMENT.sub('', body)}"


def _words(answer: HttpResponse) -> str:
    """Return the words of an answer, of a print and of a Word file as well."""
    kind = answer.get("Content-Type", "")
    if kind == "application/pdf":
        return words_of_print(answer.content)
    if kind.endswith("wordprocessingml.document"):
        with ZipFile(BytesIO(answer.content)) as file:
            return "".join(file.read(name).decode() for name in file.namelist() if ".xml" in name)
    return answer.content.decode("utf-8", "replace")


def words_of_print(content: bytes) -> str:
    """Return the words of a PDF, page by page."""
    with closing(PdfDocument(content)) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def surfacing(client: Client, among: list[Surface]) -> set[str]:
    """Return the names of the surfaces at which the experience's texts or its code are told."""
    return {
        surface.name
        for surface in among
        for text in [told(client, surface)]
        if MARK in text.lower() or (not surface.is_its_own and CODE in text)
    }


def tables_holding(word: str) -> set[str]:
    """Return the tables of the search, its words among them, that hold a word."""
    holding = set()
    with connection.cursor() as cursor:
        for model in apps.get_app_config("search").get_models():
            table = model._meta.db_table
            cursor.execute(
                f"SELECT EXISTS (SELECT FROM {table} AS row WHERE row::text ILIKE %s)",
                [f"%{word}%"],
            )
            if cursor.fetchone()[0]:
                holding.add(table)
    return holding


def views() -> Iterator[tuple[str, URLPattern]]:
    def below(resolver: URLResolver, spaces: tuple[str, ...]) -> Iterator[tuple[str, URLPattern]]:
        for one in resolver.url_patterns:
            if isinstance(one, URLResolver):
                yield from below(one, (*spaces, *([one.namespace] if one.namespace else [])))
            else:
                yield ":".join([*spaces, one.name]), one

    return below(get_resolver(), ())


def _filled(name: str, pattern: URLPattern) -> Iterator[Surface]:
    parts = pattern.pattern.converters.items()
    usual = tuple(_NAMED.get(part) or _OF_KIND.get(type(kind), _ELSE) for part, kind in parts)
    for arguments in _FILLED.get(name, [usual]):
        address = reverse(name, args=arguments)
        yield Surface(name, address, CODE in arguments)
        if name in _SEARCHES:
            yield from (Surface(name, f"{address}?{urlencode(query)}") for query in _SEARCHES[name])


_NAMED = {"code": CODE, "slug": "lagos"}
_OF_KIND: dict[type, object] = {
    converters.IntConverter: 1,
    converters.UUIDConverter: "00000000-0000-7000-8000-00000000ffff",
}
_ELSE = "nothing"
# Of another city, and about buses at night: it shows the other beside it
NEIGHBOUR = "seoul-owl-bus"
_OWN = [(CODE,), (NEIGHBOUR,)]
_FILLED: dict[str, list[tuple[object, ...]]] = {
    "sitemap-part": [("experiences", 1), ("cities", 1), ("pages", 1), ("topics", 1)],
    "association:statement": [("imprint",)],
    "moderation:report": [("experience", CODE), ("city", "lagos")],
    "topics:topic": [("integrated-transport",)],
    "network:city": [("lagos",), ("dakar",), ("nairobi",)],
    "network:region": [("africa",)],
    **{
        f"experiences:{form}": _OWN
        for form in ("experience", "json", "csl", "bibtex", "md", "pdf", "docx", "embed")
    },
    "experiences:revisions": [(CODE,)],
    **{f"experiences:revision{form}": [(CODE, 1)] for form in ("", "-csl", "-bibtex")},
    "experiences:compare": [(CODE, 1, 1)],
    "api-1:revisions": [(CODE,)],
    "api-1:revision": [(CODE, 1)],
    "experiences:retire": [(CODE,)],
    "experiences:bring-back": [(CODE,)],
    "experiences:ask": [(CODE, "claim"), (CODE, "correct"), (CODE, "remove")],
    "experiences-goal": [(11,)],
}
_NARROWED = [
    {"q": ASKED},
    {"q": "night buses after midnight drawn from phone calls", "country": "NG"},
    {"country": "NG", "view": "map"},
    {"city": "lagos"},
]
_SEARCHES = {
    "site:search": _NARROWED,
    "site:feed": _NARROWED,
    "site:cities": [{"q": "lagos"}, {"view": "map"}],
    "api-1:search": [{"q": ASKED}, {"q": "night buses after midnight drawn from phone calls"}],
}


def experience() -> Experience:
    """Return the experience of ``LINE``, which a test has imported."""
    return Experience.objects.get(code=CODE)
