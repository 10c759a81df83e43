"""The address of the search page, which a face shows and every room may link to."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse


class _Page:
    name = ""


def register_search_page(name: str) -> None:
    """Called by the face that shows search, with the name of its address."""
    _Page.name = name


def search_url(*parameters: tuple[str, str]) -> str:
    """Return the address of a search in the current language, with its parameters in order."""
    return with_parameters(reverse(_Page.name), parameters)


def with_parameters(path: str, parameters: Iterable[tuple[str, str]]) -> str:
    query = urlencode([pair for pair in parameters if pair[1]])
    return f"{path}?{query}" if query else path
