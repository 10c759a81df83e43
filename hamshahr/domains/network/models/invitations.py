"""Invitations: by a letter, somebody who is vouched for comes in and is appointed."""

from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.roles import ASSOCIATION_ROLES, Role
from hamshahr.domains.network.models.cities import City
from hamshahr.kernel.identifiers import new_id

LONGEST_FUNCTION_NAME = 120  # characters; “Head of the department of …” with room
LONGEST_REASON = 500

UNANSWERED = Q(accepted_at__isnull=True, declined_at__isnull=True, withdrawn_at__isnull=True)


class Invitation(models.Model):
    """An invitation of one address to one role. Its secret is kept as a digest only.

    Sending it again gives it another secret; the digests of the former ones stay, so that whoever
    follows an old letter is told that there is a newer one.
    """

    never_on_a_page = True

    class State(models.TextChoices):
        OPEN = "open", _("open")
        EXPIRED = "expired", _("expired unanswered")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(max_length=254, blank=True, help_text="Empty once erased")
    name = models.CharField(max_length=200, blank=True, help_text="As whoever invites knows it")
    role = models.CharField(max_length=20, choices=Role.choices)
    city = models.ForeignKey(
        City, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations",
        help_text="Empty: the association itself",
    )  # fmt: skip
    function = models.CharField(
        max_length=LONGEST_FUNCTION_NAME, blank=True, help_text="In the city's own words"
    )
    language = models.CharField(max_length=8, help_text="Of the letter")
    invited_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who vouches: a person, or the system for a mail domain of the city",
    )
    mail_domain = models.CharField(
        max_length=253, blank=True, help_text="Of the city, that vouches; empty: a person does"
    )
    as_successor = models.BooleanField(
        default=False, help_text="Accepting takes over all that the inviting focal point keeps"
    )
    predecessor_stays = models.BooleanField(
        default=False, help_text="The inviting focal point becomes an expert then"
    )
    digest = models.BinaryField(max_length=32, unique=True)
    former_digests = ArrayField(models.BinaryField(max_length=32), default=list, blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(help_text="When the latest letter was written")
    letters = models.PositiveSmallIntegerField(default=1, help_text="How many were written")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    declined_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=LONGEST_REASON, blank=True, help_text="Why she declined")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    expiry_told_at = models.DateTimeField(
        null=True, blank=True, help_text="When whoever invited was told that nobody answered"
    )
    erased_at = models.DateTimeField(
        null=True, blank=True, help_text="When name, address and words were taken out"
    )

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["city", "-made_at"], name="invitations_of_a_city"),
            GinIndex(fields=["former_digests"], name="invitation_former_digests"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(city__isnull=True, role__in=sorted(ASSOCIATION_ROLES))
                | Q(city__isnull=False) & ~Q(role__in=sorted(ASSOCIATION_ROLES)),
                name="an_invitation_to_a_city_names_it",
            ),
            models.UniqueConstraint(
                Lower("email"),
                "role",
                "city",
                condition=UNANSWERED & Q(erased_at__isnull=True),
                nulls_distinct=False,
                name="one_invitation_waits_for_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="an_accepted_invitation_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.role} {self.city_id or ''}".rstrip()

    def state_at(self, now: datetime) -> State:
        """Return how it stands at a moment."""
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.declined_at:
            return self.State.DECLINED
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        return self.State.OPEN if now < self.expires_at else self.State.EXPIRED
