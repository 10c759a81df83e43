"""What runs later: what nobody held for a week goes."""

from procrastinate.contrib.django import app

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.files.actions import clear


@app.periodic(cron="41 3 * * *")
@app.task(queueing_lock="clear_files", retry=3)
def clear_files(timestamp: int) -> None:  # noqa: ARG001 - the time it was due, which the queue passes
    """Remove, each night, files that nothing holds and content that no file has."""
    clear(by=system_actor())
