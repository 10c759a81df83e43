"""Where links stand: each domain declares what of its own holds some.

In a manifest::

    register_link_holder(LinkHolder("experience", all_ids=_all_ids, links_of=_links_of))
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Held:
    """The addresses that stand in one thing, and whose it is (a city's id; empty: nobody's)."""

    object_id: UUID
    owner: str
    urls: frozenset[str]


@dataclass(frozen=True)
class LinkHolder:
    """A kind of thing that links stand in.

    ``all_ids()`` returns every id; ``links_of(ids)`` what stands in those that anybody may read,
    in a fixed number of queries. What it leaves out is no longer checked for.
    """

    kind: str
    all_ids: Callable[[], Iterable[UUID]]
    links_of: Callable[[Sequence[UUID]], Iterable[Held]]


_holders: dict[str, LinkHolder] = {}


def register_link_holder(holder: LinkHolder) -> None:
    """Have the links of a kind checked. Raises ``ValueError`` where the kind is registered."""
    if holder.kind in _holders:
        raise ValueError(f"There is a holder of links {holder.kind!r} already.")
    _holders[holder.kind] = holder


def link_holders() -> list[LinkHolder]:
    return list(_holders.values())
