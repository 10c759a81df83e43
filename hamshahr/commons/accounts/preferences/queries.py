"""Reads of what people wish for."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.utils.translation import override

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.preferences.models import Preferences
from hamshahr.commons.accounts.preferences.zones import zone_called
from hamshahr.commons.translation.calendars import Calendar
from hamshahr.commons.translation.languages import active_language, offered_languages
from hamshahr.commons.translation.reader import Digits, Reader, reading_as


def preferences_of(person: User) -> Preferences:
    """Return what a person wishes for; where she has not said, a row that is not kept yet."""
    return Preferences.objects.filter(person=person).first() or Preferences(person=person)


def language_of(person: User) -> str:
    """Return the language that a person is spoken to in: hers, else the one spoken now."""
    return spoken(preferences_of(person))


def spoken(wishes: Preferences) -> str:
    """Return the language of ``wishes``, unless the instance does not offer it any more."""
    offered = {each.code for each in offered_languages()}
    return wishes.language if wishes.language in offered else active_language()


def reader_of(person: User) -> Reader:
    """Return how a person reads days, digits and clocks."""
    return _reader(preferences_of(person))


def in_own_language(person: User, address: str) -> str:
    """Return the address of a page of ours, in the language that who is led to it has chosen.

    It may be whole or begin with the path. One that names no language stays as it is.
    """
    wishes, whole = preferences_of(person), urlsplit(address)
    _root, code, rest = [*whole.path.split("/", 2), "", ""][:3]
    if not wishes.language or code not in {each.code for each in offered_languages()}:
        return address
    return whole._replace(path=f"/{spoken(wishes)}/{rest}").geturl()


@contextmanager
def worded_for(person: User) -> Iterator[None]:
    """Have all that is worded within be in her language, calendar, digits and clock: letters."""
    wishes = preferences_of(person)
    with override(spoken(wishes)), reading_as(_reader(wishes)):
        yield


def _reader(wishes: Preferences) -> Reader:
    return Reader(
        calendar=Calendar(wishes.calendar) if wishes.calendar else None,
        digits=Digits(wishes.digits) if wishes.digits else None,
        zone=zone_called(wishes.time_zone),
    )
