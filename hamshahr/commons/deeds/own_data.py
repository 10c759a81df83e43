"""What the record keeps of a person: what she did, and what was done to her account."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.own_data.parts import PersonalData, Row, register_personal_data
from hamshahr.commons.deeds.exporting import batches
from hamshahr.commons.translation.languages import active_language
from hamshahr.kernel.audit.models import AuditRecord


def declare() -> None:
    """Declare both parts."""
    register_personal_data(PersonalData("record", gettext_lazy("What you did"), _did))
    register_personal_data(
        PersonalData("record-about-you", gettext_lazy("What was done about you"), _about)
    )


def _did(person: User) -> Iterator[Row]:
    found = AuditRecord.objects.filter(actor_id=person.pk)
    for batch in batches(found, active_language(), by=person):
        for line in batch:
            kept = line.record
            yield {
                "at": kept.at,
                "deed": kept.deed,
                "sentence": line.text,
                "object_type": kept.object_type,
                "object_id": kept.object_id,
                "city": line.city.name if line.city else "",
                "origin": kept.origin,
                "network": kept.network,
            }


def _about(person: User) -> Iterator[Row]:
    """Deeds of others on her account: what and when; who, is theirs."""
    found = AuditRecord.objects.filter(
        object_type__in=("user", "person"), object_id=str(person.pk)
    ).exclude(actor_id=person.pk)
    yield from found.order_by("-at", "-id").values("at", "deed")
