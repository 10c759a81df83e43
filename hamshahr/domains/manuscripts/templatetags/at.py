"""Template filter: what a mapping holds under a name that another variable has."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def at(mapping: Mapping[str, object], key: str) -> object | None:
    """Return what stands there, or nothing."""
    return mapping.get(key)
