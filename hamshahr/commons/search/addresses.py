"""The address of the search page, which a face shows and every room may link to."""

from collections.abc import Iterable
from functools import cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language


class _Page:
    name = ""


def register_search_page(name: str) -> None:
    """Called by the face that shows search, with the name of its address."""
    _Page.name = name
    _path.cache_clear()


def search_url(*parameters: tuple[str, str]) -> str:
    """Return the address of a search in the current language, with its parameters in order."""
    return _with_parameters(_path(get_language()), parameters)


@cache
def _path(language: str | None) -> str:  # noqa: ARG001 - the address differs by language
    """A page links to searches by the dozen; the address is looked up once a language."""
    return reverse(_Page.name)


def _with_parameters(path: str, parameters: Iterable[tuple[str, str]]) -> str:
    query = urlencode([pair for pair in parameters if pair[1]])
    return f"{path}?{query}" if query else path
