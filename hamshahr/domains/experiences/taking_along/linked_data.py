"""What a page tells machines about itself, in the vocabulary of schema.org (JSON-LD)."""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from hamshahr.domains.experiences.page_regions import ExperiencePage
from hamshahr.domains.experiences.sections.parts import Listed, Said
from hamshahr.domains.experiences.sections.texts import texts
from hamshahr.kernel.addresses import public_address

# Inside <script> only these could end the element or begin a comment; JSON writes them so as well
_HARMLESS = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
# Where a licence has an address, machines want the address
_LICENCES = {"CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/"}


def linked_data(page: ExperiencePage) -> SafeString:
    """Return the page of an experience as JSON-LD, safe to stand in a ``script`` element.

    It says what the page says and no more: what is not known is left out.
    """
    head, title = page.head, page.title
    address = public_address(head.url)
    article: dict[str, Any] = {
        "@type": "Article",
        "@id": address,
        "url": address,
        "headline": title.text,
        "alternativeHeadline": "" if title.original else head.title_en,
        "description": page.headline.text if page.headline else "",
        "inLanguage": title.language.code,
        "translationOfWork": _original(title),
        "abstract": "\n\n".join(_summary(page)),
        "creativeWorkStatus": "Retired" if page.is_retired else "",
        "datePublished": page.published.isoformat() if page.published else "",
        "version": page.revision,
        "publisher": _organisation(settings.ASSOCIATION or "Hamshahr"),
        "license": _LICENCES.get(page.licence, page.licence),
        "copyrightHolder": _organisation(page.rights_holder),
        "contentLocation": {
            "@type": "City",
            "name": head.city,
            "containedInPlace": {"@type": "Country", "name": head.country},
        },
        "keywords": [topic.label for topic in head.topics],
        "isBasedOn": list(_sources(page)),
    }
    known = {name: value for name, value in article.items() if value}
    return as_script({"@context": "https://schema.org", **known})


def _original(title: Said) -> dict[str, str]:
    """Say what was translated; empty where the page is in the language of the case."""
    if title.original is None:
        return {}
    told = title.original
    return {"@type": "Article", "headline": told.text, "inLanguage": told.language.code}


def _summary(page: ExperiencePage) -> Iterator[str]:
    for section in page.sections:
        if section.key == "summary":
            yield from texts(section)


def _sources(page: ExperiencePage) -> Iterator[dict[str, str]]:
    for section in page.sections:
        for part in section.parts:
            if isinstance(part, Listed) and part.of == "sources":
                yield from (_source(entry.said.text, entry.url) for entry in part.entries)


def as_script(data: dict[str, Any]) -> SafeString:
    """Write ``data`` so that no text in it can end the ``script`` element it stands in."""
    written = json.dumps(data, ensure_ascii=False)
    return mark_safe(written.translate(_HARMLESS))  # noqa: S308 - what HTML would read is escaped


def _organisation(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name} if name else {}


def _source(title: str, url: str) -> dict[str, str]:
    source = {"@type": "CreativeWork", "name": title}
    return {**source, "url": url} if url else source
