"""Nouns: a notice to a person and how often she wants letters; a letter; an address."""

import base64
import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models

from hamshahr.kernel.identifiers import new_id

# 160 bits: who has not had the letter cannot name it. More would not fit before the @ of an address
# (64 characters, RFC 5321) with a name and a plus in front.
_BYTES = 20
# A server's answer of several lines; what it says after that helps nobody
LONGEST_ANSWER = 500


class Notice(models.Model):
    """Something that a person is told. Worded when it is read, in her language of that day."""

    never_on_a_page = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=60, help_text="Id of what it is about, for its kind")
    path = models.CharField(max_length=500, help_text="Where to read it, without a language")
    said = models.JSONField(default=dict, help_text="The words of its sentence")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=10, blank=True, help_text="daily, weekly; empty: neither")
    mail_at = models.DateTimeField(null=True, blank=True, help_text="When a letter is due, if any")
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "-created_at"], name="notices_of_a_person"),
            models.Index(
                fields=["person"], name="unread_notices", condition=models.Q(read_at__isnull=True)
            ),
            models.Index(
                fields=["mail_at"],
                name="notices_to_mail",
                condition=models.Q(mail_at__isnull=False, mailed_at__isnull=True),
            ),
            models.Index(fields=["created_at"], name="notices_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.created_at:%Y-%m-%d %H:%M}"


class Wish(models.Model):
    """How often a person wants letters about a kind of notice, where she has said so."""

    never_on_a_page = True

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_wishes"
    )
    kind = models.CharField(max_length=60)
    frequency = models.CharField(max_length=10)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind"], name="one_wish_a_kind"),
            models.CheckConstraint(
                condition=models.Q(frequency__in=("at_once", "daily", "weekly", "never")),
                name="wish_is_a_frequency",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.frequency}"


def new_token() -> str:
    """Return 32 characters that no one can guess: letters and digits whose case does not matter."""
    return base64.b32encode(secrets.token_bytes(_BYTES)).decode().lower()


class OutgoingLetter(models.Model):
    """A letter to one reader: its text until it has arrived, its facts for good."""

    never_on_a_page = True

    class State(models.TextChoices):
        WAITING = "waiting"  # to be handed over at ``next_try_at``
        SENDING = "sending"  # a worker has it since ``claimed_at``
        SENT = "sent"  # a mail server has taken it
        REFUSED = "refused"  # a mail server will never take it
        GIVEN_UP = "given_up"  # no server took it in time
        STOPPED = "stopped"  # its address is dead
        HELD = "held"  # written before this database was restored

    ON_ITS_WAY = (State.WAITING, State.SENDING)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    kind = models.CharField(max_length=60, help_text="What letter it is: invitation")
    language = models.CharField(max_length=8, blank=True)
    address = models.EmailField(max_length=254)
    message = models.BinaryField(null=True, help_text="As it is sent; none once erased")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(
        max_length=LONGEST_ANSWER, blank=True, help_text="What the server, or the post, said last"
    )
    bounced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="letter_finished_with_its_state",
                condition=models.Q(state__in=("waiting", "sending"), finished_at__isnull=True)
                | (
                    ~models.Q(state__in=("waiting", "sending"))
                    & models.Q(finished_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="letter_on_its_way_has_its_text",
                condition=~models.Q(state__in=("waiting", "sending"))
                | models.Q(message__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_try_at"],
                name="letters_on_their_way",
                condition=models.Q(state__in=("waiting", "sending")),
            ),
            models.Index(
                fields=["finished_at"],
                name="letters_with_text",
                condition=models.Q(message__isnull=False),
            ),
            models.Index(fields=["address", "-created_at"], name="letters_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state} {self.created_at:%Y-%m-%d %H:%M}"


class MailAddress(models.Model):
    """What is known of an address that did not take a letter. One that took all has no row."""

    never_on_a_page = True

    address = models.EmailField(max_length=254, primary_key=True, help_text="In lower case")
    bounces = models.PositiveSmallIntegerField(default=0, help_text="Lately, one after another")
    last_bounce_at = models.DateTimeField()
    dead_since = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=LONGEST_ANSWER, help_text="What the server said last")

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["dead_since"],
                name="dead_mailboxes",
                condition=models.Q(dead_since__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address}: {'dead' if self.dead_since else 'bounced'}"
