"""Panels: what later domains put on the pages of earlier ones.

The page of a topic belongs to topics, which know no experience; the best experiences of a topic are
a panel that experiences register in their manifest. The page asks ``shown_on`` and includes the
template of each::

    {% for shown in page.panels %}{% include shown.template with panel=shown.panel %}{% endfor %}
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# What the page is about, the reader's language, and who asks: their types are the page's own.
Build = Callable[[Any, str, Any], object | None]


@dataclass(frozen=True)
class Panel:
    """Something that a domain puts on a page further up the river.

    ``build(subject, language, by)`` returns what the template reads as ``panel``, limited to what
    ``by`` may see, or ``None`` where there is nothing to say. Its queries must not grow with what
    it finds. Low positions come first; ``name`` is its own on the page.
    """

    name: str
    template: str
    build: Build
    position: int


@dataclass(frozen=True)
class ShownPanel:
    """A panel that has something to say, for the template of its page."""

    name: str
    template: str
    panel: object


_panels: dict[str, dict[str, Panel]] = {}


def register_panel(*, page: str, panel: Panel) -> None:
    """Put ``panel`` on every page of the kind ``page`` (``city``, ``topic``).

    Raises ``ValueError`` where that kind of page has a panel of this name.
    """
    there = _panels.setdefault(page, {})
    if panel.name in there:
        raise ValueError(f"The {page} page has a panel {panel.name!r} already.")
    there[panel.name] = panel


def panels_of(page: str) -> list[Panel]:
    """Return the panels of a kind of page, in the order in which they stand."""
    return sorted(_panels.get(page, {}).values(), key=lambda panel: (panel.position, panel.name))


def shown_on(page: str, subject: object, language: str, *, by: object) -> tuple[ShownPanel, ...]:
    """Return the panels with something to say about ``subject`` to ``by``, in their order."""
    built = ((panel, panel.build(subject, language, by)) for panel in panels_of(page))
    return tuple(
        ShownPanel(panel.name, panel.template, shows) for panel, shows in built if shows is not None
    )
