"""What domains declare: their published things whose prose is translated.

A manifest calls ``register_translatable`` once, when Django starts, and ``texts.texts_changed``
whenever such a text was published, changed, hidden or shown again.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import Language


@dataclass(frozen=True)
class Field:
    """A piece of prose. ``path`` names it for good (``blocks.k3f9q2ab.what``), wherever it stands.

    ``may_machine``: its author agreed to machine translation. Numbers, dates, contacts, codes and
    choices are no prose, and never come here.
    """

    path: str
    text: str
    language: str
    may_machine: bool


@dataclass(frozen=True)
class Texts:
    """The prose of one thing, in the order of reading; ``owner`` is the city it belongs to."""

    object_id: UUID
    owner: UUID | None
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Subject:
    """How a thing is introduced at the translation desk; ``title`` is in ``language``."""

    title: str
    language: Language
    url: str
    owner_name: str = ""


@dataclass(frozen=True)
class Translatable:
    """A kind of thing whose prose is translated.

    ``texts(ids)`` returns the prose of those of ``ids`` that anybody may read **now**: what it
    leaves out is hidden or unpublished, and nothing of it is shown, sent or offered. ``named(ids,
    language, by)`` introduces those that ``by`` may see. Both in a fixed number of queries.
    ``label(path)`` words what a path is called, in the active language. ``on_change(ids)`` is
    called after a translation that readers see has changed, once that is kept.
    """

    kind: str
    name: str | Promise
    texts: Callable[[Collection[UUID]], Iterable[Texts]]
    named: Callable[[Collection[UUID], str, User | None], Mapping[UUID, Subject]]
    label: Callable[[str], str]
    all_ids: Callable[[], Iterable[UUID]]
    on_change: Callable[[Collection[UUID]], None] | None = None


_translatables: dict[str, Translatable] = {}


def register_translatable(translatable: Translatable) -> None:
    """Make a kind translatable. Raises ``ValueError`` where the kind is taken."""
    if translatable.kind in _translatables:
        raise ValueError(f"There is a translatable {translatable.kind!r} already.")
    _translatables[translatable.kind] = translatable


def translatable(kind: str) -> Translatable | None:
    """Return the translatable of ``kind``; ``None`` where no manifest declared it."""
    return _translatables.get(kind)


def translatables() -> list[Translatable]:
    return list(_translatables.values())
