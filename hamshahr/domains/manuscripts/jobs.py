"""What runs each morning: asking cities whether their cases are still so."""

from procrastinate.contrib.django import app

from hamshahr.domains.manuscripts.asking_again.asking import ask_cities, give_up


@app.periodic(cron="20 5 * * *")
@app.task(queueing_lock="ask_cities_again")
def ask_cities_again(timestamp: int) -> None:  # noqa: ARG001 - the schedule says when
    """Write to cities that have something to confirm, and note what they left unanswered."""
    ask_cities()
    give_up()
