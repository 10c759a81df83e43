"""Saving a field: nothing that somebody else wrote meanwhile is overwritten, nothing is lost."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.domains.experiences.content.checking import clean_value
from hamshahr.domains.experiences.content.fields import GroupSpec, Kind
from hamshahr.domains.experiences.content.form import spec_of
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.manuscripts.merging import merge_lists, merge_texts
from hamshahr.domains.manuscripts.models import FieldChange, Manuscript, ManuscriptField
from hamshahr.domains.manuscripts.permissions import may_write


@dataclass(frozen=True)
class Saved:
    """What stands now. ``merged``: another's change and this one were put together."""

    value: Any
    version: int
    merged: bool = False


class Conflict(Exception):
    """Somebody else wrote the same words meanwhile; nothing was changed.

    ``theirs`` stands with its ``version``; ``mine`` is what was to be saved. To go on, save again
    with ``based_on`` that version.
    """

    def __init__(self, *, mine: Any, field: ManuscriptField) -> None:
        super().__init__(field.path)
        self.path, self.mine, self.theirs = field.path, mine, field.value
        self.version, self.by = field.version, field.changed_by
        self.at: datetime = field.changed_at


@transaction.atomic
def save_field(*, manuscript: Manuscript, path: str, value: Any, based_on: int, by: User) -> Saved:
    """Save a value that was written looking at version ``based_on`` (0: nothing stood there).

    A change elsewhere in the same text is put together with this one. Raises ``Conflict`` where
    both changed the same words, ``UnknownPath``, ``BadValue``, ``PermissionDenied``.
    """
    spec = spec_of(path)
    # One writer at a time in a manuscript; its state cannot change meanwhile
    manuscript = Manuscript.objects.select_for_update().get(pk=manuscript.pk)
    if not may_write(by, manuscript):
        raise PermissionDenied("Only people of the city write, and not what is decided.")
    value = clean_value(spec, value)
    field = (
        ManuscriptField.objects.select_related("changed_by")
        .filter(manuscript=manuscript, path=path)
        .first()
    )
    if field is None:
        return _keep(manuscript, path, value, 0, by)
    if field.value == value:
        return Saved(value, field.version)
    if field.version == based_on:
        return _keep(manuscript, path, value, based_on, by)
    together = _together(manuscript, field, value, based_on, spec)
    if together is None:
        raise Conflict(mine=value, field=field)
    kept = _keep(manuscript, path, clean_value(spec, together), field.version, by)
    return Saved(kept.value, kept.version, merged=True)


def content_of(manuscript: Manuscript) -> Content:
    """Return what a manuscript tells now."""
    return Content(
        dict(ManuscriptField.objects.filter(manuscript=manuscript).values_list("path", "value"))
    )


def _keep(manuscript: Manuscript, path: str, value: Any, based_on: int, by: User) -> Saved:
    now = timezone.now()
    last = (
        FieldChange.objects.filter(manuscript=manuscript, path=path)
        .order_by("-version")
        .values_list("version", flat=True)
        .first()
    )
    version = (last or 0) + 1
    written = {"value": value, "version": version, "changed_by": by, "changed_at": now}
    FieldChange.objects.create(manuscript=manuscript, path=path, based_on=based_on, **written)
    ManuscriptField.objects.update_or_create(manuscript=manuscript, path=path, defaults=written)
    manuscript.changed_at = now
    if manuscript.state == Manuscript.State.PUBLISHED:
        manuscript.state = Manuscript.State.DRAFT  # of the next revision
    manuscript.save(update_fields=["changed_at", "state"])
    return Saved(value, version)


def _together(
    manuscript: Manuscript, field: ManuscriptField, value: Any, based_on: int, spec: Any
) -> Any | None:
    """Return both changes in one value; ``None`` where they do not go together."""
    base = (
        FieldChange.objects.filter(manuscript=manuscript, path=field.path, version=based_on)
        .values_list("value", flat=True)
        .first()
    )
    if isinstance(spec, GroupSpec):
        return merge_lists(base or [], field.value, value)
    if spec.kind is Kind.PROSE and base is not None:
        return merge_texts(base, field.value, value)
    return None
