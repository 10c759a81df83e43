"""What people are called where something of theirs is shown."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import SYSTEM_ID, User

_MOST_FOUND = 100  # beyond it a name is no name any more


def known_as(people: Collection[UUID]) -> Mapping[UUID, str]:
    """Return what each of these people is called; one query."""
    named = dict(User.objects.filter(pk__in=people).values_list("pk", "name"))
    if SYSTEM_ID in named:
        named[SYSTEM_ID] = _("The system")
    return named


def people_called(text: str) -> list[UUID]:
    """Return the ids of people whose name or address holds ``text``, a hundred at most."""
    if not text.strip():
        return []
    alike = Q(name__icontains=text.strip()) | Q(email__icontains=text.strip())
    return list(User.objects.filter(alike).values_list("pk", flat=True)[:_MOST_FOUND])
