"""What runs later: erasing the addresses of those who reported something long ago."""

from procrastinate.contrib.django import app

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.moderation.actions import erase_addresses


@app.periodic(cron="23 3 * * *")
@app.task(queueing_lock="erase_addresses_of_reports", retry=3)
def erase_addresses_of_reports(timestamp: int) -> None:  # noqa: ARG001 - the time it was due, which the queue passes
    """Erase, each night, what is due."""
    erase_addresses(by=system_actor())
