"""Taking a report: only one that names a letter of ours, which nobody can guess, is believed."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from hamshahr.commons.notifications import addresses
from hamshahr.commons.notifications.bounces.reports import read_report
from hamshahr.commons.notifications.models import LONGEST_ANSWER, OutgoingLetter

log = logging.getLogger("hamshahr.post")

# Servers give up after five days, some after ten; what comes later is a copy of something old
_BELIEVED_FOR = timedelta(days=30)


def take(raw: bytes, *, received_for: str = "") -> bool:
    """Record what a message reports of a letter; tell whether it was such a report.

    Once a letter: a report that is sent again counts no second time. It says something of the
    address that we wrote to, whatever address the report itself names. Never raises for what the
    message holds.
    """
    try:
        report = read_report(raw, received_for=received_for)
    except Exception:  # anybody may send anything; the next must be read
        log.exception("A report could not be read")
        return False
    if report is None or not report.tokens:
        return False
    with transaction.atomic():
        letter = (
            OutgoingLetter.objects.select_for_update()
            .filter(
                token__in=report.tokens,
                state=OutgoingLetter.State.SENT,
                finished_at__gt=timezone.now() - _BELIEVED_FOR,
            )
            .order_by("-created_at")
            .first()
        )
        if letter is None:
            return False
        if letter.bounced_at is None:
            letter.bounced_at, letter.answer = timezone.now(), report.said[:LONGEST_ANSWER]
            letter.save(update_fields=["bounced_at", "answer"])
            addresses.bounced(
                letter.address, code=report.code, status=report.status, said=report.said
            )
    return True
