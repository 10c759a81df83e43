"""How far a manuscript is: what is filled in, and the minutes that the rest takes."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from hamshahr.domains.experiences.content.fields import FieldSpec, GroupSpec, Kind, Step
from hamshahr.domains.experiences.content.form import STEPS
from hamshahr.domains.experiences.content.values import Content

# Seconds to fill in a field of the snapshot, for somebody who knows the case: a paragraph of sixty
# words at thirty words a minute, a sentence, a choice. An estimate, and shown as one.
_SECONDS = {Kind.PROSE: 120, Kind.LINE: 40}
_SECONDS_OF_A_CHOICE = 15
# Every second of those that may stay empty does
_SHARE_OF_OPTIONAL = 0.5
_MINUTE = 60


@dataclass(frozen=True)
class Fill:
    """How many of what a step asks for is answered."""

    answered: int
    asked: int
    missing: int  # of what nothing is submitted without

    @property
    def is_whole(self) -> bool:
        return self.answered >= self.asked

    @property
    def is_begun(self) -> bool:
        return self.answered > 0


def fill_of(step: Step, content: Content) -> Fill:
    """Return how far a step is. A group counts as one question until it has an item."""
    answered = asked = missing = 0
    for path, part in _questions(step, content):
        said = path in content.values
        asked += 1
        answered += said
        missing += not said and isinstance(part, FieldSpec) and part.needed
    return Fill(answered, asked, missing)


def snapshot_minutes(content: Content) -> int:
    """Return about how many minutes are left for the snapshot; 0 when nothing is left."""
    seconds = sum(
        _seconds(part)
        for step in STEPS
        if step.is_in_snapshot
        for path, part in _questions(step, content)
        if part.snapshot and path not in content.values
    )
    return math.ceil(seconds / _MINUTE)


def _questions(step: Step, content: Content) -> Iterator[tuple[str, FieldSpec | GroupSpec]]:
    """Yield what a step asks. Who says that nothing was measured is asked for no result, and the
    other way round."""
    unmeasured = content.flag("not_measured")
    for part in step.parts:
        if isinstance(part, FieldSpec):
            is_in_doubt = part.key.startswith("not_measured") and not unmeasured
            if part.asked and not is_in_doubt:
                yield part.key, part
            continue
        if part.key == "results" and unmeasured:
            continue
        if not content.items(part.key):
            yield part.key, part
        for item in content.items(part.key):
            for spec in part.fields:
                if spec.needed:
                    yield item.path(spec.key), spec


def _seconds(part: FieldSpec | GroupSpec) -> float:
    if isinstance(part, GroupSpec):
        return sum(_seconds(spec) for spec in part.fields if spec.snapshot)
    seconds = _SECONDS.get(part.kind, _SECONDS_OF_A_CHOICE)
    return seconds if part.needed else seconds * _SHARE_OF_OPTIONAL
