"""What preferences plug into: a person's own pages, and the record of deeds."""

from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy

from hamshahr.commons.accounts.own_pages import OwnPage, register_own_page
from hamshahr.commons.accounts.preferences.activating import note_arrival
from hamshahr.kernel.audit.deeds import register_deed


def declare() -> None:
    """Declare the page and the deed, and watch for those who sign in."""
    user_logged_in.connect(note_arrival, dispatch_uid="preferences")
    register_own_page(
        OwnPage("settings", gettext_lazy("Language and calendar"), "accounts:settings", 30)
    )
    register_deed(
        "accounts.choose_preferences",
        gettext_lazy("%(who)s chose language, calendar, digits or clock for herself"),
    )
