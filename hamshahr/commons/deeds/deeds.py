"""How the record of taking the record along reads."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.kernel.audit.deeds import register_deed
from hamshahr.kernel.audit.things import Named, Things, register_things


def declare() -> None:
    """Declare the deeds, and the things they are about."""
    register_deed("deeds.export_record", gettext_lazy("%(who)s took the record along"))
    register_things(Things("record", gettext_lazy("Record"), _records))


def _records(ids: Collection[str], _language: str, _by: Any) -> Mapping[str, Named]:
    return {each: Named(_("Record")) for each in ids}
