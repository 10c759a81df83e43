"""Template filter: a map drawn as SVG. Coordinates are numbers of the drawing, in no language.

Drawn as it is seen, east to the right, on pages of either direction; only the frame mirrors.
"""

from collections.abc import Iterable
from html import escape
from typing import Protocol

from django import template
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from hamshahr.design.maps.marks import Mark
from hamshahr.design.maps.projection import Spot
from hamshahr.design.maps.window import Locator, Window

register = template.Library()

# Of the figures in discs, in CSS pixels; a smaller disc shows none
_FIGURE = 11
_ROOM_FOR_A_FIGURE = 8.0
_LAND = '<use class="map-land" href="{}#land"/>'


class WordedMark(Protocol):
    """A mark with what it says and where it leads."""

    @property
    def mark(self) -> Mark: ...
    @property
    def label(self) -> str: ...
    @property
    def figure(self) -> str: ...
    @property
    def url(self) -> str: ...


class Sheet(Protocol):
    """One drawing of a map, for one width of the page: ``name`` says which."""

    @property
    def name(self) -> str: ...
    @property
    def window(self) -> Window: ...
    @property
    def marks(self) -> Iterable[WordedMark]: ...
    @property
    def dots(self) -> Iterable[Spot]: ...


@register.filter
def drawn(sheet: Sheet, label: str) -> SafeString:
    """Draw a sheet; ``label`` says to those who do not see it what it is."""
    marks = "".join(_mark(one) for one in sheet.marks)
    dots = "".join(f'<circle cx="{one.x:.1f}" cy="{one.y:.1f}" r="{_dot(sheet)}"/>'
                   for one in sheet.dots)  # fmt: skip
    return mark_safe(  # noqa: S308 - numbers, and words that are escaped
        f'<svg class="map map-{escape(sheet.name)}" viewBox="{sheet.window.view_box}" '
        f'role="group" aria-label="{escape(label)}">'
        f"{_LAND.format(escape(static('design/land.svg')))}"
        f'<g class="map-dots">{dots}</g>{marks}</svg>'
    )


@register.filter
def located(place: Locator, label: str) -> SafeString:
    """Draw where one place lies; ``label`` says it to those who do not see it."""
    unit = place.window.width / 300
    at = f'cx="{place.at.x:.1f}" cy="{place.at.y:.1f}"'
    return mark_safe(  # noqa: S308 - numbers, and words that are escaped
        f'<svg class="locator" viewBox="{place.window.view_box}" role="img" '
        f'aria-label="{escape(label)}">{_LAND.format(escape(static("design/land.svg")))}'
        f'<circle class="mark-halo" {at} r="{16 * unit:.2f}"/>'
        f'<circle class="mark-disc" {at} r="{5 * unit:.2f}"/></svg>'
    )


def _dot(sheet: Sheet) -> str:
    """A dot is a four-hundredth of the drawing's width: as wide as the line of a letter."""
    return f"{sheet.window.width / 400:.2f}"


def _mark(worded: WordedMark) -> str:
    mark = worded.mark
    at = f'cx="{mark.at.x:.1f}" cy="{mark.at.y:.1f}"'
    label = escape(worded.label)
    kinds = {"mark-faint": mark.is_faint, "mark-bare": not mark.weight}
    kind = " ".join(["mark", *(name for name, holds in kinds.items() if holds)])
    ring = f'<circle class="mark-ring" {at} r="{mark.radius + 2.5 * mark.unit:.2f}"/>'
    figure = ""
    if worded.figure and mark.radius / mark.unit >= _ROOM_FOR_A_FIGURE:
        figure = (
            f'<text x="{mark.at.x:.1f}" y="{mark.at.y:.1f}" dy=".36em" '
            f'font-size="{_FIGURE * mark.unit:.2f}">{escape(worded.figure)}</text>'
        )
    return (
        f'<a class="{kind}" href="{escape(worded.url)}" aria-label="{label}">'
        f'<title>{label}</title><circle class="mark-touched" {at} r="{mark.touched:.2f}"/>'
        f"{ring if mark.is_ringed else ''}"
        f'<circle class="mark-disc" {at} r="{mark.radius:.2f}"/>{figure}</a>'
    )
