"""Template filter: the mark of a translated text."""

from django import template

from hamshahr.commons.translating.marks import ShownMark, shown_mark
from hamshahr.commons.translating.shown import Translated

register = template.Library()


@register.filter
def translation_mark(one: Translated) -> ShownMark:
    """Word the mark of ``one`` for ``translating/mark.html``."""
    return shown_mark(one)
