"""What runs later: letters are written and handed over, old texts and notices go."""

import logging

from django.conf import settings
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.tasks import Task

from hamshahr.commons.notifications.bounces.mailbox import read_mailbox
from hamshahr.commons.notifications.bounces.mailbox_at import MailboxClosed
from hamshahr.commons.notifications.clearing import clear
from hamshahr.commons.notifications.delivering import deliver_due
from hamshahr.commons.notifications.mailing import write_due

log = logging.getLogger("hamshahr.post")

# ``timestamp`` is when the schedule meant the job to run; none of them asks for it


@app.periodic(cron="* * * * *")  # those to be tried again, and those whose worker died
@app.task(queueing_lock="deliver_letters")
def deliver_letters(timestamp: int = 0) -> None:  # noqa: ARG001 - the schedule says when
    """Hand over what is due; one such job waits at a time, for it takes every letter that is."""
    deliver_due()


@app.periodic(cron="*/5 * * * *")  # mornings begin on the hour, in some zones on the quarter
@app.task(queueing_lock="write_letters")
def write_letters(timestamp: int = 0) -> None:  # noqa: ARG001 - the schedule says when
    """Write the letters about notices that are due."""
    write_due()


@app.periodic(cron="*/5 * * * *")  # nobody waits for it, and mail servers dislike more
@app.task(queueing_lock="read_bounces")
def read_bounces(timestamp: int = 0) -> None:  # noqa: ARG001 - the schedule says when
    """Read which letters came back, where a mailbox for reports is named."""
    if settings.BOUNCE_MAILBOX is None or settings.DEMO:
        return
    try:
        read_mailbox(settings.BOUNCE_MAILBOX)
    except MailboxClosed as closed:
        log.warning("The mailbox for reports cannot be read: %s", closed)


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="clear_post")
def clear_post(timestamp: int = 0) -> None:  # noqa: ARG001 - the schedule says when
    """Erase texts of letters, and notices, whose time is over."""
    clear()


def wake_the_post() -> None:
    """Have letters that were just written handed over without waiting for the next minute."""
    _defer(deliver_letters)


def wake_the_writer() -> None:
    """Have letters about what was just noticed written without waiting."""
    _defer(write_letters)


def _defer(task: Task) -> None:  # type: ignore[type-arg]  # all of them take the same
    try:
        task.defer()
    except AlreadyEnqueued:
        return  # the job that waits will find it
