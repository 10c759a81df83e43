"""Taking note of what was published, so that its translations follow.

The one call of a domain, inside the transaction that changes what readers read::

    texts_changed("experience", [experience.pk])

Nothing here waits for a machine: it takes note, and a job asks the machine later.
"""

import hashlib
import itertools
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from hamshahr.commons.translating.jobs import draft_soon
from hamshahr.commons.translating.models import FieldTranslation, SourceText
from hamshahr.commons.translating.registry import (
    Field,
    Texts,
    Translatable,
    translatable,
    translatables,
)
from hamshahr.commons.translating.standing import bring_up_to_date

_DIGEST_BYTES = 16  # two texts of a library are not alike by chance (RFC 4122 rests on less)
_BATCH = 250  # things in one transaction
_KEPT = [
    "position", "owner", "language", "digest", "may_machine", "is_public", "changed_at",
    "due_since", "tries",
]  # fmt: skip


class UnknownKind(LookupError):
    """No manifest declared things of this kind."""


def digest_of(text: str, language: str) -> bytes:
    """Return what tells a text from any other, and from itself in another language."""
    said = f"{language}\0{text}".encode("utf-8", "replace")
    return hashlib.blake2b(said, digest_size=_DIGEST_BYTES).digest()


def is_prose(text: str) -> bool:
    """Tell whether there is anything to translate: numbers and signs are alike in all languages."""
    return any(letter.isalpha() for letter in text)


@transaction.atomic
def texts_changed(kind: str, ids: Collection[UUID]) -> None:
    """Take note of the prose of these things as it is now, in a fixed number of statements.

    Translations whose original is another become stale at once, and right again where the original
    is again what it was. What is no longer public, or no longer there, is shown nowhere; its
    translations wait for its return. Raises ``UnknownKind``.
    """
    declared = translatable(kind)
    if declared is None:
        raise UnknownKind(kind)
    now = timezone.now()
    known = {
        (text.object_id, text.path): text
        for text in SourceText.objects.select_for_update().filter(
            object_type=kind, object_id__in=ids
        )
    }
    new, changed = _compared(declared, ids, known, now)
    SourceText.objects.bulk_create(new)
    SourceText.objects.bulk_update(changed, _KEPT, batch_size=500)
    _age([text.pk for text in changed], now)
    bring_up_to_date(kind, ids)
    if any(text.due_since for text in (*new, *changed)):
        draft_soon()


def forget_texts(kind: str, ids: Collection[UUID]) -> None:
    """Delete all that is kept of the texts of these things, which are gone for good."""
    SourceText.objects.filter(object_type=kind, object_id__in=ids).delete()
    bring_up_to_date(kind, ids)


def note_all() -> None:
    """Take note of every text there is: after an upgrade, and for languages offered since."""
    for declared in translatables():
        ids = iter(declared.all_ids())
        while some := list(itertools.islice(ids, _BATCH)):
            texts_changed(declared.kind, some)


def current_texts(kind: str, object_id: UUID) -> dict[str, Field]:
    """Return the prose of one thing by path, in reading order; empty where nobody may read it."""
    declared = translatable(kind)
    found = list(declared.texts([object_id])) if declared else []
    return {field.path: field for texts in found for field in texts.fields if is_prose(field.text)}


def _compared(
    declared: Translatable,
    ids: Collection[UUID],
    known: dict[tuple[UUID, str], SourceText],
    now: datetime,
) -> tuple[list[SourceText], list[SourceText]]:
    """Return the texts that are new, and the known ones that are not as they were."""
    new, changed = [], []
    unseen = dict(known)
    for texts in declared.texts(ids):
        for said in _said(declared.kind, texts, now):
            there = unseen.pop((said.object_id, said.path), None)
            if there is None:
                new.append(said)
            elif _take_over(there, said):
                changed.append(there)
    for gone in unseen.values():
        if gone.is_public:
            gone.is_public, gone.due_since = False, None
            changed.append(gone)
    return new, changed


def _said(kind: str, texts: Texts, now: datetime) -> Iterator[SourceText]:
    prose: Sequence[Field] = [field for field in texts.fields if is_prose(field.text)]
    for position, field in enumerate(prose):
        yield SourceText(
            object_type=kind,
            object_id=texts.object_id,
            path=field.path,
            position=position,
            owner=texts.owner,
            language=field.language,
            digest=digest_of(field.text, field.language),
            may_machine=field.may_machine,
            is_public=True,
            changed_at=now,
            due_since=now if field.may_machine else None,
        )


def _take_over(there: SourceText, said: SourceText) -> bool:
    """Make a known text what is said of it now; tell whether anything is another."""
    is_another = bytes(there.digest) != said.digest
    is_asked_anew = said.may_machine and (
        is_another or not there.may_machine or not there.is_public
    )
    kept = ("position", "owner", "language", "may_machine", "is_public")
    if not is_another and all(getattr(there, name) == getattr(said, name) for name in kept):
        return False
    for name in kept:
        setattr(there, name, getattr(said, name))
    if is_another:
        there.digest, there.changed_at, there.tries = said.digest, said.changed_at, 0
    if is_asked_anew:
        there.due_since = said.due_since
    elif not said.may_machine:
        there.due_since = None
    return True


def _age(changed: Sequence[int], now: datetime) -> None:
    """Have translations be stale whose original is another, and no longer where it is the same."""
    if not changed:
        return
    of_them = FieldTranslation.objects.filter(source__in=changed)
    of_them.exclude(source_digest=F("source__digest")).update(
        stale_since=Coalesce("stale_since", now)
    )
    of_them.filter(source_digest=F("source__digest"), stale_since__isnull=False).update(
        stale_since=None
    )
