"""The pages of the vocabulary."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import etag, require_safe

from hamshahr.commons.accounts.doors import open_to_all
from hamshahr.commons.translation.languages import active_language
from hamshahr.domains.topics.downloads import download, state
from hamshahr.domains.topics.pages import topic_list_page, topic_page
from hamshahr.domains.topics.skos.writing import MEDIA_TYPES
from hamshahr.kernel.public_pages import public_page

_NAMES = {"turtle": "vocabulary.ttl", "json-ld": "vocabulary.jsonld"}


@require_safe
@public_page()
def topics(request: HttpRequest) -> HttpResponse:
    """Every topic under its theme, with what it means."""
    page = topic_list_page(active_language(), by=None)
    return render(request, "topics/list.html", {"page": page})


@require_safe
@public_page()
def topic(request: HttpRequest, code: str) -> HttpResponse:
    """One topic or theme: what it is, its words, and what later domains know of it."""
    page = topic_page(code, active_language(), by=None)
    if page is None:
        raise Http404
    return render(request, "topics/topic.html", {"page": page})


def _etag(request: HttpRequest, form: str) -> str:  # noqa: ARG001 - the form Django asks for
    return f'"{form}-{state()}"'


@require_safe
@open_to_all
@etag(_etag)
def vocabulary(request: HttpRequest, form: str) -> HttpResponse:  # noqa: ARG001 - a view's form
    """The whole vocabulary as SKOS; asked again, it is sent again only where it has changed."""
    answer = HttpResponse(download(form, state()), content_type=MEDIA_TYPES[form])
    answer["Content-Disposition"] = f'inline; filename="{_NAMES[form]}"'
    answer["Cache-Control"] = "public, no-cache"
    return answer
