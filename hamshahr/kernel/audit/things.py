"""The things that records are about: what each is called today, and where it is to be seen.

A record keeps a type and an identifier. Who owns the type registers how to name them::

    register_things(Things("city", _("City"), named=_cities_named, found=_cities_found))
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Named:
    """What a thing is called; ``url`` is empty where the reader cannot see it."""

    name: str
    url: str = ""


def _found_by_nothing(_text: str) -> Collection[str]:
    return ()


@dataclass(frozen=True)
class Things:
    """A type of things. Its readers take and give identifiers as records keep them, as text.

    ``named(ids, language, by)`` names those that are there, with addresses where ``by`` may see
    them, in as many queries for many as for one. ``found(text)`` returns the identifiers of those
    that go by such a name, a hundred at most.
    """

    object_type: str
    label: Promise | str
    named: Callable[[Collection[str], str, Any], Mapping[str, Named]]
    found: Callable[[str], Collection[str]] = _found_by_nothing


_things: dict[str, Things] = {}


def register_things(things: Things) -> None:
    """Say how things of a type are named; ``ValueError`` where that is said already."""
    if things.object_type in _things:
        raise ValueError(f"It is said already how to name a {things.object_type!r}.")
    _things[things.object_type] = things


def things_of(object_type: str) -> Things | None:
    """Return how things of a type are named; ``None`` where nobody says it."""
    return _things.get(object_type)


def kinds_of_things() -> list[Things]:
    """Return every registered type, in the order of their codes."""
    return [_things[code] for code in sorted(_things)]
