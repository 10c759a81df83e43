"""Pages that show everybody the same, and what of their address they read.

A view says so of itself::

    @require_safe
    @public_page("q", "page")
    def search(request: HttpRequest) -> HttpResponse: ...

Such a page may be kept and shown to the next reader. What it must not do follows: it shows nothing
of the person, it sets no cookie, it holds no form with a token. It sees no other parameter of the
address than those it names, so that nobody can fill the memory with pages that differ in nothing,
or have his own words shown to others.
"""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest

_View = TypeVar("_View", bound=Callable[..., object])
_READS = "reads_of_its_address"


def public_page(*parameters: str) -> Callable[[_View], _View]:
    """Declare that a view shows everybody the same, and reads these ``parameters``."""

    def declare(view: _View) -> _View:
        setattr(view, _READS, frozenset(parameters))
        return view

    return declare


def parameters_of(view: object) -> frozenset[str] | None:
    """Return the parameters that a view reads; ``None`` where it is no public page."""
    return getattr(view, _READS, None)


def query_of(request: HttpRequest) -> str:
    """Return the query string as it was sent; a program may send letters that are not escaped."""
    sent = request.META.get("QUERY_STRING", "")
    return str(sent).encode("latin-1", "replace").decode("utf-8", "replace")  # as WSGI has it


def tidy(query: str, reads: frozenset[str]) -> str:
    """Return the query string of an address with what is read alone, in one order.

    The values of one parameter keep their order. Empty ones go: they say what leaving them out
    says.
    """
    if not query:
        return ""
    try:
        pairs = parse_qsl(query, encoding="utf-8", errors="replace")
    except ValueError:  # more parameters than Python reads
        return ""
    return urlencode(sorted((pair for pair in pairs if pair[0] in reads), key=lambda pair: pair[0]))
