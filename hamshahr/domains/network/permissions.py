"""Who may do what with cities and regions: for one, and as a list. Everybody reads them."""

from django.db.models import QuerySet

from hamshahr.commons.accounts.models import User
from hamshahr.domains.network.models import City


def may_see(by: User | None, city: City) -> bool:  # noqa: ARG001 - the form every domain shares
    return True


def visible_to(by: User | None) -> QuerySet[City]:  # noqa: ARG001 - the form every domain shares
    return City.objects.all()


def may_add_from_facts(by: User) -> bool:
    return by.kind == User.Kind.SYSTEM


def may_arrange_regions(by: User) -> bool:
    return by.kind == User.Kind.SYSTEM


def may_list_members(by: User) -> bool:
    return by.kind == User.Kind.SYSTEM
