"""Invitations that wait for an answer pass on when their focal point hands over."""

from collections.abc import Sequence
from uuid import UUID

from hamshahr.commons.accounts.models import User
from hamshahr.domains.network.models import Invitation
from hamshahr.domains.network.models.invitations import UNANSWERED


def open_invitations_of(person: User, city_id: UUID) -> Sequence[str]:
    """Return the invitations to a city that she vouches for and nobody has answered."""
    found = Invitation.objects.filter(
        UNANSWERED, invited_by=person, city=city_id, as_successor=False
    )
    keys = found.order_by("pk").values_list("pk", flat=True)
    return [str(pk) for pk in keys]


def give_invitations_to(ids: Sequence[str], *, to: User, by: User) -> None:  # noqa: ARG001 - the form of every type
    """Have the successor vouch for them; the letters that were sent stay good."""
    Invitation.objects.filter(pk__in=ids).update(invited_by=to)
