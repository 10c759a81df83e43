"""What runs later: the machine is asked, again after a while where it did not answer."""

from contextlib import suppress

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

_DRAFTING = "draft_translations"


@app.periodic(cron="* * * * *")  # what waits for a server that was down, or for the next share
@app.task(queueing_lock=_DRAFTING, lock=_DRAFTING)  # of two at once, both would ask the same
def draft_translations(timestamp: int = 0) -> None:  # noqa: ARG001 - the schedule says when
    """Have the machine draft what is due."""
    from hamshahr.commons.translating.drafting import draft_due

    draft_due()


@app.periodic(cron="47 2 * * *")
@app.task(queueing_lock="note_all_texts")
def note_all_texts(timestamp: int = 0) -> None:  # noqa: ARG001 - the schedule says when
    """Take note of all texts, each night: of those published before anybody translated, too."""
    from hamshahr.commons.translating.texts import note_all

    note_all()


def draft_soon() -> None:
    """Have the machine be asked as soon as this transaction is kept; what fails waits a minute."""
    if not settings.TRANSLATION_SERVER:
        return
    transaction.on_commit(_defer, robust=True)


def note_soon() -> None:
    """Have all texts be noted once this transaction is kept: for more than a deed can wait for."""
    transaction.on_commit(_defer_noting, robust=True)


def _defer_noting() -> None:
    with suppress(AlreadyEnqueued):
        note_all_texts.defer()


def _defer() -> None:
    with suppress(AlreadyEnqueued):  # the job that waits asks for this, too
        draft_translations.defer()
