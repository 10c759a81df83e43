"""How the record of what is done with the whole instance reads."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.kernel.audit.deeds import register_deed
from hamshahr.kernel.audit.things import Named, Things, register_things


def declare() -> None:
    """Declare the deeds, and the things they are about."""
    register_deed("backed up", gettext_lazy("%(who)s made a backup"))
    register_deed("restored", gettext_lazy("%(who)s restored a backup"))
    register_things(Things("instance", gettext_lazy("Instance"), _instances))


def _instances(ids: Collection[str], _language: str, _by: Any) -> Mapping[str, Named]:
    return {each: Named(_("This instance")) for each in ids}
