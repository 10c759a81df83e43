"""The deed by which the cast of a demonstration comes."""

from django.db import transaction

from hamshahr.commons.accounts.demonstration import require_demonstration
from hamshahr.commons.accounts.models import User
from hamshahr.domains.network import facts
from hamshahr.domains.network.actions import add_city_from_facts
from hamshahr.domains.network.appointing import CannotAppoint, appoint
from hamshahr.domains.network.demo_people import DEMO_CITIES, DEMO_PEOPLE, DemoPerson
from hamshahr.domains.network.models import City
from hamshahr.kernel.audit.actions import record


@transaction.atomic
def bring_in_cast(*, by: User) -> int:
    """Give each of the cast an account and an appointment; return how many came.

    The regions must be laid. Who is here stays as she is, whatever visitors did in her name; who
    left comes anew. Raises ``PermissionDenied`` outside a demonstration.
    """
    require_demonstration()
    here = set(
        User.objects.filter(email__in=[each.email for each in DEMO_PEOPLE]).values_list(
            "email", flat=True
        )
    )
    coming = [each for each in DEMO_PEOPLE if each.email not in here]
    for each in coming:
        _bring_in(each, by)
    if coming:
        record(
            by=by,
            deed="network.bring_in_cast",
            object_type="cast",
            object_id="",
            people=len(coming),
        )
    return len(coming)


def _bring_in(told: DemoPerson, by: User) -> None:
    city = None if told.city is None else _placed(told.city, by)
    person = User.objects.create_user(told.email, told.name)
    try:
        appoint(person=person, role=told.role, city=city, by=by)
    except CannotAppoint:
        return  # visitors gave her city another focal point before she left


def _placed(geonames_id: int, by: User) -> City:
    name, country = DEMO_CITIES[geonames_id]
    return add_city_from_facts(city=facts.resolve(name, country, geonames_id), by=by)
