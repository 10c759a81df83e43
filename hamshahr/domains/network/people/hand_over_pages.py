"""What changes hands, and what did, in the words of a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.naming import names_of
from hamshahr.commons.accounts.owning import everything_owned
from hamshahr.commons.translation.reading import moment, number
from hamshahr.domains.network.models import HandOver
from hamshahr.domains.network.people.handing_over import kept_by
from hamshahr.domains.network.people.wording import place
from hamshahr.kernel.audit.things import Named, things_of

# So many of a type are named; the rest is counted
MOST_NAMED = 50


@dataclass(frozen=True)
class ThingsShown:
    """The things of one type."""

    label: str
    count: str
    named: list[Named]
    more: str  # how many are not named; empty for none


@dataclass(frozen=True)
class HandOverShown:
    """A hand-over that was done."""

    place: str
    predecessor: str
    successor: str
    when: str
    predecessor_stays: bool
    things: list[ThingsShown]


def what_would_pass(person: User, city_id: UUID, language: str, *, by: User) -> list[ThingsShown]:
    """Return what a focal point keeps for a city, worded."""
    return [
        _shown(str(kept.label), kept.object_type, kept.ids, language, by)
        for kept in kept_by(person, city_id)
    ]


def hand_over_shown(done: HandOver, language: str, *, by: User) -> HandOverShown:
    """Return a hand-over with all that changed hands, worded."""
    names = names_of([done.predecessor, done.successor])
    ids: dict[str, list[str]] = {}
    for object_type, object_id in done.things.values_list("object_type", "object_id"):
        ids.setdefault(object_type, []).append(object_id)
    labels = {owned.object_type: str(owned.label) for owned in everything_owned()}
    return HandOverShown(
        place=place(done.city, language),
        predecessor=names[done.predecessor_id],
        successor=names[done.successor_id],
        when=moment(done.at, language),
        predecessor_stays=done.predecessor_stays,
        things=[
            _shown(labels.get(object_type, object_type), object_type, found, language, by)
            for object_type, found in ids.items()
        ],
    )


def _shown(
    label: str, object_type: str, ids: Sequence[str], language: str, by: User
) -> ThingsShown:
    things, listed = things_of(object_type), ids[:MOST_NAMED]
    named = things.named(listed, language, by) if things else {}
    rest = len(ids) - len(named)
    return ThingsShown(
        label=label,
        count=number(len(ids), language),
        named=[named[each] for each in listed if each in named],
        more=number(rest, language) if rest else "",
    )
