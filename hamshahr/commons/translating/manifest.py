"""What translating plugs into the other commons."""

from uuid import UUID

from django.utils.translation import gettext_lazy

from hamshahr.commons.accounts.cities import KeptOfCity, register_kept_of_city
from hamshahr.commons.accounts.own_data.parts import (
    PersonalData,
    register_personal_data,
    rows_of,
)
from hamshahr.commons.accounts.own_pages import OwnPage, register_own_page
from hamshahr.commons.accounts.permitting import Held
from hamshahr.commons.translating import deeds
from hamshahr.commons.translating.listing import waiting
from hamshahr.commons.translating.models import FieldTranslation, SourceText, Standing
from hamshahr.commons.translating.permissions import TRANSLATE
from hamshahr.kernel.waiting import register_waiting

_COLUMNS = ("source__object_type", "source__object_id", "source__path", "language", "text")


def _move_texts(gone: UUID, kept: UUID) -> None:
    SourceText.objects.filter(owner=gone).update(owner=kept)
    Standing.objects.filter(owner=gone).update(owner=kept)


def _translates(held: frozenset[Held]) -> bool:
    return any(one.role in TRANSLATE.roles for one in held)


def register() -> None:
    deeds.declare()
    register_waiting("translations", waiting, position=35)
    register_own_page(
        OwnPage(
            "translations",
            gettext_lazy("Translations"),
            "translating:list",
            16,
            shown_to=_translates,
        )
    )
    register_kept_of_city(
        KeptOfCity(
            "translated-texts",
            gettext_lazy("Texts to translate"),
            ("translating.SourceText.owner", "translating.Standing.owner"),
            lambda city: SourceText.objects.filter(owner=city).count(),
            _move_texts,
        )
    )
    for part in (
        PersonalData(
            "translations",
            gettext_lazy("What you translated"),
            rows_of(FieldTranslation, "translated_by", *_COLUMNS, "translated_at"),
            covers=("translating.FieldTranslation.translated_by",),
        ),
        PersonalData(
            "checked-translations",
            gettext_lazy("Translations that you checked"),
            rows_of(FieldTranslation, "checked_by", *_COLUMNS, "checked_at"),
            covers=("translating.FieldTranslation.checked_by",),
        ),
    ):
        register_personal_data(part)
