"""What is kept no longer than it serves: texts of letters, and old notices."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from hamshahr.commons.notifications.models import Notice, OutgoingLetter

# A letter holds secrets (links that let somebody in). Once its fate is known its text serves
# nobody; an hour lets an operator who tries out the mail see what was sent.
TEXTS = timedelta(hours=1)
# Held letters may yet be sent by whoever restored; after a month the links in them are void
HELD = timedelta(days=30)
# Who was written what kind of letter when: for asks about lost letters. A year is long enough.
LETTERS = timedelta(days=365)
NOTICES = timedelta(days=365)


def clear() -> None:
    """Erase the texts of letters that are done with, and what is older than a year."""
    now = timezone.now()
    done = ~Q(state__in=OutgoingLetter.ON_ITS_WAY)
    held = Q(state=OutgoingLetter.State.HELD, finished_at__gt=now - HELD)
    with_text = OutgoingLetter.objects.filter(done & ~held, message__isnull=False)
    with_text.filter(finished_at__lt=now - TEXTS).update(message=None)
    OutgoingLetter.objects.filter(done, finished_at__lt=now - LETTERS).delete()
    Notice.objects.filter(created_at__lt=now - NOTICES).delete()
