"""What somebody says of a sheet: how it is read, what its columns and its words mean."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.commons.translation.calendars import Calendar
from hamshahr.commons.translation.languages import active_language, language
from hamshahr.commons.translation.typed.fields import TypedNumberField
from hamshahr.domains.experiences.importing.line import width
from hamshahr.domains.experiences.importing.sheets.fields import CONSTANTS, FIELDS, Kind
from hamshahr.domains.experiences.importing.sheets.meanings import language_meant
from hamshahr.domains.experiences.importing.sheets.plans import SEPARATORS, Column, Plan
from hamshahr.domains.experiences.importing.sheets.reading_csv import DELIMITERS, ENCODINGS
from hamshahr.domains.experiences.importing.sheets.receiving import ReadAs
from hamshahr.domains.experiences.importing.sheets.tables import MOST_ROWS
from hamshahr.domains.experiences.importing.writing import Terms
from hamshahr.domains.experiences.models import Experience, SheetImport, SheetMapping
from hamshahr.domains.network.queries import countries_by_name

_LONGEST = 500  # characters of a value for all rows
_WITH_PARTS = frozenset({Kind.LIST, Kind.NUMBERS})


class SendForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy("An Excel workbook (.xlsx) or a CSV file, at most 10 megabytes."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
    )


class ReadAsForm(forms.Form):
    """How the file is read."""

    sheet = forms.ChoiceField(label=gettext_lazy("Sheet"), required=False)
    encoding = forms.ChoiceField(label=gettext_lazy("Encoding"), required=False)
    delimiter = forms.ChoiceField(label=gettext_lazy("Cells are parted by"), required=False)
    header = TypedNumberField(
        label=gettext_lazy("Row of the headings"), min_value=1, max_value=MOST_ROWS
    )
    header_rows = forms.ChoiceField(
        label=gettext_lazy("The headings take"),
        choices=[("1", gettext_lazy("one row")), ("2", gettext_lazy("two rows"))],
    )

    def __init__(self, sheets: Sequence[str], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        if sheets:
            del self.fields["encoding"], self.fields["delimiter"]
            _choose(self.fields["sheet"], [(name, name) for name in sheets])
        else:
            del self.fields["sheet"]
            _choose(self.fields["encoding"], [(name, name.upper()) for name in ENCODINGS])
            names = (_("comma"), _("semicolon"), _("tab"))
            _choose(self.fields["delimiter"], list(zip(DELIMITERS, names, strict=True)))

    def read_as(self) -> ReadAs:
        said = self.cleaned_data
        return ReadAs(
            sheet=said.get("sheet", ""),
            encoding=said.get("encoding", ""),
            delimiter=said.get("delimiter", ""),
            header=said["header"],
            header_rows=int(said["header_rows"]),
        )


class ColumnsForm(forms.Form):
    """What some columns of a sheet mean, and what holds for all rows."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    calendar = forms.ChoiceField(label=gettext_lazy("Calendar of the years"), required=False)
    joins_rows = forms.BooleanField(
        label=gettext_lazy("Several rows with one title and city are one experience"),
        required=False,
    )
    licence = forms.CharField(
        label=gettext_lazy("Licence, where a row names none"),
        required=False,
        max_length=width(Experience, "licence"),
    )
    rights_holder = forms.CharField(
        label=gettext_lazy("Rights holder, where a row names none"),
        required=False,
        max_length=width(Experience, "rights_holder"),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    as_draft = forms.BooleanField(label=gettext_lazy("Do not publish what is new"), required=False)
    name = forms.CharField(
        label=gettext_lazy("Name of this mapping"),
        help_text=gettext_lazy("Remembered anyway; a name lets others take it for other sheets."),
        required=False,
        max_length=width(SheetMapping, "name"),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(
        self, sheet: SheetImport, positions: range, data: Any = None, *, name: str = ""
    ) -> None:
        self._plan = Plan.from_kept(sheet.plan)
        self._positions = [place for place in positions if place < len(self._plan.columns)]
        initial = {
            "based_on": sheet.version, "calendar": self._plan.calendar, "name": name,
            "joins_rows": self._plan.joins_rows, "licence": sheet.licence,
            "rights_holder": sheet.rights_holder, "as_draft": sheet.as_draft,
        }  # fmt: skip
        super().__init__(data, initial=initial)
        _choose(self.fields["calendar"], [
            ("", _("as the years themselves tell")),
            (str(Calendar.SOLAR_HIJRI), _("Solar Hijri")),
            (str(Calendar.GREGORIAN), _("Gregorian")),
        ])  # fmt: skip
        self._add_columns()
        self._add_constants()

    def _add_columns(self) -> None:
        choices = [("", _("– left out –")), *((key, one.label) for key, one in FIELDS.items())]
        signs = [("", _("not parted")), *((sign, _shown(sign)) for sign in SEPARATORS)]
        for place in self._positions:
            column = self._plan.columns[place]
            self.fields[f"to_{place}"] = forms.ChoiceField(
                choices=choices, required=False, initial=column.to
            )
            self.fields[f"parted_{place}"] = forms.ChoiceField(
                choices=signs, required=False, initial=column.separator
            )

    def _add_constants(self) -> None:
        for each in CONSTANTS:
            said = self._plan.constants.get(each.key, "")
            if each.kind is Kind.COUNTRY:
                self.fields[_constant(each.key)] = _country_field(str(each.label), said)
                continue
            if each.kind is Kind.LANGUAGE and said:
                said = language(said).name_in(active_language())
            self.fields[_constant(each.key)] = forms.CharField(
                label=str(each.label),
                required=False,
                max_length=_LONGEST,
                initial=said,
                widget=forms.TextInput(attrs={"dir": "auto"}),
            )

    def columns(self) -> Iterator[tuple[int, forms.BoundField, forms.BoundField]]:
        """Yield the columns shown: position, where it leads, how its cells are parted."""
        for place in self._positions:
            yield place, self[f"to_{place}"], self[f"parted_{place}"]

    def constants(self) -> list[forms.BoundField]:
        return [self[_constant(each.key)] for each in CONSTANTS]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        key = _constant("language")
        if said.get(key):
            said[key] = language_meant(said[key])
            if said[key] is None:
                self.add_error(key, _("No language is known by this name."))
        return said

    def plan(self) -> Plan:
        """Return the plan with what was said; columns of other pages stay as they are."""
        said = self.cleaned_data
        columns = list(self._plan.columns)
        for place in self._positions:
            to, sign = said[f"to_{place}"], said[f"parted_{place}"]
            parted = to in FIELDS and FIELDS[to].kind in _WITH_PARTS
            columns[place] = Column(columns[place].heading, to, sign if parted else "")
        constants = {each.key: said.get(_constant(each.key)) or "" for each in CONSTANTS}
        return replace(
            self._plan,
            columns=tuple(columns),
            constants={key: value for key, value in constants.items() if value},
            calendar=said["calendar"],
            joins_rows=said["joins_rows"],
        )

    def terms(self) -> Terms:
        said = self.cleaned_data
        return Terms(said["licence"], said["rights_holder"], said["as_draft"], timezone.now())


def _constant(key: str) -> str:
    return f"all_{key.replace('.', '_')}"


def _choose(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _country_field(label: str, said: str) -> forms.ChoiceField:
    choices = [("", _("– none –")), *countries_by_name(active_language())]
    return forms.ChoiceField(label=label, required=False, choices=choices, initial=said)


def _shown(sign: str) -> str:
    return _("line break") if sign == "\n" else sign
