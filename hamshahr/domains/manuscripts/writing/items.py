"""Adding, taking away and moving the items of a group.

The list of their ids is a field like any other. What stands in an item stays where it is when the
item is taken away, so that taking it back brings everything back. The item that a page opens with
(``FIRST_ITEM``) is in the list once something was typed in it.
"""

from dataclasses import dataclass

from hamshahr.commons.accounts.models import User
from hamshahr.domains.experiences.content.fields import GroupSpec, Step
from hamshahr.domains.experiences.content.form import FIRST_ITEM, is_item_id
from hamshahr.domains.manuscripts.models import FieldChange, Manuscript, ManuscriptField
from hamshahr.domains.manuscripts.saving import Saved, save_field

ADD, REMOVE, UP, DOWN = "add", "remove", "up", "down"


@dataclass(frozen=True)
class ItemDeed:
    """What a button does to an item. ``place``: where it is added, counted from 0."""

    what: str
    group: GroupSpec
    item: str
    place: int | None = None

    @property
    def undone_by(self) -> str:
        """The button that takes a removal back; empty for other deeds."""
        if self.what != REMOVE or self.place is None:
            return ""
        return f"{ADD}:{self.group.key}:{self.item}:{self.place}"


def deed_of(pressed: str, step: Step) -> ItemDeed | None:
    """Return what a button means: ``add:blocks:k3f9q2ab``; ``None`` where it means nothing."""
    what, _colon, rest = pressed.partition(":")
    key, item, place = (*rest.split(":"), "", "", "")[:3]
    group = next(
        (part for part in step.parts if isinstance(part, GroupSpec) and part.key == key), None
    )
    if group is None or what not in {ADD, REMOVE, UP, DOWN} or not is_item_id(item):
        return None
    return ItemDeed(what, group, item, int(place) if place.isdecimal() else None)


def do_to_item(*, manuscript: Manuscript, wanted: ItemDeed, by: User) -> ItemDeed:
    """Do it; the deed that is returned knows where the item was. Twice is the same as once.

    Raises ``BadValue`` where the group is full, and ``PermissionDenied``.
    """
    there = ManuscriptField.objects.filter(manuscript=manuscript, path=wanted.group.key).first()
    now: list[str] = list(there.value) if there else [FIRST_ITEM] * (wanted.item == FIRST_ITEM)
    place = now.index(wanted.item) if wanted.item in now else wanted.place
    value = _after(now, wanted)
    if value != now:
        save_field(
            manuscript=manuscript, path=wanted.group.key, value=value,
            based_on=there.version if there else 0, by=by,
        )  # fmt: skip
    return ItemDeed(wanted.what, wanted.group, wanted.item, place)


def list_first_item(*, manuscript: Manuscript, group: str, by: User) -> Saved | None:
    """Put the item that pages open with into its list; ``None`` where it is or was before.

    For when something was typed in it. Raises ``BadValue`` where the group is full.
    """
    changes = FieldChange.objects.filter(manuscript=manuscript, path=group)
    if changes.filter(value__contains=[FIRST_ITEM]).exists():
        return None
    there = ManuscriptField.objects.filter(manuscript=manuscript, path=group).first()
    return save_field(
        manuscript=manuscript, path=group, value=[*(there.value if there else []), FIRST_ITEM],
        based_on=there.version if there else 0, by=by,
    )  # fmt: skip


def _after(now: list[str], deed: ItemDeed) -> list[str]:
    if deed.what == ADD:
        if deed.item in now:
            return now
        place = len(now) if deed.place is None else deed.place
        return [*now[:place], deed.item, *now[place:]]
    if deed.item not in now:
        return now
    rest = [each for each in now if each != deed.item]
    if deed.what == REMOVE:
        return rest
    place = now.index(deed.item) + (-1 if deed.what == UP else 1)
    place = max(0, place)
    return [*rest[:place], deed.item, *rest[place:]]
