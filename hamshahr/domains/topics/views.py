"""The page of the vocabulary."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hamshahr.commons.translation.languages import DEFAULT_LANGUAGE
from hamshahr.domains.topics import queries


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Every topic under its theme, with what it means."""
    themes = queries.themes(get_language() or DEFAULT_LANGUAGE)
    return render(request, "topics/list.html", {"themes": themes})
