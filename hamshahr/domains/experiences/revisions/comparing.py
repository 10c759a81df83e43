"""Two revisions side by side: which fields differ, and which words in them."""

from dataclasses import dataclass

from hamshahr.domains.experiences.content.comparing import changed_fields
from hamshahr.domains.experiences.content.showing import Reading
from hamshahr.kernel.comparing import Pieces, beside


@dataclass(frozen=True)
class Difference:
    """One field that differs, as it was and as it came to be."""

    path: str
    label: str  # the item's before it
    before: Pieces
    after: Pieces
    is_written: bool  # the case's own words; else worded for the reader


def differences(before: Reading, after: Reading) -> list[Difference]:
    """Return the fields that differ, in the order of the form; those that are gone stand last."""
    return [
        Difference(
            one.path,
            f"{one.place}: {one.label}" if one.place else one.label,
            *beside(one.before, one.after, folds=True),
            one.is_written,
        )
        for one in changed_fields(before, after)
    ]
