"""What there is to choose from in a field, and whether a chosen value is among it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import UnknownLanguage, active_language, language
from hamshahr.domains.experiences.content.choosing_indicators import (
    indicators_by_theme,
    is_indicator,
)
from hamshahr.domains.experiences.content.currencies import (
    currencies_of,
    currency_name,
    everything,
    other_currencies,
)
from hamshahr.domains.experiences.content.fields import FieldSpec, Kind
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.goals import GOALS
from hamshahr.domains.experiences.permissions import visible_to
from hamshahr.domains.manuscripts.models import Manuscript
from hamshahr.domains.manuscripts.writing.files import holds
from hamshahr.domains.network.models import RoleMailbox
from hamshahr.domains.network.own_words.written import languages_of
from hamshahr.domains.topics.queries import other_labels, preferred_labels, themes

# Beside those of the city and of the interface: what officials of the world meet in
_SPOKEN_TOO = ("pt", "ru", "zh", "de", "it", "tr", "hi", "ur", "id", "ja", "ko", "sw")


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool = False
    also: str = ""  # other names, by which it is found


@dataclass(frozen=True)
class Options:
    """Options under a heading; an empty one is the whole list."""

    label: str
    options: tuple[Option, ...]

    @property
    def is_open(self) -> bool:
        return any(option.is_chosen for option in self.options)


# A heading, empty for none, and the values under it with their words
_Groups = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True)
class Desk:
    """What the choices of a field depend on: the manuscript, what it says, and who writes."""

    manuscript: Manuscript
    content: Content
    by: User | None


def options_of(spec: FieldSpec, chosen: Sequence[str], desk: Desk) -> tuple[Options, ...]:
    """Return what there is to choose from, worded in the reader's language."""
    groups = _OFFERED[spec.kind](desk) if spec.kind in _OFFERED else _listed(spec)
    also = other_labels(active_language()) if spec.kind is Kind.TOPICS else {}
    return tuple(
        Options(
            label,
            tuple(
                Option(value, text, value in chosen, also.get(value, "")) for value, text in pairs
            ),
        )
        for label, pairs in groups
        if label or pairs
    )


def is_offered(kind: Kind, value: Any, desk: Desk) -> bool:
    """Tell whether a value that is well formed names something that is there."""
    return kind not in _KNOWN or _KNOWN[kind](value, desk)


def _listed(spec: FieldSpec) -> _Groups:
    return [("", [(code, str(label)) for code, label in spec.choices])]


def _topics(_desk: Desk) -> _Groups:
    reader = active_language()
    return [
        (theme.label, [(theme.code, theme.label), *((one.code, one.label) for one in theme.topics)])
        for theme in themes(reader)
    ]


def _goals(_desk: Desk) -> _Groups:
    return [("", [(str(number), str(label)) for number, label in GOALS.items()])]


def _languages(desk: Desk) -> _Groups:
    reader = active_language()
    codes = dict.fromkeys((*languages_of(desk.manuscript.city), *_SPOKEN_TOO))
    return [("", [(code, language(code).name_in(reader)) for code in codes])]


def _currencies(desk: Desk) -> _Groups:
    reader = active_language()
    near = currencies_of(desk.manuscript.city.country)
    groups = (("", near), (_("All others"), other_currencies(near, reader)))
    return [
        (label, [(code, currency_name(code, reader)) for code in codes]) for label, codes in groups
    ]


def _mailboxes(desk: Desk) -> _Groups:
    there = RoleMailbox.objects.filter(city=desk.manuscript.city_id)
    return [("", [(str(one.pk), f"{one.label} ({one.email})") for one in there])]


def _sources(desk: Desk) -> _Groups:
    items = desk.content.items("sources")
    return [
        ("", [(item.id, item.text("title") or _("A source without a title")) for item in items])
    ]


def _indicators(_desk: Desk) -> _Groups:
    return [
        (label, [(one.code, str(one.label)) for one in indicators])
        for label, indicators in indicators_by_theme()
    ]


def _knows_language(values: Any, _desk: Desk) -> bool:
    try:
        return all(language(code) is not None for code in values)
    except UnknownLanguage:
        return False


def _knows_mailbox(value: Any, desk: Desk) -> bool:
    return RoleMailbox.objects.filter(city=desk.manuscript.city_id, pk=UUID(value)).exists()


def _knows_cases(values: Any, desk: Desk) -> bool:
    return visible_to(desk.by).filter(code__in=values).count() == len(values)


_OFFERED: dict[Kind, Callable[[Desk], _Groups]] = {
    Kind.TOPICS: _topics,
    Kind.GOALS: _goals,
    Kind.LANGUAGES: _languages,
    Kind.CURRENCY: _currencies,
    Kind.MAILBOX: _mailboxes,
    Kind.SOURCE: _sources,
    Kind.INDICATOR: _indicators,
}
_KNOWN: dict[Kind, Callable[[Any, Desk], bool]] = {
    Kind.TOPICS: lambda values, _desk: set(values) <= set(preferred_labels(active_language())),
    Kind.LANGUAGES: _knows_language,
    Kind.CURRENCY: lambda value, _desk: value in everything(),
    Kind.MAILBOX: _knows_mailbox,
    Kind.SOURCE: lambda value, desk: value in desk.content.codes("sources"),
    Kind.INDICATOR: lambda value, _desk: is_indicator(value),
    Kind.CASES: _knows_cases,
    Kind.FILE: lambda value, desk: holds(desk.manuscript, value),
}
