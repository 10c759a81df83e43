"""What readers read: translations with their marks, one query for a page or a list."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import F, QuerySet

from hamshahr.commons.accounts.naming import names_of
from hamshahr.commons.translating.models import FieldTranslation
from hamshahr.commons.translation.languages import Language
from hamshahr.commons.translation.languages import language as language_of


class Mark(StrEnum):
    """What a reader must know of a translation before she believes it."""

    MACHINE = "machine"  # nobody has looked at it
    HAND = "hand"  # somebody wrote it, and nobody says yet that it is right
    CHECKED = "checked"
    STALE = "stale"  # the original has changed since


@dataclass(frozen=True)
class Translated:
    """A piece of prose in the reader's language.

    ``by`` names who checked it, else who wrote it: her function where she has left, empty for a
    machine. ``machine_name`` is empty where none was asked. ``at`` is when it was last checked or
    made. ``source_language`` is the language of the original.
    """

    text: str
    language: Language
    mark: Mark
    by: str
    machine_name: str
    at: datetime
    source_language: Language


def translated(
    kind: str, object_id: UUID, paths: Collection[str], language: str
) -> dict[str, Translated]:
    """Return, by path, what these texts of one thing read in ``language``, in one query.

    Left out: what has no translation, what is written in that language, what is not public.
    """
    return translated_heads(kind, [object_id], language, paths).get(object_id, {})


def translated_heads(
    kind: str,
    ids: Sequence[UUID],
    language: str,
    paths: Collection[str] = ("title",),
) -> dict[UUID, dict[str, Translated]]:
    """Return the same of many things, by id and path: for lists, in one query.

    One more where somebody left who had checked some of them.
    """
    rows = _readable(kind).filter(
        source__object_id__in=ids, source__path__in=paths, language=language
    )
    shown: dict[UUID, dict[str, Translated]] = {}
    for row, one in _with_marks(rows):
        shown.setdefault(row.source.object_id, {})[row.source.path] = one
    return shown


def translated_everywhere(kind: str, object_id: UUID) -> dict[str, dict[str, Translated]]:
    """Return all translations of one thing that readers see, by language and by path: one query."""
    shown: dict[str, dict[str, Translated]] = {}
    for row, one in _with_marks(_readable(kind).filter(source__object_id=object_id)):
        shown.setdefault(row.language, {})[row.source.path] = one
    return shown


def _readable(kind: str) -> QuerySet[FieldTranslation]:
    public = FieldTranslation.objects.filter(source__object_type=kind, source__is_public=True)
    return (
        public.exclude(source__language=F("language"))
        .select_related("source", "checked_by", "translated_by")
        .defer("source_text")
    )


def _with_marks(
    found: QuerySet[FieldTranslation],
) -> Iterator[tuple[FieldTranslation, Translated]]:
    rows = list(found)
    called = names_of(
        {who.pk: who for row in rows if (who := row.checked_by or row.translated_by)}.values()
    )
    return ((row, _shown(row, called)) for row in rows)


def mark_of(row: FieldTranslation) -> Mark:
    """Return the mark that a translation bears."""
    if row.stale_since is not None:
        return Mark.STALE
    if row.checked_at is not None:
        return Mark.CHECKED
    return Mark.MACHINE if row.origin == FieldTranslation.Origin.MACHINE else Mark.HAND


def _shown(row: FieldTranslation, called: Mapping[UUID, str]) -> Translated:
    who = row.checked_by_id or row.translated_by_id
    return Translated(
        text=row.text,
        language=language_of(row.language),
        mark=mark_of(row),
        by=called[who] if who else "",
        machine_name=row.machine_name,
        at=row.checked_at or row.translated_at,
        source_language=language_of(row.source.language),
    )
