"""What a value must be to be kept, and what a case must tell before it is submitted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamshahr.commons.links.typed import public_web_address
from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import number
from hamshahr.domains.experiences.content.fields import FieldSpec, GroupSpec, Kind
from hamshahr.domains.experiences.content.form import is_item_id, parts
from hamshahr.domains.experiences.content.values import Content, Value
from hamshahr.kernel.today import today
from hamshahr.kernel.typed_texts import as_kept

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,6})?")
# Signs that nobody types and that break files and pages; line breaks and tabs stay
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_WORD = re.compile(r"\w[\w\u200c'’-]*")
_TEXTS = {Kind.LINE, Kind.PROSE}
_LISTS = {Kind.CHOICES, Kind.TOPICS, Kind.LANGUAGES, Kind.CASES}


class BadValue(ValueError):
    """A value that cannot be kept; the message says what to do."""


@dataclass(frozen=True)
class Mistake:
    """What stands between a draft and its submission: where, and what to do."""

    path: str
    text: str


def clean_value(spec: FieldSpec | GroupSpec, value: Any) -> Value:
    """Return ``value`` as it is kept, or raise ``BadValue``.

    Asked of every save, however it came. An empty value is always good: a draft may have gaps.
    Whether a topic, a file or a mailbox is there is not asked here.
    """
    if isinstance(spec, GroupSpec):
        return _item_ids(spec, value)
    if spec.kind is Kind.FLAG:
        return value is True
    if spec.kind is Kind.GOALS:
        return _goals(spec, value)
    if spec.kind in _LISTS:
        return _codes(spec, value)
    if not isinstance(value, str):
        raise BadValue(_("This is not a text."))
    return _text(spec, value)


def words_in(text: str) -> int:
    """Count words as a person does; half-spaces, hyphens and apostrophes part none."""
    return len(_WORD.findall(text))


def mistakes(content: Content) -> Iterator[Mistake]:
    """Yield what must be mended before a case is submitted, in the order of the form."""
    for part in parts():
        if isinstance(part, FieldSpec):
            yield from _of_field(part, part.key, content)
            continue
        for item in content.items(part.key):
            for spec in part.fields:
                yield from _of_field(spec, item.path(spec.key), content)
    yield from _together(content)


def _of_field(spec: FieldSpec, path: str, content: Content) -> Iterator[Mistake]:
    value = content.values.get(path)
    if value is None:
        if spec.needed:
            yield Mistake(path, _asked_for(spec))
        return
    try:
        clean_value(spec, value)
    except BadValue as error:
        yield Mistake(path, str(error))


def _asked_for(spec: FieldSpec) -> str:
    if spec.kind is Kind.DATE:
        return _("Give a year, a month of a year, or a day.")
    return _("Say something here.") if spec.kind in _TEXTS else _("Choose one of the list.")


def _together(content: Content) -> Iterator[Mistake]:
    """What is wrong with fields beside one another."""
    start, end = content.text("start"), content.text("end")
    if start and end and end[: len(start)] < start[: len(end)]:
        yield Mistake("end", _("It ends before it begins. Check both dates."))
    if content.text("true_as_of") > today().isoformat():
        yield Mistake("true_as_of", _("This day is yet to come. Give a day until today."))
    if not content.items("blocks") and not content.text("approach"):
        yield Mistake("blocks", _("Tell at least one building block."))
    measured, said_none = content.items("results"), content.flag("not_measured")
    if not measured and not said_none:
        yield Mistake("results", _("Tell a result, or say that nothing was measured."))
    if measured and said_none and any(not item.flag("is_target") for item in measured):
        yield Mistake(
            "not_measured", _("There are results, and it says that nothing was measured.")
        )
    for item in content.items("pictures"):
        if item.flag("shows_people") and not item.text("consent"):
            yield Mistake(
                item.path("consent"),
                _("Say who agreed to be shown, when and how, or choose another picture."),
            )


def _text(spec: FieldSpec, value: str) -> str:
    text = as_kept(_CONTROL.sub("", value))
    if spec.kind not in _TEXTS and not text:
        return ""
    if spec.kind is not Kind.PROSE:
        text = " ".join(text.split())
    _within(spec, text)
    _CHECKS.get(spec.kind, _nothing_more)(spec, text)
    return text


def _within(spec: FieldSpec, text: str) -> None:
    if spec.kind in {*_TEXTS, Kind.URL} and len(text) > spec.most:
        raise BadValue(
            _("%(have)s characters; at most %(most)s are kept. Shorten it.")
            % {"have": _read(len(text)), "most": _read(spec.most)}
        )
    if spec.most_words and words_in(text) > spec.most_words:
        raise BadValue(
            _("%(have)s words; at most %(most)s fit. Shorten it.")
            % {"have": _read(words_in(text)), "most": _read(spec.most_words)}
        )


def _choice(spec: FieldSpec, text: str) -> None:
    if text not in {code for code, _label in spec.choices}:
        raise BadValue(_("Choose one of the list."))


def _a_date(_spec: FieldSpec, text: str) -> None:
    if not _DATE.fullmatch(text):
        raise BadValue(_("Give a year, a month of a year, or a day."))
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError as error:
        raise BadValue(_("There is no such day.")) from error


def _a_number(_spec: FieldSpec, text: str) -> None:
    try:
        fine = bool(_NUMBER.fullmatch(text)) and Decimal(text).is_finite()
    except InvalidOperation:
        fine = False
    if not fine:
        raise BadValue(_("Give a number."))


def _an_address(_spec: FieldSpec, text: str) -> None:
    try:
        public_web_address(text)
    except ValidationError as refused:
        raise BadValue(refused.messages[0]) from refused


def _an_id(_spec: FieldSpec, text: str) -> None:
    try:
        UUID(text)
    except ValueError as error:
        raise BadValue(_("Choose one of the list.")) from error


def _an_item(_spec: FieldSpec, text: str) -> None:
    if not is_item_id(text):
        raise BadValue(_("Choose one of the list."))


def _nothing_more(_spec: FieldSpec, _text: str) -> None:
    """Texts, and codes whose list stands elsewhere: whoever saves asks there."""


_CHECKS = {
    Kind.CHOICE: _choice,
    Kind.DATE: _a_date,
    Kind.NUMBER: _a_number,
    Kind.URL: _an_address,
    Kind.FILE: _an_id,
    Kind.MAILBOX: _an_id,
    Kind.SOURCE: _an_item,
}


def _item_ids(spec: GroupSpec, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(x, str) and is_item_id(x) for x in value):
        raise BadValue(_("This is not a list of items."))
    return _at_most(spec.most, list(dict.fromkeys(value)))


def _codes(spec: FieldSpec, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise BadValue(_("This is not a list."))
    for code in value:
        if spec.choices:
            _choice(spec, code)
        elif len(code) > 120:
            raise BadValue(_("Choose one of the list."))
    return _at_most(spec.most, list(dict.fromkeys(value)))


def _goals(spec: FieldSpec, value: Any) -> list[int]:
    if not isinstance(value, list) or not all(type(x) is int and 1 <= x <= 17 for x in value):
        raise BadValue(_("The goals are numbered from 1 to 17."))
    return _at_most(spec.most, sorted(set(value)))


def _at_most(most: int, values: list[Any]) -> list[Any]:
    if len(values) > most:
        raise BadValue(
            ngettext(
                "At most %(most)s is kept here. Take some away.",
                "At most %(most)s are kept here. Take some away.",
                most,
            )
            % {"most": _read(most)}
        )
    return values


def _read(count: int) -> str:
    return number(count, active_language())
