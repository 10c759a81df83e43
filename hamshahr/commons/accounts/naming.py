"""What people are called where something of theirs is shown.

Who left is called by her function: whoever keeps appointments registers how that reads.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from uuid import UUID

from django.db.models import Q
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.demonstration import PEOPLE
from hamshahr.commons.accounts.models import SYSTEM_ID, User
from hamshahr.commons.translation.languages import active_language

_MOST_FOUND = 100  # beyond it a name is no name any more
_ISOLATED, _END = "\u2068", "\u2069"  # around what may run the other way (UAX 9)

# Identifiers of people, and the language of the reader, to what they were
Functions = Callable[[Collection[UUID], str], Mapping[UUID, str]]
_functions: Functions | None = None


def name_those_who_left_by(functions: Functions) -> None:
    """Register how the functions read that people had: “a former colleague of Shiraz, …”."""
    global _functions
    _functions = functions


def known_as(people: Collection[UUID]) -> Mapping[UUID, str]:
    """Return what each of these people is called, in the active language.

    One query for those who are here, and what it takes to tell the functions of those who left.
    """
    return names_of(User.objects.filter(pk__in=people).only("kind", "name", "left_at"))


def names_of(people: Iterable[User]) -> Mapping[UUID, str]:
    """Return the same of people who are at hand; a query for those who left alone."""
    found = list(people)
    named = {person.pk: _named(person) for person in found if person.left_at is None}
    left = [person.pk for person in found if person.left_at is not None]
    if left:
        functions = _functions(left, active_language()) if _functions else {}
        named |= {pk: functions.get(pk) or _("a former colleague") for pk in left}
    if SYSTEM_ID in named:
        named[SYSTEM_ID] = _("The system")
    return named


def called(person: User) -> str:
    """Return what one person is called, in the active language."""
    return names_of([person])[person.pk]


def _named(person: User) -> str:
    """Return a name; one that is made up says so, whichever way it and the page are written."""
    if person.kind != User.Kind.MADE_UP:
        return person.name
    # Whatever guesses a direction from the first letter guesses the page's, not the name's
    begins = "\u200f" if get_language_bidi() else "\u200e"
    return begins + _("%(name)s (made up)") % {"name": f"{_ISOLATED}{person.name}{_END}"}


def people_called(text: str) -> list[UUID]:
    """Return the ids of people whose name or address holds ``text``, a hundred at most.

    Who left has neither any more.
    """
    if not text.strip():
        return []
    alike = Q(name__icontains=text.strip()) | Q(email__icontains=text.strip())
    found = User.objects.filter(alike, left_at__isnull=True, kind__in=PEOPLE)
    return list(found.values_list("pk", flat=True)[:_MOST_FOUND])
