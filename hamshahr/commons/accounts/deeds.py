"""How the record of what people do with their own accounts reads, and how it names people."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy

from hamshahr.commons.accounts.naming import known_as, people_called
from hamshahr.commons.accounts.roles import Role
from hamshahr.kernel.audit.deeds import register_deed
from hamshahr.kernel.audit.things import Named, Things, register_things

# What people do to their own ways in; none of it says an address
_SENTENCES = {
    "change_password": gettext_lazy("%(who)s changed the own password"),
    "set_password_by_letter": gettext_lazy("%(who)s set a new password by letter"),
    "change_address": gettext_lazy("%(who)s changed the own e-mail address"),
    "add_second_factor": gettext_lazy("%(who)s added a second factor"),
    "remove_second_factor": gettext_lazy("%(who)s removed a second factor"),
    "renew_recovery_codes": gettext_lazy("%(who)s made new recovery codes"),
    "connect_organisation": gettext_lazy("%(who)s connected the organisation’s sign-in"),
    "disconnect_organisation": gettext_lazy("%(who)s disconnected the organisation’s sign-in"),
    "require_second_factor": gettext_lazy("%(who)s had %(what)s need a second factor"),
    "stop_requiring_second_factor": gettext_lazy(
        "%(who)s left second factors to the holders of %(what)s"
    ),
    "end_session": gettext_lazy("%(who)s ended an own session"),
    "end_other_sessions": gettext_lazy("%(who)s ended all own sessions but one"),
}


def declare() -> None:
    """Declare the deeds, and the things they are about."""
    register_deed("accounts.export_own_data", gettext_lazy("%(who)s took her own data along"))
    register_deed("accounts.leave", gettext_lazy("%(who)s deleted her account"))
    for object_type in ("user", "person"):  # the first version kept her as a user
        register_things(Things(object_type, gettext_lazy("Person"), _people, _found))
    register_things(Things("role", gettext_lazy("Role"), _roles, _roles_called))
    for deed, sentence in _SENTENCES.items():
        register_deed(f"accounts.{deed}", sentence)


def _people(ids: Collection[str], _language: str, _by: Any) -> Mapping[str, Named]:
    named = known_as([UUID(each) for each in ids])
    return {str(pk): Named(name) for pk, name in named.items()}


def _roles(codes: Collection[str], _language: str, _by: Any) -> Mapping[str, Named]:
    return {code: Named(str(Role(code).label)) for code in codes if code in Role.values}


def _roles_called(text: str) -> Collection[str]:
    return [role.value for role in Role if text.strip().lower() in str(role.label).lower()]


def _found(text: str) -> Collection[str]:
    return [str(pk) for pk in people_called(text)]
