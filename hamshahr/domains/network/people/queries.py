"""Reads of people: who holds what, who was invited."""

from django.db.models import F, QuerySet

from hamshahr.commons.accounts.models import User
from hamshahr.domains.network.models import Appointment


def appointments_of(person: User) -> QuerySet[Appointment]:
    """Return what a person holds and held, with cities and vouchers; what runs comes first."""
    return (
        Appointment.objects.filter(person=person)
        .select_related("city", "vouched_by")
        .order_by(F("ends").desc(nulls_first=True), "-starts", "-pk")
    )
