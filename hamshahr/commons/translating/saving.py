"""Deeds of translators: translate a text, check it, find it right still, ask the machine anew."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import allows
from hamshahr.commons.translating import memory
from hamshahr.commons.translating.jobs import draft_soon
from hamshahr.commons.translating.models import (
    LONGEST_TRANSLATION,
    FieldTranslation,
    MachineDraft,
    SourceText,
)
from hamshahr.commons.translating.permissions import TRANSLATE
from hamshahr.commons.translating.registry import Field
from hamshahr.commons.translating.standing import bring_up_to_date
from hamshahr.commons.translating.targets import target_languages
from hamshahr.commons.translating.telling import readers_see_another
from hamshahr.commons.translating.texts import current_texts, digest_of
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.typed_texts import as_kept


@dataclass(frozen=True)
class Place:
    """Which text, into which language."""

    kind: str
    object_id: UUID
    path: str
    language: str


class ChangedMeanwhile(Exception):
    """Somebody else has translated this text since it was read."""


class OriginalChanged(Exception):
    """The original is another than the one that was translated."""


class CannotBeKept(ValueError):
    """What was written is no translation; the message says why, to whoever wrote it."""


@transaction.atomic
def save_translation(
    *, place: Place, text: str, is_checked: bool, based_on: int, seen: str, by: User
) -> FieldTranslation:
    """Keep what a text reads in another language; with ``is_checked``, ``by`` answers for it.

    ``based_on`` is the version that ``by`` had before her (0: none), ``seen`` the digest of the
    original that she read, in hexadecimals. A machine's draft is no version of somebody's: it gives
    way. Raises ``ChangedMeanwhile``, ``OriginalChanged``, ``CannotBeKept``, ``PermissionDenied``,
    ``ObjectDoesNotExist``.
    """
    source, field = _held(place, by)
    text = _clean(text)
    there = _there(source, place)
    is_by_hand = there is not None and there.origin == FieldTranslation.Origin.HAND
    if is_by_hand and there is not None and based_on != there.version:
        if _is_the_same(there, text, is_checked=is_checked, by=by):  # pressed twice
            return there
        raise ChangedMeanwhile
    if seen != bytes(source.digest).hex():
        raise OriginalChanged
    now = timezone.now()
    said = {
        "text": text,
        "origin": FieldTranslation.Origin.HAND,
        "machine_name": there.machine_name if there else _drafted_by(source, place, text),
        "translated_by": by,
        "translated_at": now,
        "checked_by": by if is_checked else None,
        "checked_at": now if is_checked else None,
    }
    if is_checked:
        _record(source, place, by, deed="translating.check")
    else:
        _record(source, place, by, deed="translating.translate")
    return _kept(source, place, field, there, said)


@transaction.atomic
def keep_translation(*, place: Place, based_on: int, seen: str, by: User) -> FieldTranslation:
    """Say that a translation is right as it stands, of the original as it is now.

    Raises what ``save_translation`` does; ``ObjectDoesNotExist`` also where there is none.
    """
    source, field = _held(place, by)
    there = _there(source, place)
    if there is None:
        raise FieldTranslation.DoesNotExist
    if based_on != there.version:
        raise ChangedMeanwhile
    if seen != bytes(source.digest).hex():
        raise OriginalChanged
    said: dict[str, Any] = {
        "origin": FieldTranslation.Origin.HAND,
        "translated_by": there.translated_by or by,
        "checked_by": by,
        "checked_at": timezone.now(),
    }
    _record(source, place, by, deed="translating.keep")
    return _kept(source, place, field, there, said)


@transaction.atomic
def ask_machine_again(*, place: Place, by: User) -> None:
    """Have the machine be asked for a text once more, whatever it said before.

    Raises ``PermissionDenied`` where the author did not agree, and where there is no machine: what
    it drafted stays then.
    """
    source, _field = _held(place, by)
    if not settings.TRANSLATION_SERVER:
        raise PermissionDenied("No translation server is named.")
    if not source.may_machine:
        raise PermissionDenied("Its author did not agree to machine translation.")
    MachineDraft.objects.filter(source=source, language=place.language).delete()
    SourceText.objects.filter(pk=source.pk).update(due_since=timezone.now(), tries=0)
    bring_up_to_date(place.kind, [place.object_id])
    _record(source, place, by, deed="translating.ask_again")
    draft_soon()


def _held(place: Place, by: User) -> tuple[SourceText, Field]:
    """Return a text, locked, so that of two translators one waits for the other."""
    source = SourceText.objects.select_for_update().get(
        object_type=place.kind, object_id=place.object_id, path=place.path, is_public=True
    )
    if not allows(by, TRANSLATE, source.owner):
        raise PermissionDenied("This text is not yours to translate.")
    if place.language not in target_languages() or place.language == source.language:
        raise ObjectDoesNotExist
    field = current_texts(place.kind, place.object_id).get(place.path)
    if field is None:
        raise ObjectDoesNotExist
    if digest_of(field.text, field.language) != bytes(source.digest):
        raise OriginalChanged
    return source, field


def _there(source: SourceText, place: Place) -> FieldTranslation | None:
    return FieldTranslation.objects.filter(source=source, language=place.language).first()


def _drafted_by(source: SourceText, place: Place, text: str) -> str:
    """Return the machine that somebody took over word by word; empty where she wrote herself."""
    draft = MachineDraft.objects.filter(source=source, language=place.language, text=text).first()
    return draft.machine_name if draft else ""


def _clean(text: str) -> str:
    text = as_kept(text)
    if not text:
        raise CannotBeKept(_("Write the translation."))
    if len(text) > LONGEST_TRANSLATION or "\0" in text:
        raise CannotBeKept(_("This text is too long, or holds a character that is no text."))
    return text


def _kept(
    source: SourceText,
    place: Place,
    field: Field,
    there: FieldTranslation | None,
    said: dict[str, Any],
) -> FieldTranslation:
    made = there or FieldTranslation(source=source, language=place.language, version=0)
    for name, value in said.items():
        setattr(made, name, value)
    made.source_digest, made.source_text, made.stale_since = source.digest, field.text, None
    made.version += 1
    made.save()
    if made.checked_at:
        memory.remember(made)
    else:
        memory.forget(made)
    bring_up_to_date(place.kind, [place.object_id])
    readers_see_another(place.kind, place.object_id)
    return made


def _record(source: SourceText, place: Place, by: User, *, deed: str) -> None:
    record(
        by=by,
        deed=deed,
        object_type=place.kind,
        object_id=place.object_id,
        body=source.owner,
        path=place.path,
        language=place.language,
    )


def _is_the_same(there: FieldTranslation, text: str, *, is_checked: bool, by: User) -> bool:
    checked_by = by.pk if is_checked else None
    told = (there.text, there.translated_by_id, there.checked_by_id)
    return told == (text, by.pk, checked_by)
