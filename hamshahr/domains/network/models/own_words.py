"""What a city says of itself: who it is, what it offers others, what matters to it, whom to write.

Texts are kept revision by revision. Offers, priorities and mailboxes are as they were last written,
with the number of that writing, by which a save from a stale page is told; what they were before,
the record of deeds tells.
"""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from hamshahr.commons.accounts.models import User
from hamshahr.domains.network.models.cities import City
from hamshahr.domains.topics.models import Topic
from hamshahr.kernel.identifiers import new_id

LONGEST_CITY_TEXT = 6_000  # characters: three pages, more than anybody reads of a city at once
LONGEST_WORDS = 1_000  # a paragraph beside an offer or a priority
LONGEST_LABEL = 120  # an office by its name


class CityText(models.Model):
    """A part of a city's page in one language as it was written; the highest number holds."""

    class Part(models.TextChoices):
        ABOUT = "about"
        PARTICULAR = "particular"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="texts")
    part = models.CharField(max_length=12, choices=Part.choices)
    language = models.CharField(max_length=8)
    number = models.PositiveIntegerField()
    text = models.TextField(
        max_length=LONGEST_CITY_TEXT, blank=True, help_text="Markdown; empty: withdrawn"
    )
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    hidden_at = models.DateTimeField(
        null=True, blank=True, help_text="When a moderator took it from the page; empty: shown"
    )

    class Meta:
        ordering: ClassVar = ["city", "part", "language", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["city", "part", "language", "number"],
                name="a_city_text_has_its_number",
                # Two histories that become one, when cities are merged, are counted anew
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="city_texts_count_from_one"),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="city_texts_are_kept", operation=pgtrigger.Delete),
            # Whose history they stand in may change, by a merger of cities; what they say may not
            pgtrigger.ReadOnly(
                name="city_texts_stay_as_written",
                fields=["part", "language", "text", "written_at", "written_by"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.city_id} {self.part} {self.language} {self.number}"


class _Written(models.Model):
    """Who wrote something last, when, and for the how manieth time."""

    number = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Offer(_Written):
    """What a city is ready to do for others, from when until when."""

    class Kind(models.TextChoices):
        HOST = "host"
        CALL = "call"
        EXPERT = "expert"
        DOCUMENTS = "documents"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="offers")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    topics: "models.ManyToManyField[Topic, OfferTopic]" = models.ManyToManyField(
        Topic, through="OfferTopic", related_name="offers"
    )
    languages = ArrayField(
        models.CharField(max_length=3), default=list, help_text="In which it can be done"
    )
    words = models.JSONField(default=dict, blank=True, help_text="Language code to text")
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="The last day; empty: until further")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["city", "kind", "since", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="an_offer_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(languages__len__gte=1), name="an_offer_is_made_in_a_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.city_id} {self.kind}"


class OfferTopic(models.Model):
    """What an offer is about."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="offer_links")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["offer", "topic"], name="an_offer_names_a_topic_once")
        ]

    def __str__(self) -> str:
        return f"{self.offer_id}: {self.topic_id}"


class Priority(_Written):
    """A topic that matters to a city, and why; the lowest position matters most."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="priorities")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="priorities")
    reasons = models.JSONField(default=dict, help_text="Language code to text")
    position = models.PositiveSmallIntegerField()
    since = models.DateField()

    class Meta:
        ordering: ClassVar = ["city", "position", "pk"]
        verbose_name_plural = "priorities"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["city", "topic"], name="a_topic_is_a_priority_once"),
            models.UniqueConstraint(
                fields=["city", "position"],
                name="priorities_stand_in_an_order",
                deferrable=models.Deferrable.DEFERRED,  # two that change places meet on the way
            ),
        ]

    def __str__(self) -> str:
        return f"{self.city_id} {self.position}: {self.topic_id}"


class RoleMailbox(_Written):
    """The mailbox of an office of the city, which stays when people change. Public."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="mailboxes")
    label = models.CharField(max_length=LONGEST_LABEL, help_text="The office, as it calls itself")
    language = models.CharField(max_length=8, help_text="Of the label")
    email = models.EmailField(max_length=254)

    class Meta:
        ordering: ClassVar = ["city", "pk"]
        verbose_name_plural = "role mailboxes"
        constraints: ClassVar = [
            models.UniqueConstraint("city", Lower("email"), name="a_mailbox_is_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.city_id} {self.label}"
