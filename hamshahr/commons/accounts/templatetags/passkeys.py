"""What a page tells the browser of a passkey."""

import json
from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def as_data(options: Mapping[str, Any]) -> str:
    """Write options as JSON for an attribute; the template escapes it."""
    return json.dumps(options, separators=(",", ":"))
