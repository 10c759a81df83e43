"""The addresses of the search page and its feed, which a face shows and every room may link to."""

from collections.abc import Iterable
from functools import cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language


class _Names:
    page = ""
    feed = ""


def register_search_page(name: str, *, feed: str) -> None:
    """Called by the face that shows search, with the names of its address and of its feed's."""
    _Names.page, _Names.feed = name, feed
    _path.cache_clear()


def search_url(*parameters: tuple[str, str]) -> str:
    """Return the address of a search in the current language, with its parameters in order."""
    return _with_parameters(_path(get_language(), _Names.page), parameters)


def feed_url(*parameters: tuple[str, str]) -> str:
    """Return the address of the feed that follows the search with these parameters."""
    return _with_parameters(_path(get_language(), _Names.feed), parameters)


@cache
def _path(language: str | None, name: str) -> str:  # noqa: ARG001 - it differs by language
    """A page links to searches by the dozen; the address is looked up once a language."""
    return reverse(name)


def _with_parameters(path: str, parameters: Iterable[tuple[str, str]]) -> str:
    query = urlencode([pair for pair in parameters if pair[1]])
    return f"{path}?{query}" if query else path
