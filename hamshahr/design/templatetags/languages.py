"""Template filters: the languages of a page, for its head and for its two switches.

Every page shows them three times; see ``lists`` for why they are not written by the engine.
"""

from collections.abc import Iterable
from html import escape
from typing import Protocol

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


class Language(Protocol):
    """A language of the interface."""

    @property
    def code(self) -> str: ...
    @property
    def endonym(self) -> str: ...
    @property
    def direction(self) -> str: ...


class LanguageLink(Protocol):
    """The same page in another language."""

    @property
    def language(self) -> Language: ...
    @property
    def url(self) -> str: ...
    @property
    def current(self) -> bool: ...


@register.filter
def switch(links: Iterable[LanguageLink]) -> SafeString:
    """Write the links as list items, each in its own language and direction."""
    return mark_safe("".join(map(_item, links)))  # noqa: S308 - each part is escaped below


@register.filter
def alternates(links: Iterable[LanguageLink]) -> SafeString:
    """Write the links for the head of the page, where search engines look for them."""
    return mark_safe(  # noqa: S308 - each part is escaped
        "".join(
            f'<link rel="alternate" hreflang="{escape(link.language.code)}" '
            f'href="{escape(link.url)}">'
            for link in links
        )
    )


def _item(link: LanguageLink) -> str:
    code = escape(link.language.code)
    current = ' aria-current="true"' if link.current else ""
    return (
        f'<li><a href="{escape(link.url)}" lang="{code}" hreflang="{code}" '
        f'dir="{escape(link.language.direction)}"{current}>{escape(link.language.endonym)}</a></li>'
    )
