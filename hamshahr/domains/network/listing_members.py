"""The deeds on membership: bring in a list, and take what came with a list out again."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from hamshahr.commons.accounts.models import User
from hamshahr.domains.network.actions import add_city_from_facts
from hamshahr.domains.network.member_list import SAID, read_member_list
from hamshahr.domains.network.models import Membership
from hamshahr.domains.network.permissions import may_list_members
from hamshahr.kernel.audit.actions import record


@dataclass(frozen=True)
class Listed:
    """How many memberships an import made, changed, and found as they were."""

    new: int
    changed: int
    unchanged: int


def import_members(*, path: Path, by: User) -> Listed:
    """Make every city of the list a member, on the basis that it was seen in public sources.

    All are imported, or none: raises ``member_list.UnreadableList`` with every mistake. The same
    file again changes nothing; who is not on it stays as he is. Raises ``OSError``.
    """
    if not may_list_members(by):
        raise PermissionDenied("Only the system imports members.")
    listed = read_member_list(path)
    new = changed = 0
    with transaction.atomic():
        for member in listed:
            said = {name: getattr(member, name) for name in SAID}
            city = add_city_from_facts(city=member.city, by=by)
            membership, made = Membership.objects.get_or_create(
                city=city, defaults={"basis": Membership.Basis.SEEN, **said}
            )
            if made:
                new += 1
            elif _says_something_else(membership, said):
                Membership.objects.filter(pk=membership.pk).update(**said)
                changed += 1
        if new or changed:
            record(
                by=by,
                deed="network.import_members",
                object_type="file",
                object_id=path.name[:200],
                new=new,
                changed=changed,
            )
    return Listed(new, changed, len(listed) - new - changed)


def _says_something_else(membership: Membership, said: dict[str, Any]) -> bool:
    """Tell whether the list changes what was seen; the association's own register it does not."""
    return membership.basis == Membership.Basis.SEEN and any(
        getattr(membership, name) != value for name, value in said.items()
    )


@transaction.atomic
def remove_members(*, path: Path, by: User) -> int:
    """Take out the memberships that came with a list, as it says them; return how many.

    One that was changed since is another fact by now, and stays. The cities stay.
    """
    if not may_list_members(by):
        raise PermissionDenied("Only the system removes members.")
    removed, _ = Membership.objects.filter(pk__in=as_listed(path)).delete()
    if removed:
        record(
            by=by,
            deed="network.remove_members",
            object_type="file",
            object_id=path.name[:200],
            removed=removed,
        )
    return removed


def as_listed(path: Path) -> list[int]:
    """Return the keys of the memberships that are as the list says them."""
    said: dict[tuple[int | None, str, str], tuple[str, str]] = {
        (member.city.geonames_id, member.city.kind, member.city.name): (member.source, member.note)
        for member in read_member_list(path)
    }
    there = Membership.objects.filter(basis=Membership.Basis.SEEN).select_related("city")
    return [
        membership.pk
        for membership in there
        if said.get((membership.city.geonames_id, membership.city.kind, membership.city.name))
        == (membership.source, membership.note)
    ]
