"""Cases: what was reported of one page, what its city says to it, and what was decided.

All reports of one page stand together as one case, for as long as the page lives. A case that was
decided waits again when somebody reports the page anew.
"""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from hamshahr.commons.accounts.models import User
from hamshahr.kernel.identifiers import new_id

# Somebody who types less says nothing that can be looked into; who types more has a letter to write
FEWEST_CHARACTERS = 10
MOST_CHARACTERS = 5_000


class Ground(models.TextChoices):
    """What is the matter with a page, as the reader says, or as it was decided."""

    MISTAKE = "mistake"
    PERSONAL_DATA = "personal_data"
    CONSENT = "consent"  # somebody who had agreed no longer does
    RIGHTS = "rights"  # of an author, or of whoever owns what is shown
    UNLAWFUL = "unlawful"
    ABUSE = "abuse"
    OTHER = "other"


# Each day that these stand may do harm that no later decision takes back
URGENT = frozenset({Ground.PERSONAL_DATA, Ground.CONSENT, Ground.UNLAWFUL})


class Case(models.Model):
    """All that was reported of one page. ``owner`` is the city that the page belongs to."""

    never_on_a_page: ClassVar[bool] = True  # so that a report makes no page stale

    class State(models.TextChoices):
        OPEN = "open"
        IN_HAND = "in_hand"
        DECIDED = "decided"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=40, help_text="Of the page, as its domain registered it")
    object_id = models.UUIDField()
    code = models.CharField(max_length=120, help_text="Of the page, when it was first reported")
    owner = models.UUIDField(null=True, help_text="The city whose page it is; empty: no city's")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    is_urgent = models.BooleanField(default=False)
    waiting_since = models.DateTimeField(null=True, help_text="Of the oldest unanswered report")
    is_hidden = models.BooleanField(default=False)
    taken_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="one_case_a_page"),
            models.CheckConstraint(
                condition=Q(state="decided", waiting_since__isnull=True)
                | (~Q(state="decided") & Q(waiting_since__isnull=False)),
                name="a_case_waits_until_it_is_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="in_hand") | Q(taken_by__isnull=False),
                name="a_case_in_hand_is_in_somebodys",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                F("is_urgent").desc(),
                F("waiting_since").asc(nulls_last=True),
                F("id").desc(),
                name="case_urgent_first",
            ),
            models.Index(fields=["owner"], name="case_of_city"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


class Decision(models.Model):
    """What was decided about a page; the highest number holds. None can be changed or deleted."""

    class Verdict(models.TextChoices):
        CORRECTED = "corrected"
        HIDDEN = "hidden"
        KEPT = "kept"
        NOT_OURS = "not_ours"  # for somebody else to decide: a court, the source

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    ground = models.CharField(
        max_length=20, choices=Ground.choices, blank=True, help_text="Why it was hidden"
    )
    reason = models.TextField(max_length=MOST_CHARACTERS, help_text="As the reporter is told it")
    keeps_title = models.BooleanField(
        default=False, help_text="Whether the title may stand on the tombstone"
    )
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["case", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="a_decision_has_its_number"),
            models.CheckConstraint(
                condition=Q(verdict="hidden") & ~Q(ground="")
                | ~Q(verdict="hidden") & Q(ground="", keeps_title=False),
                name="what_is_hidden_has_its_ground",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(
                name="decisions_are_kept", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}: {self.verdict}"


class Report(models.Model):
    """What a reader reported. Who she is stands nowhere but in the address she may leave.

    The address is never shown, and is erased some time after the answer.
    """

    never_on_a_page: ClassVar[bool] = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reports")
    ground = models.CharField(max_length=20, choices=Ground.choices)
    words = models.TextField(max_length=MOST_CHARACTERS)
    language = models.CharField(max_length=8, help_text="Of the page it was written on")
    email = models.EmailField(max_length=254, blank=True)
    made_at = models.DateTimeField()
    # Of the secret that the form carried: keeps a form from being taken twice, and opens the page
    # on which its sender reads what became of it
    key = models.BinaryField(max_length=32, unique=True)
    decision = models.ForeignKey(
        Decision, null=True, on_delete=models.PROTECT, related_name="answered"
    )

    class Meta:
        ordering: ClassVar = ["made_at", "pk"]
        indexes: ClassVar = [
            models.Index(
                fields=["email", "made_at"], condition=~Q(email=""), name="report_by_address"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.ground}"


class CityWord(models.Model):
    """What the city says to the reports of its page."""

    never_on_a_page: ClassVar[bool] = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="city_words")
    words = models.TextField(max_length=MOST_CHARACTERS)
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["said_at", "pk"]
        triggers: ClassVar = [
            pgtrigger.Protect(
                name="what_a_city_said_is_kept", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.said_at:%Y-%m-%d}"
