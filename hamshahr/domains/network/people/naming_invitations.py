"""How the record, and lists of what changed hands, name invitations: without addresses."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from hamshahr.commons.accounts.roles import Role
from hamshahr.domains.network.models import Invitation
from hamshahr.kernel.audit.things import Named


def invitations_named(ids: Collection[str], _language: str, _by: Any) -> Mapping[str, Named]:
    """Name invitations by whom they went to, where that is still known, and the role."""
    found = Invitation.objects.filter(pk__in=[UUID(each) for each in ids])
    return {
        str(one.pk): Named(
            _("%(name)s: %(role)s")
            % {"name": one.name or _("somebody"), "role": Role(one.role).label}
        )
        for one in found
    }
