"""What a city wrote of itself, as moderation knows it: each text as it was written, by itself.

What is hidden is one revision. The city may write the text anew, which is shown again.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from hamshahr.commons.accounts.models import User
from hamshahr.commons.moderation.permissions import may_decide_for
from hamshahr.commons.moderation.registry import (
    Passage,
    Reportable,
    Subject,
    register_reportable,
)
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.domains.network.addresses import city_url
from hamshahr.domains.network.models import CityText
from hamshahr.domains.network.own_words.wording import PARTS
from hamshahr.kernel.audit.actions import record

KIND = "city-text"


def find(code: str, language: str) -> Subject | None:
    """Return the text of this identifier, where it is the one that the page shows."""
    try:
        identifier = UUID(code)
    except ValueError:
        return None
    text = _texts().filter(pk=identifier, hidden_at__isnull=True).exclude(text="").first()
    if text is None:
        return None
    later = CityText.objects.filter(
        city=text.city, part=text.part, language=text.language, number__gt=text.number
    )
    return None if later.exists() else _subject(text, language)


def known(ids: Sequence[UUID], language: str) -> Mapping[UUID, Subject]:
    """Return those of the texts that there are, hidden ones too; one query."""
    return {text.pk: _subject(text, language) for text in _texts().filter(pk__in=list(ids))}


def passages(text_id: UUID, language: str) -> Sequence[Passage]:  # noqa: ARG001 - headings are worded in the active language
    """Return the text, hidden or not: for moderators alone."""
    text = _texts().get(pk=text_id)
    lines = tuple(line for line in text.text.splitlines() if line.strip())
    return [Passage(str(PARTS[text.part]), lines)]


def hide_text(text_id: UUID, by: User) -> None:
    """Take a text from the page of its city, where a tombstone stands for it."""
    text = _held(text_id, by)
    CityText.objects.filter(pk=text_id).update(hidden_at=timezone.now())
    _record(text, by=by, deed="network.hide_text")


def show_text_again(text_id: UUID, by: User) -> None:
    """Bring a text back to the page of its city, unless it has written another since."""
    text = _held(text_id, by)
    CityText.objects.filter(pk=text_id).update(hidden_at=None)
    _record(text, by=by, deed="network.show_text_again")


def _held(text_id: UUID, by: User) -> CityText:
    text = CityText.objects.select_for_update().get(pk=text_id)
    if not may_decide_for(by, text.city_id):
        raise PermissionDenied("Only who decides on reports hides, and nothing of her own city.")
    return text


def _record(text: CityText, *, by: User, deed: str) -> None:
    record(
        by=by,
        deed=deed,
        object_type="city",
        object_id=text.city_id,
        body=text.city_id,
        part=text.part,
        language=text.language,
        number=text.number,
    )


def _texts() -> QuerySet[CityText]:
    return CityText.objects.select_related("city")


def _subject(text: CityText, language: str) -> Subject:
    return Subject(
        kind=KIND,
        object_id=text.pk,
        code=str(text.pk),
        title=str(PARTS[text.part]),
        language=language_of(language),
        url=city_url(text.city.slug),
        owner=text.city_id,
        owner_name=text.city.name_in(language),
    )


def register() -> None:
    """Called by the manifest."""
    register_reportable(
        Reportable(
            kind=KIND,
            name=gettext_lazy("Text of a city"),
            find=find,
            known=known,
            passages=passages,
            hide=hide_text,
            show_again=show_text_again,
        )
    )
