"""When a letter about a notice is due: at once, on the next morning, on the first of the week."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hamshahr.commons.notifications.kinds import Frequency

# Before the working day begins, so that it is there when somebody sits down
MORNING = time(7)
_MONDAY, _SATURDAY, _SUNDAY = 0, 5, 6
# The working week of those who read the language: Iran's from Saturday, the Arab states' mostly
# from Sunday
_WEEK_BEGINS = {"fa": _SATURDAY, "ar": _SUNDAY}


def due(frequency: str, now: datetime, zone: ZoneInfo, language: str) -> datetime | None:
    """Return when the letter goes, by the reader's own clock; ``None``: never."""
    if frequency == Frequency.NEVER:
        return None
    if frequency == Frequency.AT_ONCE:
        return now
    morning = _next_morning(now.astimezone(zone))
    if frequency == Frequency.WEEKLY:
        begins = _WEEK_BEGINS.get(language, _MONDAY)
        # By the calendar, not by hours: the clock may be changed on the way
        days = (begins - morning.weekday()) % 7
        morning = datetime.combine(morning.date() + timedelta(days=days), MORNING, zone)
    return morning.astimezone(UTC)


def _next_morning(here: datetime) -> datetime:
    today = datetime.combine(here.date(), MORNING, here.tzinfo)
    if here < today:
        return today
    return datetime.combine(here.date() + timedelta(days=1), MORNING, here.tzinfo)
