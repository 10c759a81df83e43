"""How the record of what people do with their own accounts reads, and how it names people."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy

from hamshahr.commons.accounts.naming import known_as, people_called
from hamshahr.kernel.audit.deeds import register_deed
from hamshahr.kernel.audit.things import Named, Things, register_things


def declare() -> None:
    """Declare the deeds, and the things they are about."""
    register_deed("accounts.export_own_data", gettext_lazy("%(who)s took her own data along"))
    register_deed("accounts.leave", gettext_lazy("%(who)s deleted her account"))
    for object_type in ("user", "person"):  # the first version kept her as a user
        register_things(Things(object_type, gettext_lazy("Person"), _people, _found))


def _people(ids: Collection[str], _language: str, _by: Any) -> Mapping[str, Named]:
    named = known_as([UUID(each) for each in ids])
    return {str(pk): Named(name) for pk, name in named.items()}


def _found(text: str) -> Collection[str]:
    return [str(pk) for pk in people_called(text)]
