"""A person's own pages: each app registers its own, and all share one navigation.

Those below ``/me/`` extend ``accounts/own_page.html`` and fill its block ``own``. A page that is
there for some roles alone, such as the desk, says so with ``shown_to``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import Held, held_by


def _everybody(_held: frozenset[Held]) -> bool:
    return True


@dataclass(frozen=True)
class OwnPage:
    """A page about the one who reads it, or for the roles she holds. Low positions come first.

    The first that she has is where she comes to when she signs in.
    """

    name: str
    label: str | Promise
    url_name: str
    position: int
    shown_to: Callable[[frozenset[Held]], bool] = _everybody


@dataclass(frozen=True)
class OwnLink:
    """An entry of a person's navigation."""

    label: str | Promise
    url: str
    url_name: str


_pages: dict[str, OwnPage] = {}


def register_own_page(page: OwnPage) -> None:
    """Put a page into the navigation. Raises ``ValueError`` where its name is taken."""
    if page.name in _pages:
        raise ValueError(f"There is an own page {page.name!r} already.")
    _pages[page.name] = page


def own_links(by: User) -> list[OwnLink]:
    """Return a person's navigation, in its order; one query, for what she holds."""
    held = held_by(by)
    shown = [page for page in _pages.values() if page.shown_to(held)]
    return [
        OwnLink(page.label, reverse(page.url_name), page.url_name)
        for page in sorted(shown, key=lambda page: (page.position, page.name))
    ]
