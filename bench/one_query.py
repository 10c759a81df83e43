"""The page that others are measured against: one query, one bare template, no more.

A WSGI application of the whole product with this page added, so that both stand in one run.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamshahr.config.settings")
os.environ["HAMSHAHR_DEMO"] = "1"  # shown without being set up

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django is set up first
from django.http import HttpRequest, HttpResponse  # noqa: E402 - Django is set up first
from django.template import engines  # noqa: E402 - Django is set up first
from django.urls import path  # noqa: E402 - Django is set up first

from hamshahr.config.urls import urlpatterns as product  # noqa: E402 - Django is set up first
from hamshahr.config.wsgi import application  # noqa: E402 - Django is set up first
from hamshahr.domains.experiences.models import Experience  # noqa: E402 - Django is set up first

__all__ = ["application"]

PAGE = engines["django"].from_string(
    "<!doctype html><title>One query</title><ul>"
    "{% for title in titles %}<li>{{ title }}</li>{% endfor %}</ul>"
)


def one_query(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's
    titles = Experience.objects.values_list("title", flat=True)[:10]
    return HttpResponse(PAGE.render({"titles": titles}))


urlpatterns = [path("bench/one-query/", one_query), *product]
settings.ROOT_URLCONF = "bench.one_query"
