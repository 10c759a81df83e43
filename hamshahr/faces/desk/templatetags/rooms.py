"""The navigation of the desk."""

from typing import Any

from django import template

from hamshahr.commons.accounts.doors import asker
from hamshahr.faces.desk.sections import SectionLink, section_links

register = template.Library()


@register.simple_tag(takes_context=True)
def desk_rooms(context: dict[str, Any]) -> list[SectionLink]:
    """Return the rooms of the desk that the reader may enter."""
    by = asker(context["request"])
    return section_links(by) if by else []
