"""What runs later: reading new texts for their meaning."""

from procrastinate.contrib.django import app

from hamshahr.commons.search.indexing.meaning import index_meaning


@app.task(queueing_lock="read_for_meaning", retry=3)
def read_for_meaning() -> None:
    """Read what waits; one such job waits at a time, for it reads everything that does."""
    index_meaning()
