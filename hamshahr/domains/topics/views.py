"""The page of the vocabulary."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hamshahr.commons.translation.languages import active_language
from hamshahr.domains.topics import queries


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Every topic under its theme, with what it means."""
    themes = queries.themes(active_language())
    return render(request, "topics/list.html", {"themes": themes})
