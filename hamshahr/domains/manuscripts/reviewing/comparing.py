"""What has changed in a manuscript, field by field, in one text each."""

from dataclasses import dataclass

from hamshahr.domains.experiences.content import comparing
from hamshahr.domains.experiences.content.showing import Names, Reading
from hamshahr.domains.experiences.content.values import Content
from hamshahr.kernel.comparing import Piece, Pieces, Sign, compared


@dataclass(frozen=True)
class ChangedField:
    """A field that differs, where it stands (Building block 2) and what became of it."""

    path: str
    label: str
    place: str
    pieces: Pieces
    is_written: bool


def compare(
    before: Content, after: Content, *, written_in: str, reader: str, names: Names
) -> tuple[ChangedField, ...]:
    """Return the fields that read otherwise, in the form's order; what went comes last."""
    old, new = (Reading(one, written_in, reader, names) for one in (before, after))
    return tuple(
        ChangedField(one.path, one.label, one.place, _pieces(one), one.is_written)
        for one in comparing.changed_fields(old, new)
    )


def _pieces(one: comparing.ChangedField) -> Pieces:
    """A file is gone or new as a whole, however alike two names are."""
    if not one.is_file:
        return compared(one.before, one.after)
    told = ((Sign.GONE, one.before), (Sign.NEW, one.after))
    return tuple(Piece(sign, text) for sign, text in told if text)
