"""Who reads the record: for one deed, and as a list."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.cities import with_former
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import Permission, allows, cities_allowed, declare
from hamshahr.commons.accounts.roles import KEEPERS, OFFICE, Role
from hamshahr.kernel.audit.models import AuditRecord

READ_RECORD = declare(
    Permission(
        "deeds.read_record",
        _("Read who did what for a city, search it and take it along."),
        own_city=KEEPERS,
        everywhere=OFFICE | {Role.ADMINISTRATOR},
    )
)
READ_WHOLE_RECORD = declare(
    Permission(
        "deeds.read_whole_record",
        _("Read who did what for all cities and the association, and from which network."),
        everywhere=OFFICE | {Role.ADMINISTRATOR},
    )
)


def may_read(by: User | None, record: AuditRecord) -> bool:
    """Tell whether ``by`` may read one record; one of no city is for those who read all."""
    return allows(by, READ_WHOLE_RECORD) or (
        record.body in with_former(cities_allowed(by, READ_RECORD).ids)
    )


def readable_by(by: User | None) -> QuerySet[AuditRecord]:
    """Return the records that ``may_read`` allows; the two are tested to agree.

    What was recorded of a city before it was merged belongs to the one that it became.
    """
    if allows(by, READ_WHOLE_RECORD):
        return AuditRecord.objects.all()
    return AuditRecord.objects.filter(body__in=with_former(cities_allowed(by, READ_RECORD).ids))


def may_see_networks(by: User | None) -> bool:
    """Tell whether ``by`` sees from which network a deed came: not for colleagues' eyes."""
    return allows(by, READ_WHOLE_RECORD)
