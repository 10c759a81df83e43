"""Form fields that take what people type: numbers, dates and codes."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Generic, Self, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import day, number
from hamshahr.commons.translation.typed.answers import Ambiguous, Unread
from hamshahr.commons.translation.typed.choosing import date_choice, number_choice
from hamshahr.commons.translation.typed.read_code import read_code
from hamshahr.commons.translation.typed.read_date import read_date, write_date
from hamshahr.commons.translation.typed.read_number import read_number, write_number
from hamshahr.commons.translation.typed.widgets import Choice, Typed, TypedInput

_Value = TypeVar("_Value")


class TypedField(forms.Field, Generic[_Value]):
    """What the three have in common: read, asked back where ambiguous, kept as typed."""

    widget = TypedInput
    attrs: ClassVar[dict[str, str]] = {"autocomplete": "off", "dir": "auto"}

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._tell_widget()

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        copied = super().__deepcopy__(memo)
        copied._tell_widget()
        return copied

    def read(self, text: str) -> _Value | Ambiguous[_Value] | Unread:
        """Return what a text that is not empty says."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """Return a value as the form shows it to be changed."""
        return str(value)

    def choice(self, value: _Value) -> Choice:
        """Return one reading of an ambiguous text, in words."""
        raise NotImplementedError

    def to_python(self, value: Any) -> _Value | None:
        typed = value if isinstance(value, Typed) else Typed("" if value is None else str(value))
        if not typed.text.strip():
            return None
        read = self.read(typed.text)
        if isinstance(read, Unread):
            raise ValidationError(read.say, code="unread")
        if not isinstance(read, Ambiguous):
            return read
        for one in read.choices:
            if self.choice(one).value == typed.meant:
                return one
        raise ValidationError(
            _("This can be read in more than one way. Choose what you mean."), code="ambiguous"
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return not self.disabled and self.to_python(data) != initial
        except ValidationError:
            return True

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {**super().widget_attrs(widget), **self.attrs}

    def _tell_widget(self) -> None:
        self.widget.choices_of = self._choices_of
        self.widget.write = self.write

    def _choices_of(self, text: str) -> list[Choice]:
        read = self.read(text)
        return [self.choice(one) for one in read.choices] if isinstance(read, Ambiguous) else []


class TypedNumberField(TypedField[Decimal]):
    """A number: an ``int``; with ``places``, a ``Decimal`` of at most so many decimals."""

    def __init__(
        self,
        *,
        places: int = 0,
        min_value: Decimal | int | None = None,
        max_value: Decimal | int | None = None,
        **options: Any,
    ) -> None:
        self.places, self.min_value, self.max_value = places, min_value, max_value
        super().__init__(**options)

    def read(self, text: str) -> Decimal | Ambiguous[Decimal] | Unread:
        return read_number(text, places=self.places)

    def write(self, value: Any) -> str:
        return write_number(value, active_language())

    def choice(self, value: Decimal) -> Choice:
        return number_choice(value)

    def clean(self, value: Any) -> Decimal | int | None:
        cleaned: Decimal | None = super().clean(value)
        return int(cleaned) if cleaned is not None and not self.places else cleaned

    def validate(self, value: Decimal | None) -> None:
        super().validate(value)
        if value is None:
            return
        if self.min_value is not None and value < self.min_value:
            bound = number(float(self.min_value), active_language())
            raise ValidationError(_("Write a number from %(least)s.") % {"least": bound})
        if self.max_value is not None and value > self.max_value:
            bound = number(float(self.max_value), active_language())
            raise ValidationError(_("Write a number up to %(most)s.") % {"most": bound})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        keyboard = "decimal" if self.places else "numeric"
        return {**super().widget_attrs(widget), "inputmode": keyboard}


class TypedDateField(TypedField[date]):
    """A day, in the Solar Hijri or the Gregorian calendar: a ``date``."""

    def __init__(
        self, *, earliest: date | None = None, latest: date | None = None, **options: Any
    ) -> None:
        self.earliest, self.latest = earliest, latest
        super().__init__(**options)

    def read(self, text: str) -> date | Ambiguous[date] | Unread:
        return read_date(text)

    def write(self, value: Any) -> str:
        return write_date(value, active_language())

    def choice(self, value: date) -> Choice:
        return date_choice(value)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        if self.earliest and value < self.earliest:
            bound = day(self.earliest, active_language())
            raise ValidationError(_("Write a date not before %(earliest)s.") % {"earliest": bound})
        if self.latest and value > self.latest:
            bound = day(self.latest, active_language())
            raise ValidationError(_("Write a date not after %(latest)s.") % {"latest": bound})


class TypedCodeField(TypedField[str]):
    """A code of digits, of one of the ``lengths``: a ``str`` of Latin digits."""

    attrs: ClassVar[dict[str, str]] = {"autocomplete": "one-time-code", "dir": "ltr"}

    def __init__(self, *, lengths: Collection[int] = (6,), **options: Any) -> None:
        self.lengths = lengths
        super().__init__(**options)

    def read(self, text: str) -> str | Unread:
        return read_code(text, lengths=self.lengths)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {**super().widget_attrs(widget), "inputmode": "numeric"}


def require_order(form: forms.Form, first: str, last: str) -> None:
    """Add an error to the field ``last`` where it is before ``first``: for a form's ``clean``."""
    begins, ends = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if begins and ends and ends < begins:
        bound = day(begins, active_language())
        form.add_error(last, _("Write a date not before %(earliest)s.") % {"earliest": bound})
