"""Keeping what was typed on a page: each field for itself, and nothing of it lost.

A page tells of each field which version its writer saw. What she did not change is left alone,
however old her page is; what cannot be kept stays on the page as it was typed, with the reason.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.domains.experiences.content.checking import BadValue
from hamshahr.domains.experiences.content.fields import FieldSpec, Kind, Step
from hamshahr.domains.experiences.content.form import FIRST_ITEM, is_item_id, spec_of
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.manuscripts.merging import both_texts
from hamshahr.domains.manuscripts.models import FieldChange, Manuscript, ManuscriptField
from hamshahr.domains.manuscripts.saving import Conflict, Saved, content_of, save_field
from hamshahr.domains.manuscripts.writing.items import list_first_item
from hamshahr.domains.manuscripts.writing.offered import Desk, is_offered
from hamshahr.domains.manuscripts.writing.suggesting import fill_in_indicators
from hamshahr.domains.manuscripts.writing.typed_values import CannotBeRead, Typed, read

Standing = dict[str, ManuscriptField]
_NOTHING: tuple[Any, ...] = ("", None, [], False)
_TEXTS = {Kind.LINE, Kind.PROSE}


@dataclass(frozen=True)
class Told:
    """What a page says of one field, and the version that its writer saw (0: nothing)."""

    typed: Typed
    based_on: int = 0


@dataclass(frozen=True)
class Dispute:
    """Two changes of the same words: both, and how they could stand together."""

    conflict: Conflict
    together: str  # empty: the two cannot be put together


@dataclass
class Outcome:
    """What became of what a page said, by path."""

    saved: dict[str, Saved] = field(default_factory=dict)
    refused: dict[str, CannotBeRead] = field(default_factory=dict)
    disputed: dict[str, Dispute] = field(default_factory=dict)
    typed: dict[str, Typed] = field(default_factory=dict)  # of what was not saved

    @property
    def is_clean(self) -> bool:
        return not self.refused and not self.disputed


def standing(manuscript: Manuscript) -> Standing:
    """Return every field of a manuscript by its path, with who wrote it last, in one query."""
    found = ManuscriptField.objects.filter(manuscript=manuscript).select_related("changed_by")
    return {field.path: field for field in found}


def paths_of(step: Step, content: Content) -> Iterator[str]:
    """Yield the paths of a step's fields, and those of its groups after their items."""
    for part in step.parts:
        if not isinstance(part, FieldSpec):
            for item in content.items(part.key):
                yield from (item.path(spec.key) for spec in part.fields)
        yield part.key


def keep_told(*, manuscript: Manuscript, told: Mapping[str, Told], by: User) -> Outcome:
    """Keep what a page says. Raises ``PermissionDenied`` for who may not write, or not any more."""
    outcome = Outcome()
    there = standing(manuscript)
    desk = Desk(manuscript, content_of(manuscript), by)
    for path, said in told.items():
        if said.based_on == 0 and said.typed.texts == [FIRST_ITEM]:
            continue  # her page has opened it: what is typed in it says whether it is there
        try:
            value = _value(path, said.typed, desk)
            if _is_changed(manuscript, there.get(path), path, value, said.based_on):
                outcome.saved[path] = save_field(
                    manuscript=manuscript, path=path, value=value, based_on=said.based_on, by=by
                )
                desk.content.values[path] = value
        except (CannotBeRead, BadValue) as refused:
            outcome.refused[path] = _as_refused(refused)
            outcome.typed[path] = said.typed
        except Conflict as conflict:
            outcome.disputed[path] = _dispute(manuscript, conflict, said.based_on)
            outcome.typed[path] = said.typed
    filled = fill_in_indicators(manuscript=manuscript, saved=outcome.saved, by=by)
    outcome.saved |= filled
    _list_first_items(manuscript, outcome, by)
    return outcome


def _list_first_items(manuscript: Manuscript, outcome: Outcome, by: User) -> None:
    for group in {path.split(".")[0] for path in outcome.saved if f".{FIRST_ITEM}." in path}:
        try:
            if listed := list_first_item(manuscript=manuscript, group=group, by=by):
                outcome.saved[group] = listed
        except BadValue as refused:
            outcome.refused[group] = _as_refused(refused)


def _value(path: str, typed: Typed, desk: Desk) -> Any:
    spec = spec_of(path)
    value = read(spec, typed)
    is_choice = isinstance(spec, FieldSpec) and value not in _NOTHING
    if is_choice and not is_offered(spec.kind, value, desk):  # type: ignore[union-attr]  # a field, asked just before
        raise CannotBeRead(_("This is not in the list any more. Choose another."))
    return value


def _is_changed(
    manuscript: Manuscript, there: ManuscriptField | None, path: str, value: Any, based_on: int
) -> bool:
    """Tell whether the writer changed what she saw."""
    if there is None:
        return value not in _NOTHING
    if there.version == based_on:
        return bool(there.value != value)
    seen = _seen(manuscript, path, based_on)
    return bool(seen != value) and not (seen in _NOTHING and value in _NOTHING)


def _seen(manuscript: Manuscript, path: str, version: int) -> Any:
    """Return what stood there in a version."""
    found = FieldChange.objects.filter(manuscript=manuscript, path=path, version=version)
    return found.values_list("value", flat=True).first() or ""


def _dispute(manuscript: Manuscript, conflict: Conflict, based_on: int) -> Dispute:
    together = ""
    spec = spec_of(conflict.path)
    if isinstance(spec, FieldSpec) and spec.kind in _TEXTS:
        base = str(_seen(manuscript, conflict.path, based_on))
        together = both_texts(base, str(conflict.theirs), conflict.mine)
    return Dispute(conflict, together)


def _as_refused(error: ValueError) -> CannotBeRead:
    return error if isinstance(error, CannotBeRead) else CannotBeRead(str(error))


def is_of_a_step(path: str, step: Step) -> bool:
    """Tell whether a path is that of a field of this step."""
    key, *rest = path.split(".")
    return any(part.key == key for part in step.parts) and (not rest or is_item_id(rest[0]))
