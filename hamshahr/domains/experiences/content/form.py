"""The form of an experience: every step, field and group, and how they are found by path.

Order is the order of the pages: what makes the snapshot, then what makes the full form.
"""

import re
import secrets
import string
from collections.abc import Iterator
from functools import cache

from hamshahr.domains.experiences.content.fields import FieldSpec, GroupSpec, Step
from hamshahr.domains.experiences.content.full_steps import (
    CONDITIONS_STEP,
    COST,
    DOCUMENTS,
    LEGAL,
    MEMBERS,
    PICTURES,
    SOURCES,
    WHO,
)
from hamshahr.domains.experiences.content.snapshot_steps import (
    ABOUT,
    CONTACT,
    DONE,
    PLACE,
    PROBLEM,
    RESULTS,
    TIME,
    TOPICS,
    WRONG,
)

_LETTERS = string.ascii_lowercase
_SIGNS = _LETTERS + string.digits
_ITEM_ID = re.compile("[a-z][a-z0-9]{7}")
# The item that a page opens with where nobody has added one: the same on every page, so that two
# who begin at once write in one item, and what was typed without a connection finds it again
FIRST_ITEM = "thefirst"

STEPS: tuple[Step, ...] = (
    ABOUT, PLACE, TOPICS, TIME, PROBLEM, DONE, RESULTS, WRONG, CONTACT,
    WHO, COST, LEGAL, CONDITIONS_STEP, PICTURES, DOCUMENTS, MEMBERS, SOURCES,
)  # fmt: skip


class UnknownPath(ValueError):
    """No field of the form stands under this path."""


def step(key: str) -> Step:
    """Return the step with this key; raise ``KeyError``."""
    return _steps()[key]


def group(key: str) -> GroupSpec:
    """Return the group with this key; raise ``KeyError``."""
    return _groups()[key]


def spec_of(path: str) -> FieldSpec | GroupSpec:
    """Return what stands under ``path``: a field, or a group for the list of its items.

    Raises ``UnknownPath``. Whether there is an item of that id is not asked.
    """
    key, *rest = path.split(".")
    try:
        if not rest:
            return _top()[key]
        item_id, item_key = rest
        if not is_item_id(item_id):
            raise UnknownPath(path)
        return _groups()[key][item_key]
    except (KeyError, ValueError, StopIteration) as error:
        raise UnknownPath(path) from error


def step_of(path: str) -> Step:
    """Return the page on which the field of ``path`` is filled in; raise ``UnknownPath``."""
    key = path.split(".")[0]
    for one in STEPS:
        if any(part.key == key for part in one.parts):
            return one
    raise UnknownPath(path)


def is_item_id(text: str) -> bool:
    """Tell whether ``text`` can name an item: a small letter, and seven letters or digits."""
    return _ITEM_ID.fullmatch(text) is not None


def new_item_id() -> str:
    """Return an id for a new item: random, so that two people who add one never meet."""
    return secrets.choice(_LETTERS) + "".join(secrets.choice(_SIGNS) for _turn in range(7))


def parts() -> Iterator[FieldSpec | GroupSpec]:
    """Yield every field and group, in the order of the form."""
    for one in STEPS:
        yield from one.parts


@cache
def _steps() -> dict[str, Step]:
    return {one.key: one for one in STEPS}


@cache
def _top() -> dict[str, FieldSpec | GroupSpec]:
    return {part.key: part for part in parts()}


@cache
def _groups() -> dict[str, GroupSpec]:
    return {part.key: part for part in parts() if isinstance(part, GroupSpec)}
