"""The health of addresses: which take letters, which bounced lately, which are dead."""

import re
from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.notifications.models import LONGEST_ANSWER, MailAddress
from hamshahr.kernel.audit.actions import record

# Enhanced codes (RFC 3463) that say of the mailbox itself that it is not there: bad mailbox, bad
# system, bad syntax, moved, null MX; and mailbox disabled
_DEAD = re.compile(r"5\.(1\.(1|2|3|6|10)|2\.1)")
# Without an enhanced code: mailbox unavailable, not local, name not allowed (RFC 5321)
_DEAD_CODES = {550, 551, 553}
# So many letters came back in a row for reasons that may pass (full, too busy, policy) …
_TOO_MANY = 5
# … each no later than this after the one before
_LATELY = timedelta(days=30)


def is_dead(address: str) -> bool:
    """Tell whether letters to this address come back, so that none is sent any more."""
    return dead_mailboxes().filter(address=address.lower()).exists()


def dead_among(addresses: Collection[str]) -> set[str]:
    """Return those of the addresses to which no letter is sent any more, in lower case."""
    asked = {one.lower() for one in addresses}
    return set(dead_mailboxes().filter(address__in=asked).values_list("address", flat=True))


def dead_mailboxes() -> QuerySet[MailAddress]:
    """Return the addresses that letters are no longer sent to, the latest first."""
    return MailAddress.objects.filter(dead_since__isnull=False).order_by("-dead_since")


def health_of(address: str) -> MailAddress | None:
    """Return what is known of an address; ``None`` where nothing ever came back."""
    return MailAddress.objects.filter(address=address.lower()).first()


@transaction.atomic
def bounced(address: str, *, code: int, status: str, said: str) -> MailAddress:
    """Record that a letter did not reach the address; it dies where the answer says so.

    ``code`` is SMTP's (0 where a report gives none), ``status`` the enhanced one.
    """
    now = timezone.now()
    MailAddress.objects.get_or_create(
        address=address.lower(), defaults={"last_bounce_at": now, "reason": ""}
    )
    known = MailAddress.objects.select_for_update().get(address=address.lower())
    in_a_row = known.bounces if now - known.last_bounce_at <= _LATELY else 0
    known.bounces, known.last_bounce_at = in_a_row + 1, now
    known.reason = said[:LONGEST_ANSWER]
    if known.dead_since is None and (_says_dead(code, status) or known.bounces >= _TOO_MANY):
        known.dead_since = now
    known.save()
    return known


@transaction.atomic
def try_again(*, address: str, by: User) -> None:
    """Believe in the address again: somebody asked for a letter to be sent there once more.

    The caller has asked whether ``by`` may: who resends an invitation may do this with it.
    """
    gone, _ = MailAddress.objects.filter(address=address.lower()).delete()
    if gone:
        record(by=by, deed="post.try_address_again", object_type="mail_address", object_id="one")


def _says_dead(code: int, status: str) -> bool:
    return bool(_DEAD.fullmatch(status)) if status else code in _DEAD_CODES
