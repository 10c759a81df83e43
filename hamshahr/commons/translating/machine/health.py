"""Whether the machine is well, and when it is asked again where it is not.

Kept in the database, for several workers and the desk. While it is down its jobs wait; readers
see the original, as before.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from hamshahr.commons.translating.machine import Machine, MachineDown
from hamshahr.commons.translating.models import MachineHealth

# After the first failure in a row, the second …: a restart takes minutes, a night takes hours
_AGAIN = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60))
# A server may ask for more than that; one that asks for a week has misspelt something
_LONGEST = timedelta(days=1)
_LONGEST_SAID = 300


def health_of(machine: Machine) -> MachineHealth:
    """Return how the machine is, well where it was never asked."""
    found, _made = MachineHealth.objects.get_or_create(name=machine.address[:200])
    return found


def may_be_asked(machine: Machine) -> bool:
    """Tell whether its pause is over."""
    again = health_of(machine).next_try_at
    return again is None or again <= timezone.now()


def failed(machine: Machine, down: MachineDown) -> datetime:
    """Note that the machine did not answer; return when it is asked again."""
    health, now = health_of(machine), timezone.now()
    pause = _AGAIN[min(health.failures, len(_AGAIN) - 1)]
    pause = min(max(pause, timedelta(seconds=min(down.pause, 10**6))), _LONGEST)
    health.failures += 1
    health.down_since = health.down_since or now
    health.next_try_at = now + pause
    health.said = str(down)[:_LONGEST_SAID]
    health.save()
    return health.next_try_at


def answered(machine: Machine) -> None:
    """Note that the machine is well."""
    MachineHealth.objects.filter(pk=health_of(machine).pk).update(
        down_since=None, failures=0, next_try_at=None, said="", answered_at=timezone.now()
    )
