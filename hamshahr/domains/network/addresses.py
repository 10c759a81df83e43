"""The address of a city's page, which every later domain links to by the dozen."""

from functools import cache

from django.urls import reverse
from django.utils.translation import get_language


def city_url(slug: str) -> str:
    """Return the address of a city's page in the current language."""
    return _pattern(get_language()).replace("-slug-", slug)


@cache
def _pattern(language: str | None) -> str:  # noqa: ARG001 - the address differs by language
    """Looked up once a language: an address stands in every row of a list."""
    return reverse("network:city", args=["-slug-"])
