"""What leaving means for the account itself, and all of it as a page tells it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hamshahr.commons.accounts.leaving.partings import (
    Consequence,
    Fate,
    Parting,
    consequences,
    register_parting,
)
from hamshahr.commons.accounts.models import User


@dataclass(frozen=True)
class Told:
    """What she reads before she decides, by its fate."""

    goes: list[str]
    stays: list[str]
    warns: list[str]
    forbids: list[str]


def told_to(person: User) -> Told:
    """Return what it means if this person leaves, in the active language."""
    found = consequences(person)

    def of(fate: Fate) -> list[str]:
        return [one.text for one in found if one.fate is fate]

    return Told(of(Fate.GOES), of(Fate.STAYS), of(Fate.WARNS), of(Fate.FORBIDS))


def declare() -> None:
    """Tell what becomes of the account; the deed itself does it."""
    register_parting(Parting("account", 0, _foretell, _nothing_more))


def _foretell(_person: User) -> Iterator[Consequence]:
    yield Consequence(Fate.GOES, _("Your name and your e-mail address"))
    yield Consequence(Fate.GOES, _("Your password, your passkeys and your sessions"))
    yield Consequence(Fate.GOES, _("Your settings and your notices"))
    yield Consequence(
        Fate.STAYS,
        _("What you wrote for your city or for the association, under the function that you had"),
    )
    yield Consequence(
        Fate.STAYS,
        _("The record of what you did, under a number and your function, without a name"),
    )
    yield Consequence(
        Fate.STAYS,
        _("Everything in backups made before, until newer ones replace them"),
    )


def _nothing_more(_person: User) -> None:
    """What is hers alone goes with the account."""
