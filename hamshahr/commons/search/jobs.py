"""What runs later: reading new texts for their meaning."""

from contextlib import suppress

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from hamshahr.commons.search.indexing.meaning import index_meaning


@app.task(queueing_lock="read_for_meaning", retry=3)
def read_for_meaning() -> None:
    """Read what waits; one such job waits at a time, for it reads everything that does."""
    index_meaning()


def read_soon() -> None:
    """Have what waits be read as soon as this transaction is kept.

    Not within it: a job that is there already might begin before, and read what was.
    """
    transaction.on_commit(
        _defer, robust=True
    )  # what fails waits on, and ``hamshahr check`` says so


def _defer() -> None:
    with suppress(AlreadyEnqueued):  # the job that waits reads this, too
        read_for_meaning.defer()
