"""The parts of what is kept about a person: each app registers its own.

In a manifest::

    register_personal_data(
        PersonalData(
            "appointments", gettext_lazy("Your appointments"),
            rows_of(Appointment, "person", "role", "city__slug", "starts", "ends"),
            covers=("network.Appointment.person",),
        )
    )

A test walks every model: a foreign key to a person, or a field for an address, that no part covers
fails it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise

from hamshahr.commons.accounts.models import User

Row = Mapping[str, Any]
Collect = Callable[[User], Iterable[Row]]
_CHUNK = 500  # rows in memory at once


@dataclass(frozen=True)
class PersonalData:
    """One part. ``name`` is that of its files: Latin letters and hyphens.

    ``collect`` yields rows of plain values: texts, numbers, dates, what JSON takes. ``covers``
    names the fields of which the part tells, as ``app.Model.field``.
    """

    name: str
    label: Promise | str
    collect: Collect
    covers: tuple[str, ...] = ()


_parts: dict[str, PersonalData] = {}


def register_personal_data(part: PersonalData) -> None:
    """Make a part known. Raises ``ValueError`` where its name is taken."""
    if part.name in _parts:
        raise ValueError(f"There is a part {part.name!r} of what is kept about a person already.")
    _parts[part.name] = part


def personal_data() -> list[PersonalData]:
    """Return every part, the account first."""
    return sorted(_parts.values(), key=lambda part: (part.name != "account", part.name))


def rows_of(model: type[Model], of: str, *columns: str) -> Collect:
    """Return what collects these columns of the rows whose ``of`` is the person."""

    def collect(person: User) -> Iterator[Row]:
        found = model._default_manager.filter(**{of: person}).order_by("pk")
        yield from found.values(*columns).iterator(chunk_size=_CHUNK)

    return collect
