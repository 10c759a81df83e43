"""Letters of a demonstration: shown instead of sent, so that a newcomer can follow them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

from django.utils import timezone

from hamshahr.commons.notifications.models import OutgoingLetter

_SHOWN_FOR = timedelta(days=1)
_MOST = 20


@dataclass(frozen=True)
class DemoLetter:
    """A letter as its reader would read its text part, in its own language."""

    to: str
    subject: str
    text: str
    language: str
    when: datetime


def demo_letters() -> list[DemoLetter]:
    """Return the latest letters. The caller has made sure that this is a demonstration."""
    letters = OutgoingLetter.objects.filter(
        message__isnull=False, created_at__gt=timezone.now() - _SHOWN_FOR
    ).order_by("-created_at")
    return [_shown(letter) for letter in letters[:_MOST]]


def _shown(letter: OutgoingLetter) -> DemoLetter:
    message = message_from_bytes(bytes(letter.message or b""), EmailMessage, policy=policy.default)
    body = message.get_body(("plain",))
    return DemoLetter(
        to=letter.address,
        subject=str(message["Subject"] or ""),
        text=str(body.get_content()) if body is not None else "",
        language=letter.language,
        when=letter.created_at,
    )
