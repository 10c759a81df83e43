"""What stands in a field of the form, and the value it means.

A field of the page gives texts: one for most kinds, one for each choice that was ticked for others.
``read`` makes of them the value that is kept, ``written`` the texts again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.typed.answers import Ambiguous, Unread
from hamshahr.commons.translation.typed.choosing import date_choice, number_choice
from hamshahr.commons.translation.typed.read_number import read_number, write_number
from hamshahr.commons.translation.typed.widgets import Choice
from hamshahr.domains.experiences.content.checking import BadValue, clean_value
from hamshahr.domains.experiences.content.fields import FieldSpec, GroupSpec, Kind
from hamshahr.domains.manuscripts.writing.partial_dates import read_partial, write_partial

# A thousandth of a percent is finer than what cities measure; four decimals are never thousands
_PLACES = 4
SEVERAL = frozenset({Kind.CHOICES, Kind.TOPICS, Kind.GOALS, Kind.LANGUAGES, Kind.CASES})
_TICKED = "on"


@dataclass(frozen=True)
class Typed:
    """What a field of the page gave: its texts, and which reading of an ambiguous one was meant."""

    texts: Sequence[str] = ()
    meant: str = ""

    @property
    def text(self) -> str:
        return self.texts[0] if self.texts else ""


class CannotBeRead(ValueError):
    """What was typed is no value of its field; ``choices`` are its readings, where it has some."""

    def __init__(self, say: str, choices: Sequence[Choice] = ()) -> None:
        super().__init__(say)
        self.say, self.choices = say, tuple(choices)


def read(spec: FieldSpec | GroupSpec, typed: Typed) -> Any:
    """Return the value that was typed, as it is kept. Raises ``CannotBeRead``."""
    try:
        return clean_value(spec, _meant(spec, typed))
    except BadValue as bad:
        raise CannotBeRead(str(bad)) from bad


def written(spec: FieldSpec | GroupSpec, value: Any) -> tuple[str, ...]:
    """Return the texts that stand in the field for a kept value; none for nothing."""
    if value in ("", None, [], False):
        return ()
    if isinstance(value, list):
        return tuple(str(one) for one in value)
    if isinstance(spec, GroupSpec) or spec.kind is Kind.FLAG:
        return (_TICKED,)
    if spec.kind is Kind.DATE:
        return (write_partial(value),)
    if spec.kind is Kind.NUMBER:
        return (write_number(Decimal(value), active_language()),)
    return (str(value),)


def _meant(spec: FieldSpec | GroupSpec, typed: Typed) -> Any:
    texts = [text for text in typed.texts if text.strip()]
    if isinstance(spec, GroupSpec):
        return texts
    if spec.kind is Kind.GOALS:
        return [int(text) if text.isdecimal() else text for text in texts]
    if spec.kind is Kind.CASES:
        return [_code(line) for text in texts for line in text.split()]
    if spec.kind in SEVERAL:
        return texts
    if spec.kind is Kind.FLAG:
        return bool(texts)
    if not texts:
        return ""
    if spec.kind is Kind.DATE:
        return _date(typed)
    return _number(typed) if spec.kind is Kind.NUMBER else typed.text


def _code(text: str) -> str:
    """Return the code of a case that was named by its code, or by the address of its page."""
    return text.rstrip("/").rpartition("/")[2]


def _date(typed: Typed) -> str:
    said = read_partial(typed.text)
    if isinstance(said, Unread):
        raise CannotBeRead(_not_even_a_year(said.say))
    if isinstance(said, Ambiguous):
        choices = [date_choice(each) for each in said.choices if isinstance(each, date)]
        return _chosen(choices, typed)
    return said


def _number(typed: Typed) -> str:
    said = read_number(typed.text, places=_PLACES)
    if isinstance(said, Unread):
        raise CannotBeRead(said.say)
    if isinstance(said, Ambiguous):
        return _chosen([number_choice(each) for each in said.choices], typed)
    return f"{said:f}"


def _chosen(choices: list[Choice], typed: Typed) -> str:
    if typed.meant in {each.value for each in choices}:
        return typed.meant
    raise CannotBeRead(_("This can be read in more than one way. Choose what you mean."), choices)


def _not_even_a_year(say: str) -> str:
    return _("%(say)s A year, or a month with its year, is enough.") % {"say": say}
