"""How the record of what is done with notices and letters reads."""

from django.utils.translation import gettext_lazy

from hamshahr.commons.deeds.counts import counts
from hamshahr.kernel.audit.deeds import register_deed


def declare() -> None:
    """Declare the deeds. Addresses are not kept in the record, so there is nothing to name."""
    register_deed("notices.choose", gettext_lazy("%(who)s chose what to hear about, and how often"))
    register_deed(
        "post.try_address_again",
        gettext_lazy("%(who)s had letters sent again to an address that had refused them"),
    )
    register_deed(
        "post.send_held",
        gettext_lazy("%(who)s had %(letters)s letters sent that had waited in a backup"),
        counts("letters"),
    )
