"""Who may do what with cities and their people: for one, and as a list. Cities everybody reads."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import (
    Permission,
    allows,
    cities_allowed,
    declare,
    is_system,
)
from hamshahr.commons.accounts.roles import CITY_ROLES, KEEPERS, OFFICE, Role
from hamshahr.domains.network.models import Appointment, City
from hamshahr.kernel.today import today

APPOINT_TO_OFFICES = declare(
    Permission(
        "network.appoint_to_offices",
        _("Say who holds an office of the association, and end it."),
        everywhere=frozenset({Role.ADMINISTRATOR, Role.SECRETARY_GENERAL}),
    )
)
APPOINT_FOCAL_POINT = declare(
    Permission(
        "network.appoint_focal_point",
        _("Invite the focal point of a city, and end the appointment."),
        everywhere=OFFICE,
    )
)
APPOINT_COLLEAGUES = declare(
    Permission(
        "network.appoint_colleagues",
        _("Invite the people of a city, name a deputy focal point, and end their appointments."),
        own_city=KEEPERS,
        everywhere=OFFICE,
    )
)
SEE_COLLEAGUES = declare(
    Permission(
        "network.see_colleagues",
        _("See who serves the city, as what and since when, and who is invited."),
        own_city=CITY_ROLES,
        everywhere=OFFICE,
    )
)
KEEP_MAIL_DOMAINS = declare(
    Permission(
        "network.keep_mail_domains",
        _("Say which mail domains are a city’s own, and vouch for its staff."),
        everywhere=OFFICE,
    )
)
HAND_OVER = declare(
    Permission(
        "network.hand_over",
        _("Hand over all that the focal point keeps to a successor."),
        own_city=frozenset({Role.FOCAL_POINT}),
        everywhere=OFFICE,
    )
)
KEEP_CITY_PAGE = declare(
    Permission(
        "network.keep_city_page",
        _("Write the page of a city: its texts, offers, priorities and mailboxes."),
        own_city=KEEPERS,
        everywhere=OFFICE,
    )
)
RENAME_AND_MERGE_CITIES = declare(
    Permission(
        "network.rename_and_merge_cities",
        _("Give a city other names or another address, and make one of two that are the same."),
        everywhere=OFFICE | {Role.ADMINISTRATOR},
    )
)


def may_keep_page(by: User | None, city: City) -> bool:
    """Tell whether ``by`` writes the page of this city."""
    return city.merged_into_id is None and allows(by, KEEP_CITY_PAGE, city.pk)


def page_kept_by(by: User | None) -> QuerySet[City]:
    """Return the cities whose page ``by`` writes."""
    kept = cities_allowed(by, KEEP_CITY_PAGE)
    there = visible_to(by)
    return there if kept.everywhere else there.filter(pk__in=kept.ids)


def may_rename_and_merge(by: User | None) -> bool:
    return allows(by, RENAME_AND_MERGE_CITIES)


KEEP_REGISTER = declare(
    Permission(
        "network.keep_register",
        _("Admit members, record their standing, their fees and their seats on the board."),
        everywhere=OFFICE,
    )
)


def may_keep_register(by: User | None) -> bool:
    return allows(by, KEEP_REGISTER)


def may_appoint(by: User | None, role: Role, city: City | None) -> bool:
    """Tell whether ``by`` may give this role, and end it, for a city or for the association."""
    if city is None:
        return role not in CITY_ROLES and allows(by, APPOINT_TO_OFFICES)
    if role == Role.FOCAL_POINT:
        return allows(by, APPOINT_FOCAL_POINT, city.pk)
    return role in CITY_ROLES and allows(by, APPOINT_COLLEAGUES, city.pk)


def running(day: date) -> Q:
    """Return the condition of the appointments that run on a day."""
    return Q(starts__lte=day) & (Q(ends__isnull=True) | Q(ends__gt=day))


def running_appointments() -> QuerySet[Appointment]:
    """Return the appointments that run today: those that give a person what she may do."""
    return Appointment.objects.filter(running(today()))


def may_see(by: User | None, city: City) -> bool:  # noqa: ARG001 - the form every domain shares
    """Tell whether a city is there to be read: one that was merged into another leads to that."""
    return city.merged_into_id is None


def visible_to(by: User | None) -> QuerySet[City]:  # noqa: ARG001 - the form every domain shares
    return City.objects.filter(merged_into__isnull=True)


def may_add_from_facts(by: User) -> bool:
    return is_system(by)


def may_arrange_regions(by: User) -> bool:
    return is_system(by)


def may_list_members(by: User) -> bool:
    return is_system(by)
