"""Two contents compared: which fields read otherwise, and how each of them reads."""

from dataclasses import dataclass

from hamshahr.commons.translation import reading
from hamshahr.domains.experiences.content.fields import Kind
from hamshahr.domains.experiences.content.showing import (
    Reading,
    ShownField,
    ShownGroup,
    shown,
)

_Placed = tuple[ShownField, str]  # a field, and which item of its group it is of


@dataclass(frozen=True)
class ChangedField:
    """A field that reads otherwise; ``before`` or ``after`` is empty where it said nothing.

    ``place`` names the item it is of ("Building block 2"); empty outside a group.
    """

    path: str
    label: str
    place: str
    before: str
    after: str
    is_written: bool  # in the case's own words; else worded for the reader
    is_file: bool  # whose text is but its name


def changed_fields(before: Reading, after: Reading) -> list[ChangedField]:
    """Return the fields that read otherwise, in the order of the form; what went comes last."""
    old, new = _placed(before), _placed(after)
    return [
        _changed(old.get(path), new.get(path))
        for path in {**new, **old}
        if not _reads_alike(old.get(path), new.get(path))
    ]


def _changed(old: _Placed | None, new: _Placed | None) -> ChangedField:
    field, place = new or old  # type: ignore[misc]  # the path is of one of them
    return ChangedField(
        path=field.path,
        label=field.label,
        place=place,
        before=_text(old),
        after=_text(new),
        is_written=field.is_written,
        is_file=field.kind == Kind.FILE.value,
    )


def _placed(told: Reading) -> dict[str, _Placed]:
    """Return every field by its path."""
    found: dict[str, _Placed] = {}
    for step in shown(told):
        for part in step.parts:
            if isinstance(part, ShownField):
                found[part.path] = (part, "")
            else:
                found |= _of_items(part, told.reader)
    return found


def _of_items(group: ShownGroup, reader: str) -> dict[str, _Placed]:
    return {
        field.path: (field, f"{group.one} {reading.number(item.number, reader)}")
        for item in group.items
        for field in item.fields
    }


def _reads_alike(old: _Placed | None, new: _Placed | None) -> bool:
    if old is None or new is None:
        return False
    # Two files of one name are not the same file
    is_file = new[0].kind == Kind.FILE.value
    return _text(old) == _text(new) and (not is_file or old[0].value == new[0].value)


def _text(placed: _Placed | None) -> str:
    return "\n".join(placed[0].texts) if placed else ""
