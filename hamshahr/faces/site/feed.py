"""A list that one can follow: any search, topic, city, region or goal as an Atom feed (RFC 4287).

A feed has the parameters of the list it follows, so that every list has one.
"""

import re
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from hamshahr.commons.search.asking import BadQuery, read_query
from hamshahr.commons.search.embedding import EmbedderUnavailable
from hamshahr.domains.experiences.facets import FacetWords, UnknownValue
from hamshahr.domains.experiences.following import Entry, Told, entries
from hamshahr.faces.site.asked import Asked
from hamshahr.kernel.addresses import public_address

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Feed(Atom1Feed):
    """An Atom feed whose entries, and summaries, say which language they are in."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write the summary as the plain text that it is: Django would call it HTML."""
        super().add_item_elements(handler, {**item, "description": None})
        summary = item["summary"]
        attributes = {"type": "text", "xml:lang": summary.language}
        handler.addQuickElement("summary", _plain(_with_mark(summary)), attributes)


def feed(asked: Asked, language: str) -> HttpResponse:
    """Answer with the feed of a list, or say in a sentence why there is none (400, 503)."""
    try:
        query = read_query(asked.text, read_in=language) if asked.text.strip() else None
        told = entries(query, language, filters=asked.filters, by=None)
    except (BadQuery, UnknownValue) as error:
        return _refusal(str(error), 400)
    except EmbedderUnavailable:
        text = _("The search cannot read your text right now. Please try again in a minute.")
        return _refusal(text, 503)
    answer = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    _written(asked, language, told).write(answer, "utf-8")
    return answer


def _written(asked: Asked, language: str, told: Sequence[Entry]) -> _Feed:
    written = _Feed(
        title=_title(asked, language),
        link=public_address(asked.url()),
        description="",
        language=language,
        author_name=str(settings.ASSOCIATION or "Hamshahr"),
        feed_url=public_address(asked.feed_url()),
        feed_guid=public_address(asked.feed_url()),
    )
    for entry in told:
        written.add_item(
            title=_plain(f"{entry.city}: {_with_mark(entry.title)}"),
            link=public_address(reverse("experiences:experience", args=[entry.code])),
            description="",
            summary=entry.summary,
            unique_id=entry.id.urn,
            pubdate=entry.published,
            updateddate=entry.changed,
            categories=[_plain(topic) for topic in entry.topics],
            item_copyright=_plain(entry.licence),
            language=entry.title.language,
        )
    return written


def _title(asked: Asked, language: str) -> str:
    words = FacetWords(language)
    words.checked(asked.filters)  # reads the names of cities
    parts = [asked.text.strip()[:80]] if asked.text.strip() else []
    parts += [words.label(facet, value) for facet, values in asked.filters for value in values]
    return _plain(" · ".join(["Hamshahr", *(parts or [_("All experiences")])]))


def _with_mark(told: Told) -> str:
    return f"{told.text} ({told.mark})" if told.mark else told.text


def _plain(text: str) -> str:
    """Leave out the characters that no XML can carry (XML 1.0, production 2)."""
    return _NO_XML.sub("", text)


def _refusal(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
