"""The address of a topic's page, which every later domain links to by the dozen."""

from functools import cache

from django.urls import reverse
from django.utils.translation import get_language


def topic_url(code: str) -> str:
    """Return the address of a topic's page in the current language."""
    return f"{_list(get_language())}{code}/"


@cache
def _list(language: str | None) -> str:  # noqa: ARG001 - the address differs by language
    """The pages of topics stand below their list, whose address is looked up once a language."""
    return reverse("topics:list")
