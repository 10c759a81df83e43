"""Which cities are members of the association: its own register, or what public sources say."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.models import User
from hamshahr.domains.network.models.appointments import DAYS
from hamshahr.domains.network.models.cities import City

LONGEST_REASON = 500  # characters; a sentence or two, not a file


class Membership(models.Model):
    """What is known of a city's membership in the association. Most cities have none.

    One that was ``ADMITTED`` is the association's own word: it has a standing and a day since when.
    One that was ``SEEN`` in public sources has neither, and names its source.
    """

    class Basis(models.TextChoices):
        SEEN = "seen in public sources"
        ADMITTED = "admitted by the association"

    class Standing(models.TextChoices):
        ACTIVE = "active", _("active")
        SUSPENDED = "suspended", _("suspended")
        LEFT = "left", _("left")

    city = models.OneToOneField(City, on_delete=models.CASCADE, related_name="membership")
    basis = models.CharField(max_length=30, choices=Basis.choices, default=Basis.SEEN)
    standing = models.CharField(
        max_length=10, choices=Standing.choices, blank=True, help_text="Empty: not admitted here"
    )
    since = models.DateField(null=True, blank=True, help_text="The day from which it is a member")
    until = models.DateField(
        null=True, blank=True, help_text="The day from which it is none any more"
    )
    source = models.CharField(
        max_length=500, blank=True, help_text="An address, or words that name it"
    )
    note = models.CharField(
        max_length=500, blank=True, help_text="What the source says, in English"
    )
    seen_year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="When the source was read; empty: not known"
    )
    association = models.CharField(
        max_length=200, blank=True, help_text="Of which the source says so; empty: not said"
    )
    # Many sources tell of one moment; that a city was a member then does not say that it is today
    earliest_year = models.PositiveSmallIntegerField(null=True, blank=True)
    latest_year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(earliest_year__isnull=True)
                | Q(latest_year__isnull=True)
                | Q(latest_year__gte=F("earliest_year")),
                name="membership_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(basis="seen in public sources", standing="", since__isnull=True)
                & ~Q(source="")
                | Q(basis="admitted by the association", since__isnull=False) & ~Q(standing=""),
                name="a_standing_comes_with_an_admission",
            ),
            models.CheckConstraint(
                condition=Q(standing="left", until__isnull=False, until__gte=F("since"))
                | ~Q(standing="left") & Q(until__isnull=True),
                name="who_left_did_so_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.city_id}: {self.standing or self.basis}"

    @property
    def source_url(self) -> str:
        """The source's address, or an empty text where it is named in words."""
        return self.source if self.source.startswith(("https://", "http://")) else ""


class StandingChange(models.Model):
    """An admission, a suspension, a return or a leave, as it was decided. None is ever changed."""

    never_on_a_page = True

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="changes")
    standing = models.CharField(max_length=10, choices=Membership.Standing.choices)
    from_day = models.DateField()
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        triggers: ClassVar = [
            pgtrigger.Protect(name="changes_of_standing_are_kept", operation=pgtrigger.Update)
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.standing} {self.from_day}"


class Fee(models.Model):
    """Whether a member has paid its fee of a year. No row: nothing is known of that year."""

    never_on_a_page = True

    class State(models.TextChoices):
        DUE = "due", _("due")
        PAID = "paid", _("paid")
        WAIVED = "waived", _("waived")

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="fees")
    year = models.PositiveSmallIntegerField(help_text="Gregorian")
    state = models.CharField(max_length=10, choices=State.choices)
    paid_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-year"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["membership", "year"], name="one_fee_a_year"),
            models.CheckConstraint(
                condition=Q(state="paid") | Q(paid_on__isnull=True),
                name="only_a_paid_fee_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(year__range=(1900, 2200)), name="a_year_of_our_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.year} {self.state}"


class BoardSeat(models.Model):
    """A seat that a member city holds on the association's board, from when to before when."""

    class Seat(models.TextChoices):
        PRESIDENT = "president", _("president")
        CO_PRESIDENT = "co_president", _("co-president")
        VICE_PRESIDENT = "vice_president", _("vice-president")
        TREASURER = "treasurer", _("treasurer")
        MEMBER = "member", _("member of the board")

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="seats")
    seat = models.CharField(max_length=20, choices=Seat.choices)
    starts = models.DateField()
    ends = models.DateField(
        null=True, blank=True, help_text="The first day without it; empty: until further"
    )

    class Meta:
        ordering: ClassVar = ["-starts", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="a_seat_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="a_member_has_one_seat_at_a_time",
                expressions=[
                    ("membership", RangeOperators.EQUAL),
                    (DAYS, RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.seat}"
