"""By which clock, and in which week, somebody begins her day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from hamshahr.commons.accounts.preferences.models import Preferences
from hamshahr.commons.accounts.preferences.zones import zone_called


@dataclass(frozen=True)
class Clock:
    """A time zone, and the language that says when a week begins."""

    zone: ZoneInfo
    language: str


def association() -> Clock:
    """Return the clock of whoever has chosen none."""
    return Clock(ZoneInfo(settings.TIME_ZONE), settings.LANGUAGE_CODE)


def clocks_of(persons: Collection[UUID]) -> Mapping[UUID, Clock]:
    """Return the clocks of those who have chosen one; one query for all."""
    if not persons:
        return {}
    ours = association()
    chosen = Preferences.objects.filter(person_id__in=persons)
    return {
        pk: Clock(zone_called(zone) or ours.zone, language or ours.language)
        for pk, zone, language in chosen.values_list("person_id", "time_zone", "language")
    }
