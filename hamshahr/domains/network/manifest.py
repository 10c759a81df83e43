"""What the network tells the commons, and puts on the pages of earlier domains."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.permitting import keep_appointments_by
from hamshahr.domains.network import deeds
from hamshahr.domains.network.appointing import city_id_of, read_held
from hamshahr.kernel.panels import Panel, register_panel


def _regions(*_asked: object) -> Mapping[str, str]:
    return {"label": _("By region"), "url": reverse("network:regions")}


def register() -> None:
    deeds.declare()
    keep_appointments_by(read=read_held, city_named=city_id_of)
    register_panel(page="topics", panel=Panel("regions", "topics/way.html", _regions, 10))
