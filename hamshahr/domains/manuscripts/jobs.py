"""What runs by itself: asking cities whether their cases are still so, erasing old approvals."""

from procrastinate.contrib.django import app

from hamshahr.domains.manuscripts.asking_again.asking import ask_cities, give_up
from hamshahr.domains.manuscripts.reviewing.by_link.erasing import erase_old_approvals


@app.periodic(cron="20 5 * * *")
@app.task(queueing_lock="ask_cities_again")
def ask_cities_again(timestamp: int) -> None:  # noqa: ARG001 - the schedule says when
    """Write to cities that have something to confirm, and note what they left unanswered."""
    ask_cities()
    give_up()


@app.periodic(cron="45 2 * * *")
@app.task(queueing_lock="erase_old_approvals")
def erase_approvals(timestamp: int) -> None:  # noqa: ARG001 - the schedule says when
    """Take out who was asked by link, once nobody asks for it any more."""
    erase_old_approvals()
