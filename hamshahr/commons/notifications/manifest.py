"""What the post plugs into accounts and the audit record."""

from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.own_pages import OwnPage, register_own_page
from hamshahr.commons.notifications import deeds, own_data


def register() -> None:
    register_own_page(OwnPage("notices", _("Notices"), "notices:list", 20))
    register_own_page(OwnPage("hearing", _("What you hear about"), "notices:settings", 25))
    deeds.declare()
    own_data.declare()
