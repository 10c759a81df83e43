"""The filter by which a letter's texts become HTML."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from hamshahr.design.mail.isolating import as_html

register = template.Library()


@register.filter
def isolating(text: str) -> SafeString:
    """Escape a text of a letter; what is isolated stands in ``<bdi>``, line breaks stay."""
    return mark_safe(as_html(text).replace("\n", "<br>"))  # noqa: S308 - escaped by as_html
