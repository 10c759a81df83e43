"""Template filters: texts of a case, each in its own language and direction."""

import re

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from hamshahr.domains.experiences.sections.parts import Prose, Said
from hamshahr.kernel.written import to_html

register = template.Library()

_PARAGRAPH = re.compile(r"\n\s*\n|\r\n\s*\r\n")


@register.filter
def inline(said: Said) -> SafeString:
    """Write a text that stands in a line; the page's own words as they are."""
    if not said.path:
        return escape(said.text)
    language = said.language
    return format_html(
        '<span lang="{}" dir="{}">{}</span>', language.code, language.direction, said.text
    )


@register.filter
def paragraphs(prose: Prose) -> SafeString:
    """Write prose as paragraphs, to stand in an element of its language."""
    return _paragraphs(prose.said, is_markdown=prose.is_markdown)


@register.filter
def original_paragraphs(prose: Prose) -> SafeString:
    """Write what translated prose was translated from."""
    return _paragraphs(prose.said.original or prose.said, is_markdown=prose.is_markdown)


def _paragraphs(said: Said, *, is_markdown: bool) -> SafeString:
    if is_markdown:
        return to_html(said.text, direction=said.language.direction)
    return format_html_join("", "<p>{}</p>", ((text,) for text in split(said.text)))


def split(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a plain text, which an empty line parts."""
    return tuple(part.strip() for part in _PARAGRAPH.split(text) if part.strip())
