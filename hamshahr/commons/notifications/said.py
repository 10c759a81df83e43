"""The words of a notice's sentence: kept plain, worded for whoever reads."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.naming import known_as
from hamshahr.commons.notifications.kinds import kind_of
from hamshahr.commons.notifications.models import Notice
from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import day, number
from hamshahr.design.mail.isolating import isolated

# A text, a text by language, a number, a day, or a person, whose name is looked up when it is read
Said = str | Mapping[str, str] | int | date | User
_LONGEST = 300
_PERSON, _DAY, _TEXTS = "person", "day", "texts"


def kept(said: Mapping[str, Said]) -> dict[str, Any]:
    """Return words as JSON."""
    return {name: _kept(value) for name, value in said.items()}


def _kept(value: Said) -> Any:
    if isinstance(value, User):
        return {_PERSON: str(value.pk)}
    if isinstance(value, date):
        return {_DAY: value.isoformat()[:10]}
    if isinstance(value, Mapping):
        return {_TEXTS: {code: text[:_LONGEST] for code, text in value.items()}}
    return value if isinstance(value, int) else value[:_LONGEST]


def names_in(notices: Iterable[Notice]) -> Mapping[UUID, str]:
    """Return the names of the persons whom the notices speak of; one query for all."""
    ids = {
        UUID(value[_PERSON])
        for notice in notices
        for value in notice.said.values()
        if isinstance(value, dict) and _PERSON in value
    }
    return known_as(ids) if ids else {}


def sentence(notice: Notice, names: Mapping[UUID, str]) -> str:
    """Return what a notice says in the active language.

    What others wrote is isolated in it (``design.mail.isolating``): pages and letters show it by
    the filter ``isolating``.
    """
    words = {name: _worded(value, names) for name, value in notice.said.items()}
    return str(kind_of(notice.kind).sentence) % words


def _worded(value: Any, names: Mapping[UUID, str]) -> str:
    language = active_language()
    if isinstance(value, int):
        return number(value, language)
    if isinstance(value, str):
        return isolated(value)
    if _PERSON in value:
        return isolated(names.get(UUID(value[_PERSON]), "—"))
    if _DAY in value:
        return day(date.fromisoformat(value[_DAY]), language)
    texts = value[_TEXTS]
    return isolated(texts.get(language) or texts.get("en") or next(iter(texts.values()), ""))
