"""What a page tells machines about itself, in the vocabulary of schema.org (JSON-LD)."""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from hamshahr.domains.experiences.regions import ExperiencePage
from hamshahr.kernel.addresses import public_address

# Inside <script> only these could end the element or begin a comment; JSON writes them so as well
_HARMLESS = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
# Where a licence has an address, machines want the address
_LICENCES = {"CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/"}


def linked_data(page: ExperiencePage) -> SafeString:
    """Return the page of an experience as JSON-LD, safe to stand in a ``script`` element.

    It says what the page says and no more: what is not known is left out.
    """
    head = page.head
    address = public_address(head.url)
    summary = next((part.paragraphs for part in page.sections if part.key == "summary"), ())
    article: dict[str, Any] = {
        "@type": "Article",
        "@id": address,
        "url": address,
        "headline": head.title,
        "alternativeHeadline": head.title_en,
        "inLanguage": head.language.code,
        "abstract": "\n\n".join(summary),
        "datePublished": page.published.isoformat() if page.published else "",
        "publisher": _organisation(settings.ASSOCIATION or "Hamshahr"),
        "license": _LICENCES.get(page.licence, page.licence),
        "copyrightHolder": _organisation(page.rights_holder),
        "contentLocation": {
            "@type": "City",
            "name": head.city,
            "containedInPlace": {"@type": "Country", "name": head.country},
        },
        "keywords": [topic.label for topic in head.topics],
        "isBasedOn": [_source(source.title, source.url) for source in page.sources],
    }
    known = {name: value for name, value in article.items() if value}
    return as_script({"@context": "https://schema.org", **known})


def as_script(data: dict[str, Any]) -> SafeString:
    """Write ``data`` so that no text in it can end the ``script`` element it stands in."""
    written = json.dumps(data, ensure_ascii=False)
    return mark_safe(written.translate(_HARMLESS))  # noqa: S308 - what HTML would read is escaped


def _organisation(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name} if name else {}


def _source(title: str, url: str) -> dict[str, str]:
    source = {"@type": "CreativeWork", "name": title}
    return {**source, "url": url} if url else source
