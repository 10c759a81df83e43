"""What runs later: letters are handed over."""

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from hamshahr.commons.notifications.delivering import deliver_due


@app.periodic(cron="* * * * *")  # those to be tried again, and those whose worker died
@app.task(queueing_lock="deliver_letters")
def deliver_letters(timestamp: int = 0) -> None:  # noqa: ARG001 - the schedule says when
    """Hand over what is due; one such job waits at a time, for it takes every letter that is."""
    deliver_due()


def wake_the_post() -> None:
    """Have letters that were just written handed over without waiting for the next minute."""
    try:
        deliver_letters.defer()
    except AlreadyEnqueued:
        return  # the job that waits will find them
