"""The fields of a step as its page shows them: what stands, what was typed, what is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from hamshahr.commons.accounts.naming import called
from hamshahr.commons.files.models import StoredFile
from hamshahr.commons.translation.typed.widgets import Choice
from hamshahr.domains.experiences.content.fields import FieldSpec, GroupSpec, Kind, Step
from hamshahr.domains.experiences.content.form import FIRST_ITEM, new_item_id
from hamshahr.domains.manuscripts.saving import Conflict
from hamshahr.domains.manuscripts.writing.files import files_named
from hamshahr.domains.manuscripts.writing.keeping import Dispute, Outcome, Standing
from hamshahr.domains.manuscripts.writing.offered import Desk, Options, options_of
from hamshahr.domains.manuscripts.writing.typed_values import SEVERAL, Typed, written
from hamshahr.kernel.comparing import Pieces, beside

# Which piece of a page shows a kind: manuscripts/write/fields/….html
_LOOKS = {
    Kind.LINE: "line",
    Kind.PROSE: "prose",
    Kind.CHOICE: "choose",
    Kind.DATE: "typed",
    Kind.NUMBER: "typed",
    Kind.URL: "line",
    Kind.FLAG: "flag",
    Kind.FILE: "file",
    Kind.INDICATOR: "pick",
    Kind.CURRENCY: "pick",
    Kind.MAILBOX: "pick",
    Kind.SOURCE: "pick",
    Kind.CASES: "cases",
}
_IN_WORDS = {Kind.LINE, Kind.PROSE}
# The goals, seventeen, fit a screen; topics in their groups are five times as many
_LOOKED_THROUGH = 20


@dataclass(frozen=True)
class ShownDispute:
    """A conflict, worded: whose the other text is, and both with their differences."""

    by: str
    theirs: Pieces
    mine: Pieces
    together: str  # empty: they cannot be put together


@dataclass(frozen=True)
class Cell:
    """One field of the page."""

    path: str
    look: str
    label: str
    hint: str
    texts: tuple[str, ...]
    version: int
    needed: bool = False
    in_words: bool = False  # typed in the manuscript's language
    is_address: bool = False
    is_number: bool = False
    most: int = 0
    most_words: int | None = None
    options: tuple[Options, ...] = ()
    file: StoredFile | None = None
    say: str = ""  # why it cannot be kept
    meant: tuple[Choice, ...] = ()
    dispute: ShownDispute | None = None

    @property
    def id(self) -> str:
        return f"f-{self.path}"

    @property
    def text(self) -> str:
        return self.texts[0] if self.texts else ""

    @property
    def has_many(self) -> bool:
        """Whether there are more boxes than one looks through."""
        return sum(len(group.options) for group in self.options) > _LOOKED_THROUGH

    @property
    def is_suggested(self) -> bool:
        """Whether the page offers what the city measured elsewhere."""
        return self.path.startswith("results.") and self.path.endswith(".name")


@dataclass(frozen=True)
class ItemPart:
    """One of a group, numbered from 1."""

    id: str
    number: int
    cells: tuple[Cell, ...]
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class GroupPart:
    """A group of the page. ``new_id`` names the item that would be added: twice is once."""

    path: str
    label: str
    one: str
    hint: str
    version: int
    items: tuple[ItemPart, ...]
    new_id: str
    most: int
    say: str = ""

    @property
    def is_full(self) -> bool:
        return len(self.items) >= self.most


@dataclass(frozen=True)
class Sheet:
    """What the cells of a page are made from."""

    there: Standing
    outcome: Outcome
    desk: Desk
    files: Mapping[str, StoredFile] = field(default_factory=dict)
    is_written: bool = False  # and not only read: the groups of the snapshot open with an item


def parts_of(step: Step, sheet: Sheet) -> tuple[Cell | GroupPart, ...]:
    """Return the fields and groups of a step, in their order."""
    return tuple(_parts(step, sheet))


def cell_of(path: str, spec: FieldSpec, sheet: Sheet) -> Cell:
    """Return one field as its page shows it."""
    there = sheet.there.get(path)
    typed = sheet.outcome.typed.get(path)
    texts = tuple(typed.texts) if typed else written(spec, there.value if there else "")
    cell = Cell(
        path=path,
        look=_LOOKS.get(spec.kind, "boxes"),
        label=str(spec.label),
        hint=str(spec.hint),
        texts=texts,
        version=there.version if there else 0,
        needed=spec.needed,
        in_words=spec.kind in _IN_WORDS and spec.key != "title_en",
        is_address=spec.kind is Kind.URL,
        is_number=spec.kind is Kind.NUMBER,
        most=spec.most,
        most_words=spec.most_words,
        options=_options(spec, texts, sheet.desk),
        file=sheet.files.get(texts[0]) if texts else None,
    )
    return _with_what_is_wrong(cell, spec, sheet, typed)


def _parts(step: Step, sheet: Sheet) -> Iterator[Cell | GroupPart]:
    for part in step.parts:
        if isinstance(part, GroupSpec):
            yield _group(part, sheet)
        elif part.asked or part.key in sheet.there:
            yield cell_of(part.key, part, sheet)


def _group(spec: GroupSpec, sheet: Sheet) -> GroupPart:
    there = sheet.there.get(spec.key)
    ids: list[str] = list(there.value) if there else _opened(spec, sheet)
    refused = sheet.outcome.refused.get(spec.key)
    return GroupPart(
        path=spec.key,
        label=str(spec.label),
        one=str(spec.one),
        hint=str(spec.hint),
        version=there.version if there else 0,
        items=tuple(
            ItemPart(
                id=each,
                number=number,
                cells=tuple(_cells_of_item(spec, each, sheet)),
                is_first=number == 1,
                is_last=number == len(ids),
            )
            for number, each in enumerate(ids, start=1)
        ),
        new_id=new_item_id(),
        most=spec.most,
        say=refused.say if refused else "",
    )


def _opened(spec: GroupSpec, sheet: Sheet) -> list[str]:
    """Return the item that a group opens with which nobody has touched: nothing of it is kept."""
    is_answered = spec.key == "results" and sheet.desk.content.flag("not_measured")
    return [FIRST_ITEM] if sheet.is_written and spec.snapshot and not is_answered else []


def _cells_of_item(spec: GroupSpec, item: str, sheet: Sheet) -> Iterator[Cell]:
    for one in spec.fields:
        path = f"{spec.key}.{item}.{one.key}"
        if one.asked or path in sheet.there:
            yield cell_of(path, one, sheet)


def _options(spec: FieldSpec, chosen: Sequence[str], desk: Desk) -> tuple[Options, ...]:
    is_chosen_from = spec.kind in SEVERAL or _LOOKS.get(spec.kind) in {"pick", "choose"}
    return options_of(spec, chosen, desk) if is_chosen_from else ()


def _with_what_is_wrong(cell: Cell, spec: FieldSpec, sheet: Sheet, typed: Typed | None) -> Cell:
    if refused := sheet.outcome.refused.get(cell.path):
        return replace(cell, say=refused.say, meant=refused.choices)
    if dispute := sheet.outcome.disputed.get(cell.path):
        words = _words_of(cell, spec, dispute.conflict, sheet.desk)
        shown = _shown(dispute, spec, typed or Typed(), words)
        return replace(
            cell, version=dispute.conflict.version, dispute=shown, say=_both_changed(shown.by)
        )
    return cell


def _words_of(cell: Cell, spec: FieldSpec, conflict: Conflict, desk: Desk) -> Mapping[str, str]:
    """Return what the form calls the values that two chose; a file is called by its name."""
    if spec.kind is Kind.FILE:
        ids = {*written(spec, conflict.theirs), *written(spec, conflict.mine)}
        return {pk: file.name for pk, file in files_named(desk.manuscript, ids).items()}
    return {option.value: option.label for group in cell.options for option in group.options}


def _shown(
    dispute: Dispute, spec: FieldSpec, typed: Typed, words: Mapping[str, str]
) -> ShownDispute:
    theirs = _in_words(spec, dispute.conflict.theirs, words)
    mine = typed.text if spec.kind in _IN_WORDS else _in_words(spec, dispute.conflict.mine, words)
    left, right = beside(theirs, mine)
    return ShownDispute(
        by=called(dispute.conflict.by), theirs=left, mine=right, together=dispute.together
    )


def _in_words(spec: FieldSpec, value: Any, words: Mapping[str, str]) -> str:
    """Return a value as somebody reads it: what is chosen by the words that the form has for it."""
    said = [words.get(text, text) for text in written(spec, value)]
    if spec.kind is Kind.FLAG:
        return _("Yes") if said else _("No")
    return _(", ").join(said) or _("(nothing)")


def _both_changed(name: str) -> str:
    return _("%(name)s changed this meanwhile. Choose what is to stand.") % {"name": name}
