"""What every deed on a city's own words asks first, and leaves behind."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES, active_language
from hamshahr.commons.translation.reading import number as in_digits
from hamshahr.domains.network import facts
from hamshahr.domains.network.models import City
from hamshahr.domains.network.models.own_words import LONGEST_WORDS
from hamshahr.domains.network.own_words.refusals import CannotBeKept, ChangedMeanwhile
from hamshahr.domains.network.permissions import may_keep_page
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.typed_texts import as_kept

_Row = TypeVar("_Row", bound=models.Model)


def kept_by(city: City, by: User) -> City:
    """Return the city, locked, so that of two who write at once one waits for the other.

    Raises ``PermissionDenied`` for who does not keep its page.
    """
    if not may_keep_page(by, city):
        raise PermissionDenied("This page is not yours to keep.")
    return City.objects.select_for_update(of=("self",)).get(pk=city.pk)


def languages_of(city: City) -> list[str]:
    """Return the languages in which a city may write here: its country's own, then those offered.

    The first is the one it is asked in.
    """
    try:
        own = facts.country(city.country).languages
    except facts.UnknownCountry:
        own = ()
    return list(dict.fromkeys((*own, *INTERFACE_LANGUAGES)))


def require_language(city: City, language: str) -> None:
    if language not in languages_of(city):
        raise CannotBeKept(_("The page of this city is not written in this language."))


def clean_text(text: str, longest: int, field: str) -> str:
    """Return a text as it is kept. Raises ``CannotBeKept`` where it is too long or no text."""
    text = as_kept(text)
    if len(text) > longest:
        raise CannotBeKept(
            _("This text has %(count)s characters; at most %(most)s are kept.")
            % {"count": _digits(len(text)), "most": _digits(longest)},
            field,
        )
    if "\0" in text:
        raise CannotBeKept(_("This text holds a character that is no text."), field)
    return text


def worded(kept: Mapping[str, str], language: str, words: str) -> dict[str, str]:
    """Return texts by language with that of one language written anew; empty takes it away."""
    text = clean_text(words, LONGEST_WORDS, "words")
    others = {code: said for code, said in kept.items() if code != language}
    return others | ({language: text} if text else {})


def latest(rows: models.QuerySet[_Row], pk: UUID, based_on: int) -> _Row:
    """Return the row as it stands. Raises ``ChangedMeanwhile`` if it was written or went since."""
    row = rows.filter(pk=pk).first()
    if row is None or getattr(row, "number", based_on) != based_on:
        raise ChangedMeanwhile
    return row


def stamp(by: User) -> dict[str, Any]:
    """Return who writes, and when, as the models keep it."""
    written_at: datetime = timezone.now()
    return {"written_by": by, "written_at": written_at}


def keep_record(by: User, city: City, *, deed: str, **details: Any) -> None:
    """Leave the record of a deed on the page of a city."""
    record(
        by=by, deed=deed, object_type="city", object_id=city.pk, body=city.pk,
        **details,
    )  # fmt: skip


def _digits(count: int) -> str:
    return in_digits(count, active_language())
