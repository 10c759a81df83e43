"""Template tags for the lists inside lists of the search page.

A page of results shows some two hundred choices and fifty reasons. Django's engine takes three
microseconds for each variable; written here they take a tenth of that, which keeps the page within
three milliseconds. Everything that stands once or ten times on a page is an ordinary template.
"""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Protocol

from django import template
from django.template.base import FilterExpression, Parser, Token
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

register = template.Library()

# More than these stand behind "Show all"; a choice already made is always in sight.
IN_SIGHT = 8


class Choice(Protocol):
    """A value that narrows a list."""

    @property
    def label(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def count(self) -> int: ...
    @property
    def selected(self) -> bool: ...


class Reason(Protocol):
    """Why a row is in a list: its kind, a sentence, and its strength from 0 to 100."""

    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def strength(self) -> int: ...


@register.filter
def reasons(given: Iterable[Reason]) -> SafeString:
    """Write reasons as labelled bars."""
    lines = (
        f'<li><svg class="bar bar-{escape(reason.kind)}" viewBox="0 0 100 6" '
        'preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{reason.strength:d}" height="6"/></svg><span>{escape(reason.text)}'
        f' <span class="visually-hidden">{reason.strength:d}%</span></span></li>'
        for reason in given
    )
    return mark_safe(  # noqa: S308 - each part is escaped above
        f'<ul role="list" class="reasons">{"".join(lines)}</ul>'
    )


@register.tag("choices")
def compile_choices(parser: Parser, token: Token) -> "ChoicesNode":
    """``{% choices NAME VALUES %}``: checkboxes with their counts, the longer part folded away."""
    _, name, values = token.split_contents()
    return ChoicesNode(
        parser.compile_filter(name),
        parser.compile_filter(values),
        # The engine's own filter, so that counts are written in the digits of the page
        parser.find_filter("number"),
    )


class ChoicesNode(template.Node):
    """The checkboxes of one facet."""

    def __init__(
        self, name: FilterExpression, values: FilterExpression, number: Callable[[int], str]
    ) -> None:
        self.name, self.values, self.number = name, values, number

    def render(self, context: template.Context) -> SafeString:
        name: str = self.name.resolve(context)
        values: Sequence[Choice] = self.values.resolve(context)
        in_sight, folded = _divide(values)
        written = self._write(name, in_sight)
        if folded:
            # Outside the f-string, where the collecting of messages sees it
            show_all = escape(gettext("Show all"))
            written += (
                f'<details class="more" id="more-{escape(name)}">'
                f"<summary>{show_all}</summary>"
                f"{self._write(name, folded)}</details>"
            )
        return mark_safe(written)  # noqa: S308 - each part is escaped where it is written

    def _write(self, name: str, values: Sequence[Choice]) -> str:
        start = f'<label><input type="checkbox" name="{escape(name)}" value="'
        return "".join(
            f'{start}{escape(value.value)}"{" checked" if value.selected else ""}>'
            f"<span>{escape(value.label)}</span>"
            f'<data value="{value.count:d}">{self.number(value.count)}</data></label>'
            for value in values
        )


def _divide(values: Sequence[Choice]) -> tuple[list[Choice], list[Choice]]:
    in_sight = [v for k, v in enumerate(values) if k < IN_SIGHT or v.selected]
    folded = [v for k, v in enumerate(values) if k >= IN_SIGHT and not v.selected]
    return in_sight, folded
