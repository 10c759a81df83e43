"""What somebody looks for in the record, and the deeds that fit."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet

from hamshahr.commons.accounts.cities import with_former
from hamshahr.commons.accounts.models import User
from hamshahr.commons.deeds.permissions import readable_by
from hamshahr.commons.translation.reading import zone
from hamshahr.kernel.audit.models import AuditRecord
from hamshahr.kernel.audit.things import kinds_of_things, things_of

# The types that people and cities are kept as
PERSON = "person"
CITY = "city"


@dataclass(frozen=True)
class Asked:
    """What narrows the record; empty parts narrow nothing.

    ``person`` and ``city`` are part of a name, or an identifier; ``thing`` is what things are found
    by, or a type and an identifier (``city:0192…``), as lines link it. The days are those of the
    reader's clock, both included. ``before`` or ``after`` is the record at which a page begins.
    """

    person: str = ""
    deed: str = ""
    thing: str = ""
    city: str = ""
    since: date | None = None
    until: date | None = None
    before: UUID | None = None
    after: UUID | None = None

    def query(self, *, before: UUID | None = None, after: UUID | None = None) -> str:
        """Return the query string that asks for this, from another record on."""
        asked = replace(self, before=before, after=after)
        parts = {name: getattr(asked, name) for name in self.__dataclass_fields__}
        return urlencode({name: str(value) for name, value in parts.items() if value})

    @property
    def narrows(self) -> list[str]:
        """The names of what narrows, without what was typed: it may be somebody's name."""
        return [
            name
            for name in self.__dataclass_fields__
            if getattr(self, name) and name not in {"before", "after"}
        ]


def fitting(asked: Asked, *, by: User | None) -> QuerySet[AuditRecord]:
    """Return the records that fit and that ``by`` may read, the last first; not yet of a page."""
    found = readable_by(by)
    if asked.person:
        found = found.filter(actor_id__in=_found(PERSON, asked.person))
    if asked.deed:
        found = found.filter(deed=asked.deed)
    if asked.city:
        found = found.filter(body__in=with_former(_found(CITY, asked.city)))
    if asked.thing:
        found = found.filter(_about(asked.thing))
    if asked.since:
        found = found.filter(at__gte=_begin(asked.since))
    if asked.until:
        found = found.filter(at__lt=_begin(asked.until + timedelta(days=1)))
    return found.order_by("-at", "-id")


def page_of(asked: Asked, rows: int, *, by: User | None) -> tuple[list[AuditRecord], bool, bool]:
    """Return one page, and whether there are later and earlier records.

    Costs the same wherever the page lies: it begins at a record, not at a count.
    """
    found = fitting(asked, by=by)
    start = asked.after or asked.before
    at = readable_by(by).filter(pk=start).values_list("at", flat=True).first() if start else None
    if at is None:
        page = list(found[: rows + 1])
        return page[:rows], False, len(page) > rows
    if asked.after:
        later = found.filter(at__gte=at).filter(Q(at__gt=at) | Q(pk__gt=start))
        page = list(later.order_by("at", "id")[: rows + 1])
        return page[:rows][::-1], len(page) > rows, True
    page = list(earlier_than(found, at, start)[: rows + 1])
    return page[:rows], True, len(page) > rows


def earlier_than(
    found: QuerySet[AuditRecord], at: datetime, pk: UUID | None
) -> QuerySet[AuditRecord]:
    """Return what of ``found`` comes before a record, in their order."""
    return found.filter(at__lte=at).filter(Q(at__lt=at) | Q(pk__lt=pk))


def _found(object_type: str, text: str) -> list[UUID]:
    """Return the identifiers that a text names, as one, or as part of names."""
    try:
        return [UUID(text)]
    except ValueError:
        things = things_of(object_type)
        return [UUID(each) for each in things.found(text)] if things else []


def _about(text: str) -> Q:
    """Return the condition for records about what a text names."""
    object_type, colon, identifier = text.partition(":")
    if colon and things_of(object_type):
        return _about_one_of(object_type, [identifier])
    wanted = Q(object_id=text)
    for things in kinds_of_things():
        wanted |= _about_one_of(things.object_type, things.found(text))
    return wanted


def _about_one_of(object_type: str, identifiers: Collection[str]) -> Q:
    """Return the condition for records about these things; a city with those it was made of."""
    ids = set(identifiers)
    if object_type == CITY:
        with suppress(ValueError):  # what was typed after the colon may be anything
            ids |= {str(each) for each in with_former([UUID(each) for each in ids])}
    return Q(object_type=object_type, object_id__in=ids)


def _begin(day: date) -> datetime:
    """Return the moment at which a day begins on the reader's clock."""
    return datetime.combine(day, time.min, tzinfo=zone())
