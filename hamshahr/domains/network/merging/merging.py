"""The deed by which two cities that are the same become one."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import get_language

from hamshahr.commons.accounts.models import User
from hamshahr.domains.network.merging.conflicts import (
    FOCAL_POINT,
    GONE,
    KEPT,
    MEMBERSHIP,
    Conflict,
    conflicts,
    focal_point_of,
    texts_of_gone_that_hold,
    undecided,
)
from hamshahr.domains.network.merging.following import followers
from hamshahr.domains.network.models import City, CityText, Membership
from hamshahr.domains.network.permissions import may_rename_and_merge
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.today import today


class CannotBeMerged(ValueError):
    """It is one city already, or one of them was merged before."""


class MustBeDecided(Exception):
    """Both cities have something of which one stays, and nobody has said which."""

    def __init__(self, open_ones: Sequence[Conflict]) -> None:
        super().__init__(", ".join(one.name for one in open_ones))
        self.open_ones = open_ones


@transaction.atomic
def merge_cities(*, gone: City, kept: City, decided: Mapping[str, str], by: User) -> None:
    """Make ``gone`` one with ``kept``: all that points at it moves, its address leads on for good.

    ``decided`` says of each conflict, by its name, whose stays: ``gone`` or ``kept``. What was
    merged stays as a signpost, so that what imports and records know it by leads on, too.
    Raises ``PermissionDenied``, ``CannotBeMerged``, ``MustBeDecided``; then nothing has changed.
    """
    if not may_rename_and_merge(by):
        raise PermissionDenied("Cities are not yours to merge.")
    locked = City.objects.select_for_update(of=("self",)).in_bulk(sorted({gone.pk, kept.pk}))
    if len(locked) < 2 or any(one.merged_into_id for one in locked.values()):
        raise CannotBeMerged
    gone, kept = locked[gone.pk], locked[kept.pk]
    found = conflicts(gone, kept, get_language() or "en")
    if open_ones := undecided(found, decided):
        raise MustBeDecided(open_ones)
    moved = {one.name: one.count(gone) for one in followers()}
    _carry_out(gone, kept, decided)
    for follower in followers():
        follower.move(gone, kept)
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    record(
        by=by,
        deed="network.merge_cities",
        object_type="city",
        object_id=kept.pk,
        body=kept.pk,
        gone=str(gone.pk),
        slug=gone.slug,
        moved={name: count for name, count in moved.items() if count},
        decided={one.name: decided[one.name] for one in found},
    )


def _carry_out(gone: City, kept: City, decided: Mapping[str, str]) -> None:
    """Make room for what stays of the city that goes."""
    loser = {GONE: kept, KEPT: gone}.get(decided.get(FOCAL_POINT, ""))
    if loser is not None and (leaving := focal_point_of(loser)):
        leaving.ends = max(today(), leaving.starts)
        leaving.save(update_fields=["ends"])
    if decided.get(MEMBERSHIP) == GONE:
        _exchange_memberships(gone, kept)
    for text in texts_of_gone_that_hold(gone, kept, decided):
        _let_hold(text, kept)


def _exchange_memberships(gone: City, kept: City) -> None:
    """Have the other city's membership hold. The one that does not stays with the signpost.

    A city has one at a time, at every moment: so one of them steps aside to a city of no name.
    """
    memberships = Membership.objects
    aside = City.objects.create(
        slug=f"aside-{kept.pk}", name=str(kept.pk), country=kept.country, region=kept.region,
        source="while two cities are made one",
    )  # fmt: skip
    memberships.filter(city=kept).update(city=aside)
    memberships.filter(city=gone).update(city=kept)
    memberships.filter(city=aside).update(city=gone)
    aside.delete()


def _let_hold(text: CityText, kept: City) -> None:
    """Have the history of a text of the city that goes stand behind the other's, and so hold."""
    same = CityText.objects.filter(part=text.part, language=text.language)
    last = same.filter(city=kept).aggregate(last=Max("number"))["last"]
    same.filter(city=text.city).update(number=F("number") + last, city=kept)
