"""What runs each night: invitations that ran out are told, old ones erased."""

from procrastinate.contrib.django import app

from hamshahr.domains.network.people.erasing import erase_old_invitations
from hamshahr.domains.network.people.expiring import tell_of_expired_invitations


@app.periodic(cron="40 2 * * *")
@app.task(queueing_lock="keep_invitations")
def keep_invitations(timestamp: int) -> None:  # noqa: ARG001 - the schedule says when
    """Tell whoever invited what nobody answered, and take people out of old invitations."""
    tell_of_expired_invitations()
    erase_old_invitations()
