"""What files plug into accounts, the record and the desk."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.commons.accounts.cities import KeptOfCity, register_kept_of_city
from hamshahr.commons.accounts.leaving.partings import (
    Consequence,
    Fate,
    Parting,
    register_parting,
)
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.own_data.parts import PersonalData, register_personal_data, rows_of
from hamshahr.commons.files import deeds
from hamshahr.commons.files.models import StoredFile


def register() -> None:
    deeds.declare()
    register_kept_of_city(
        KeptOfCity(
            "files",
            gettext_lazy("Its files"),
            ("files.StoredFile.owner",),
            lambda city: StoredFile.objects.filter(owner=city).count(),
            _move,
        )
    )
    register_personal_data(
        PersonalData(
            "files",
            gettext_lazy("Files that you added"),
            rows_of(
                StoredFile, "uploaded_by", "id", "kind", "name", "media_type", "bytes",
                "uploaded_at",
            ),
            covers=("files.StoredFile.uploaded_by",),
        )
    )  # fmt: skip
    register_parting(Parting("files", 60, _foretell, _leave_to_the_city))


def _move(gone: UUID, kept: UUID) -> None:
    StoredFile.objects.filter(owner=gone).update(owner=kept)


def _foretell(person: User) -> Iterator[Consequence]:
    if StoredFile.objects.filter(uploaded_by=person).exists():
        yield Consequence(
            Fate.STAYS, _("The files that you added: they are your city’s, without your name")
        )


def _leave_to_the_city(person: User) -> None:
    """Nothing is to be done: files are the city's from the first, and name who added them by id."""
