"""What of the network's own follows a city into another."""

from collections.abc import Callable
from typing import Any

from django.db.models import F, Max, Model, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.roles import Role
from hamshahr.domains.network.merging.following import FollowsCity, register_follows_city
from hamshahr.domains.network.models import (
    Appointment,
    City,
    CityMailDomain,
    CityText,
    FormerAddress,
    HandOver,
    Invitation,
    Membership,
    Offer,
    Priority,
    RoleMailbox,
)
from hamshahr.domains.network.models.invitations import UNANSWERED
from hamshahr.kernel.today import today


def register() -> None:
    _follows(Appointment, _("Appointments"), _move_appointments)
    _follows(Invitation, _("Invitations"), _move_invitations)
    _follows(CityMailDomain, _("Mail domains"), _move_all_of(CityMailDomain))
    _follows(HandOver, _("Hand-overs"), _move_all_of(HandOver))
    _follows(Membership, _("Membership"), _move_membership)
    _follows(CityText, _("Texts of the page, with their revisions"), _move_texts)
    _follows(Offer, _("Offers"), _move_all_of(Offer))
    _follows(Priority, _("Priorities"), _move_priorities)
    _follows(RoleMailbox, _("Mailboxes"), _move_mailboxes)
    _follows(FormerAddress, _("Former addresses"), _move_all_of(FormerAddress))
    register_follows_city(
        FollowsCity(
            "merged cities",
            _("Cities that were merged into it"),
            ("network.City.merged_into",),
            lambda city: City.objects.filter(merged_into=city).count(),
            lambda gone, kept: _update(City.objects.filter(merged_into=gone), merged_into=kept),
        )
    )


def _follows(model: type[Model], label: Any, move: Callable[[City, City], None]) -> None:
    rows: Any = model._default_manager
    name = model.__name__
    register_follows_city(
        FollowsCity(
            name.lower(),
            label,
            (f"network.{name}.city",),
            lambda city: int(rows.filter(city=city).count()),
            move,
        )
    )


def _move_all_of(model: type[Model]) -> Callable[[City, City], None]:
    rows: Any = model._default_manager
    return lambda gone, kept: _update(rows.filter(city=gone), city=kept)


def _update(rows: Any, **values: Any) -> None:
    rows.update(**values)


def _move_appointments(gone: City, kept: City) -> None:
    """Move appointments. One that a city cannot have beside its own ends, and stays behind.

    That is a focal point on days on which the other city had one, and a role that the same person
    held in both: the signpost keeps them, for what was is not made otherwise.
    """
    for moving in Appointment.objects.filter(city=gone):
        if _clashes(moving, kept):
            if moving.ends is None or moving.ends > today():
                moving.ends = max(today(), moving.starts)
                moving.save(update_fields=["ends"])
        else:
            moving.city = kept
            moving.save(update_fields=["city"])


def _clashes(moving: Appointment, kept: City) -> bool:
    there = Appointment.objects.filter(city=kept, role=moving.role)
    if moving.role != Role.FOCAL_POINT:
        there = there.filter(person_id=moving.person_id)
    meets = Q(ends__isnull=True) | Q(ends__gt=moving.starts)
    if moving.ends is not None:
        meets &= Q(starts__lt=moving.ends)
    # The days of one that ended as it began are none
    return there.filter(meets).exclude(ends=F("starts")).exists() and moving.ends != moving.starts


def _move_invitations(gone: City, kept: City) -> None:
    """Move invitations; of two that wait for one person's answer the other city's is withdrawn."""
    waiting = Invitation.objects.filter(UNANSWERED, city=kept, erased_at__isnull=True)
    for moving in Invitation.objects.filter(UNANSWERED, city=gone, erased_at__isnull=True):
        if waiting.filter(email__iexact=moving.email, role=moving.role).exists():
            moving.withdrawn_at = timezone.now()
            moving.save(update_fields=["withdrawn_at"])
    Invitation.objects.filter(city=gone).update(city=kept)


def _move_membership(gone: City, kept: City) -> None:
    """Move the membership where the other has none; of two, the signpost keeps the other."""
    if not Membership.objects.filter(city=kept).exists():
        Membership.objects.filter(city=gone).update(city=kept)


def _move_texts(gone: City, kept: City) -> None:
    """Join the histories: the one that goes stands before the one that holds, none is lost."""
    for part, language in set(
        CityText.objects.filter(city=gone).order_by().values_list("part", "language")
    ):
        same = CityText.objects.filter(part=part, language=language)
        before = same.filter(city=gone).aggregate(last=Max("number"))["last"]
        same.filter(city=kept).update(number=F("number") + before)
    CityText.objects.filter(city=gone).update(city=kept)


def _move_priorities(gone: City, kept: City) -> None:
    """Move priorities behind those that are there; of one topic the reason there stays."""
    there = Priority.objects.filter(city=kept)
    Priority.objects.filter(city=gone, topic__in=there.values("topic")).delete()
    behind = there.count()
    for position, moving in enumerate(Priority.objects.filter(city=gone)):
        moving.city, moving.position = kept, behind + position
        moving.save(update_fields=["city", "position"])


def _move_mailboxes(gone: City, kept: City) -> None:
    addresses = RoleMailbox.objects.filter(city=kept).values(address=Lower("email"))
    moving = RoleMailbox.objects.filter(city=gone).annotate(address=Lower("email"))
    moving.filter(address__in=addresses).delete()
    RoleMailbox.objects.filter(city=gone).update(city=kept)
