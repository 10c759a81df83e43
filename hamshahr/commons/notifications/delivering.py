"""Handing letters over: each by one worker at a time, again later where it was refused for now.

At least once, and seldom twice: a letter is claimed in a transaction of its own, handed over, and
its fate recorded. A worker that dies between the server's yes and the record leaves a claim; after
``LEASE`` another worker hands the same letter over again, under the same Message-ID, by which
readers of mail recognise it. To lose an invitation would be worse.
"""

import logging
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.notifications import addresses
from hamshahr.commons.notifications.door import Closed, Door, Refused, configured
from hamshahr.commons.notifications.models import LONGEST_ANSWER, OutgoingLetter
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.instance.beginning import began_here_at

log = logging.getLogger("hamshahr.post")

State = OutgoingLetter.State
# Longer than one conversation of seven steps at PATIENCE seconds each can last
LEASE = timedelta(minutes=15)
# After the first try, the second …; then daily. What is refused for now is mostly greylisting
# (minutes) or a server that is down (hours), as RFC 5321 4.5.4.1 has it.
_AGAIN = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))
_DAILY = timedelta(days=1)
# RFC 5321 gives up after four to five days; later an invitation has expired anyway
GIVE_UP_AFTER = timedelta(days=5)
# What waits longer waits for somebody to mend something, not for the next try
LATE = timedelta(hours=1)
# A job's share, so that other jobs get their turn; the next is a minute away
MOST_A_RUN = 500


def deliver_due() -> int:
    """Hand over the letters that are due; return how many a server took."""
    settle_what_will_not_go()
    server = configured()
    if server is None:
        return 0
    sent = 0
    with Door(server) as door:
        for _turn in range(MOST_A_RUN):
            letter = _claim()
            if letter is None:
                break
            try:
                sent += _hand_over(letter, door)
            except Closed as closed:
                log.warning("The mail server takes no letters: %s", closed)
                _try_again(letter, str(closed))
                break
    return sent


def settle_what_will_not_go() -> None:
    """Give up what is too old, and hold what was written before this database was restored."""
    now = timezone.now()
    waiting = OutgoingLetter.objects.filter(state__in=OutgoingLetter.ON_ITS_WAY)
    waiting.filter(created_at__lt=began_here_at()).update(
        state=State.HELD, finished_at=now, answer="written before this database was restored"
    )
    waiting.filter(created_at__lt=now - GIVE_UP_AFTER, state=State.WAITING).update(
        state=State.GIVEN_UP, finished_at=now
    )


@transaction.atomic
def send_held(*, by: User) -> int:
    """Send what waited in the backup after all; return how many letters.

    The caller has asked whether ``by`` may: only whoever may use the machine can say so.
    """
    now = timezone.now()
    held = OutgoingLetter.objects.filter(state=State.HELD, message__isnull=False)
    count = held.update(
        state=State.WAITING, finished_at=None, created_at=now, next_try_at=now, answer=""
    )
    record(by=by, deed="post.send_held", object_type="post", object_id="held", letters=count)
    return count


@transaction.atomic
def _claim() -> OutgoingLetter | None:
    """Take the letter that has waited longest; no other worker takes it within ``LEASE``."""
    now = timezone.now()
    due = OutgoingLetter.objects.filter(
        state__in=OutgoingLetter.ON_ITS_WAY, next_try_at__lte=now
    ).order_by("next_try_at")
    letter = due.select_for_update(skip_locked=True).first()
    if letter is None:
        return None
    # While it is being sent it is due again only when its worker must have died
    letter.state, letter.claimed_at, letter.next_try_at = State.SENDING, now, now + LEASE
    letter.tries += 1
    letter.save(update_fields=["state", "claimed_at", "next_try_at", "tries"])
    return letter


def _hand_over(letter: OutgoingLetter, door: Door) -> bool:
    """Hand a claimed letter over and record how it went. Raises ``Closed``."""
    if addresses.is_dead(letter.address):
        _finish(letter, State.STOPPED, "letters to this address come back")
        return False
    try:
        words = door.hand_over(
            sender=envelope_sender(letter.token),
            to=letter.address,
            message=bytes(letter.message or b""),
        )
    except Refused as refused:
        if not refused.final:
            _try_again(letter, str(refused))
            return False
        with transaction.atomic():
            _finish(letter, State.REFUSED, str(refused), bounced_at=timezone.now())
            addresses.bounced(
                letter.address, code=refused.code, status=refused.status, said=str(refused)
            )
        return False
    _finish(letter, State.SENT, words)
    return True


def envelope_sender(token: str) -> str:
    """Return where reports about a letter go back to: an address that names it (VERP), if any."""
    pattern = settings.BOUNCE_ADDRESS or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return str(pattern).replace("*", token)


def _try_again(letter: OutgoingLetter, said: str) -> None:
    """Put the letter back until its next turn."""
    again = _AGAIN[letter.tries - 1] if letter.tries <= len(_AGAIN) else _DAILY
    _mine(letter).update(
        state=State.WAITING,
        next_try_at=timezone.now() + again,
        claimed_at=None,
        answer=said[:LONGEST_ANSWER],
    )


def _finish(
    letter: OutgoingLetter, state: str, said: str, *, bounced_at: datetime | None = None
) -> None:
    _mine(letter).update(
        state=state,
        finished_at=timezone.now(),
        claimed_at=None,
        answer=said[:LONGEST_ANSWER],
        bounced_at=bounced_at,
    )


def _mine(letter: OutgoingLetter) -> QuerySet[OutgoingLetter]:
    """The letter, if the claim is still ours: a worker that slept too long changes nothing."""
    return OutgoingLetter.objects.filter(
        pk=letter.pk, state=State.SENDING, claimed_at=letter.claimed_at
    )
