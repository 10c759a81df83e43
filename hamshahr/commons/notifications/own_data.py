"""What is kept of a person here: her notices, and of letters to her the facts, never the texts."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.commons.accounts.leaving.partings import (
    Consequence,
    Fate,
    Parting,
    register_parting,
)
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.own_data.parts import (
    PersonalData,
    Row,
    register_personal_data,
    rows_of,
)
from hamshahr.commons.notifications.models import MailAddress, Notice, OutgoingLetter, Wish


def declare() -> None:
    """Declare what is kept, and that it goes when she leaves."""
    register_personal_data(
        PersonalData(
            "letters",
            gettext_lazy("Letters to you"),
            _letters,
            covers=("notifications.OutgoingLetter.address",),
        )
    )
    register_personal_data(
        PersonalData(
            "letters-that-came-back",
            gettext_lazy("Letters to you that came back"),
            _came_back,
            covers=("notifications.MailAddress.address",),
        )
    )
    register_personal_data(
        PersonalData(
            "notices",
            gettext_lazy("Your notices"),
            rows_of(Notice, "person", "kind", "path", "said", "created_at", "read_at", "mailed_at"),
            covers=("notifications.Notice.person",),
        )
    )
    register_personal_data(
        PersonalData(
            "hearing",
            gettext_lazy("What you hear about, and how often"),
            rows_of(Wish, "person", "kind", "frequency"),
            covers=("notifications.Wish.person",),
        )
    )
    register_parting(Parting("letters", 30, _foretell, _forget))


def _letters(person: User) -> Iterator[Row]:
    found = OutgoingLetter.objects.filter(address=person.email).order_by("created_at")
    yield from found.values("kind", "language", "state", "created_at", "finished_at").iterator()


def _came_back(person: User) -> Iterator[Row]:
    found = MailAddress.objects.filter(address=person.email)
    yield from found.values("bounces", "last_bounce_at", "dead_since", "reason")


def _foretell(_person: User) -> Iterator[Consequence]:
    yield Consequence(Fate.GOES, _("The list of letters that were sent to you"))


def _forget(person: User) -> None:
    OutgoingLetter.objects.filter(address=person.email).delete()
    MailAddress.objects.filter(address=person.email).delete()
