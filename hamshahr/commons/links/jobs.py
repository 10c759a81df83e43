"""What runs later: links are gathered each night, and checked as they fall due."""

from urllib.parse import urlsplit

from django.conf import settings
from procrastinate.contrib.django import app

from hamshahr.commons.links.checking import check_due
from hamshahr.commons.links.gathering import gather
from hamshahr.kernel.addresses import public_address
from hamshahr.kernel.outbound.door import Door


@app.periodic(cron="41 2 * * *")
@app.task(queueing_lock="gather_links", lock="links")
def gather_links(timestamp: int = 0) -> None:  # noqa: ARG001 - the schedule says when
    """Bring up to date which links stand where."""
    if settings.CHECK_LINKS:
        gather()


@app.periodic(cron="* * * * *")  # a minute is the pause that one host gets between two links
@app.task(queueing_lock="check_links", lock="links")
def check_links(timestamp: int = 0) -> None:  # noqa: ARG001 - the schedule says when
    """Check some of the links that are due."""
    if settings.CHECK_LINKS:
        check_due(through=the_door())


def the_door() -> Door:
    """Return the way out, under the name of this instance and never back to itself."""
    own = urlsplit(public_address()).hostname or ""
    hosts = {own, *(host.lstrip(".").lower() for host in settings.ALLOWED_HOSTS)}
    return Door(own_hosts=frozenset(hosts), agent=f"Hamshahr link check (+{public_address('/')})")
