"""Django's mail, kept: each letter is a row of the transaction that wrote it, and leaves after it.

This is the instance's ``EMAIL_BACKEND``. A deed that is undone writes nobody; a mail server that
is down fails no page; the row says who was written what kind of letter, when, and how it went.
"""

from collections.abc import Iterable, Sequence
from email import message_from_bytes, policy
from email.generator import BytesGenerator
from email.utils import format_datetime, parseaddr
from io import BytesIO
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from hamshahr.commons.notifications.models import OutgoingLetter, new_token
from hamshahr.kernel.instance.beginning import began_here_at

# Lines end as SMTP has them, and every byte is ASCII: the oldest server passes it on unchanged
_ON_THE_WIRE = policy.compat32.clone(linesep="\r\n", cte_type="7bit")
# A letter that nobody gave a kind: written with Django's send_mail
NO_KIND = "other"


class KeepingBackend(BaseEmailBackend):
    """Keeps messages for the post. Takes what Django's other backends take."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep a letter for each reader of each message; return of how many messages."""
        began_here_at()  # so that these letters are known to be of this database
        letters = [letter for message in email_messages for letter in _letters(message)]
        OutgoingLetter.objects.bulk_create(letters, batch_size=200)
        if letters:
            transaction.on_commit(_wake, robust=True)
        return len([message for message in email_messages if message.recipients()])


def domain() -> str:
    """Return the host of the public address: the right part of our message ids."""
    return urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"


def message_id(token: str) -> str:
    return f"<{token}@{domain()}>"


def _letters(message: EmailMessage) -> Iterable[OutgoingLetter]:
    now = timezone.now()
    for reader in message.recipients():
        token = new_token()
        yield OutgoingLetter(
            token=token,
            kind=getattr(message, "kind", "") or NO_KIND,
            language=getattr(message, "language", "") or get_language() or "",
            address=parseaddr(reader)[1].lower(),
            message=as_sent(message, token),
            created_at=now,
            next_try_at=now,
        )


def as_sent(message: EmailMessage, token: str) -> bytes:
    """Return a message as it is sent, under an id of ours that names this one letter.

    Raises ``BadHeaderError`` where a header holds more than a line.
    """
    made = message.message()
    for name in ("Message-ID", "Date"):
        del made[name]
    made["Message-ID"] = message_id(token)
    made["Date"] = format_datetime(timezone.localtime())
    if "Auto-Submitted" not in made:
        made["Auto-Submitted"] = "auto-generated"
    # Addresses in headers stay on one line: some readers of mail do not find them on the next
    written = BytesIO()
    BytesGenerator(written, mangle_from_=False, maxheaderlen=0).flatten(made)
    # Read again from its bytes: only then does the policy see, and pack, what is not ASCII
    packed = BytesIO()
    again = message_from_bytes(written.getvalue())
    BytesGenerator(packed, mangle_from_=False, maxheaderlen=0, policy=_ON_THE_WIRE).flatten(again)
    return packed.getvalue()


def _wake() -> None:
    from hamshahr.commons.notifications.jobs import wake_the_post

    wake_the_post()
