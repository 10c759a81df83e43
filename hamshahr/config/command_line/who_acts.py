"""Looks of ``hamshahr check`` at whether there is somebody who can act where it is needed."""

from collections.abc import Callable, Iterator

from django.conf import settings


def administrators() -> Iterator[str]:
    """Whether somebody lets others in, and comes in herself with what her role requires.

    The made-up people of a demonstration need nobody to let them in.
    """
    from hamshahr.commons.accounts.roles import Role
    from hamshahr.commons.accounts.second_factors import lacks_second_factor
    from hamshahr.domains.network.appointing import those_holding

    if settings.DEMO or not settings.OPEN:
        return
    serving = those_holding(frozenset({Role.ADMINISTRATOR}), None)
    if not serving:
        yield (
            "nobody is administrator, so nobody appoints others. Print a link for one: hamshahr "
            "setup --administrator"
        )
    lacking = sum(1 for person in serving if lacks_second_factor(person))
    if lacking:
        yield (
            f"{lacking} of {len(serving)} administrators have no second factor, which their role "
            "requires: they reach nothing before they set one up. Ask them to sign in and do so"
        )


def reports() -> Iterator[str]:
    """What waits for a decision, and whether there is anybody to take it."""
    from hamshahr.commons.accounts.permitting import who_may
    from hamshahr.commons.accounts.queries import system_actor
    from hamshahr.commons.moderation.permissions import DECIDE
    from hamshahr.commons.moderation.queries import what_waits

    waits = what_waits(by=system_actor())
    if waits.since is None:
        return
    told = (
        f"{waits.count} reported pages wait for a decision ({waits.urgent} urgent), the oldest "
        f"since {waits.since:%Y-%m-%d}."
    )
    if who_may(DECIDE):
        yield f"{told} A moderator decides at the desk, under reports"
    else:
        yield f"{told} Nobody can decide: an administrator appoints a moderator first"


LOOKS: dict[str, Callable[[], Iterator[str]]] = {
    "administrators": administrators,
    "reports": reports,
}
