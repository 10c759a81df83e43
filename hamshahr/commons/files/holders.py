"""What files are attached to: each domain registers its kinds of holders.

In a manifest::

    register_holder(Holder("manuscript", may_read=_may_read))

``may_read(by, holder_id)`` says whether somebody may read the holder, and with it its files; it is
asked with ``None`` for who is not signed in. What a stranger may read is public.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from hamshahr.commons.accounts.models import User


@dataclass(frozen=True)
class Holder:
    """A kind of thing that files are attached to."""

    kind: str
    may_read: Callable[[User | None, UUID], bool]


_holders: dict[str, Holder] = {}


def register_holder(holder: Holder) -> None:
    """Make a kind known. Raises ``ValueError`` where it is taken."""
    if holder.kind in _holders:
        raise ValueError(f"There is a holder {holder.kind!r} already.")
    _holders[holder.kind] = holder


def holder_of(kind: str) -> Holder:
    """Return a kind of holder; raises ``LookupError`` for one that nobody registered."""
    return _holders[kind]


def may_read_holder(kind: str, holder_id: UUID, by: User | None) -> bool:
    """Tell whether somebody may read a holder; of a kind that is gone nobody may."""
    holder = _holders.get(kind)
    return holder is not None and holder.may_read(by, holder_id)
