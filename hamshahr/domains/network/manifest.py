"""What the network puts on the pages of earlier domains."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.domains.network import deeds
from hamshahr.kernel.panels import Panel, register_panel


def _regions(*_asked: object) -> Mapping[str, str]:
    return {"label": _("By region"), "url": reverse("network:regions")}


def register() -> None:
    deeds.declare()
    register_panel(page="topics", panel=Panel("regions", "topics/way.html", _regions, 10))
