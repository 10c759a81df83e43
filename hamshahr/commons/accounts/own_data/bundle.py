"""All that is kept about a person in one ZIP file: to be read, and to be used elsewhere."""

import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.own_data.parts import PersonalData, Row, personal_data
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.spreadsheets import BOM, csv_row

_READABLE_ROWS = 500  # of a part on the page that is to be read; its files have all


@dataclass
class ReadablePart:
    """A part as the readable page shows it."""

    part: PersonalData
    count: int = 0
    columns: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)

    @property
    def files(self) -> list[str]:
        """The names of its files in the bundle."""
        return [f"{self.part.name}.json", f"{self.part.name}.csv"]

    @property
    def has_more(self) -> bool:
        """Whether the page shows the beginning of the part only."""
        return self.count > len(self.rows)


def own_bundle(*, by: User, language: str) -> BytesIO:
    """Return the file, open at its beginning, and record that she took it.

    Each part is there as JSON and as CSV; ``index.html`` shows them in ``language``.
    """
    with transaction.atomic():
        record(by=by, deed="accounts.export_own_data", object_type="person", object_id=by.pk)
    file = BytesIO()  # packed, what one person did in years is a few MB
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle:
        shown = [_write_part(bundle, part, by) for part in personal_data()]
        page = render_to_string(
            "accounts/own_data/bundle.html",
            {"parts": shown, "person": by, "language": language_of(language), "at": timezone.now()},
        )
        bundle.writestr("index.html", page)
    file.seek(0)
    return file


def _write_part(bundle: zipfile.ZipFile, part: PersonalData, by: User) -> ReadablePart:
    """Write both files of a part, reading its rows once for each."""
    shown = ReadablePart(part)
    as_json, as_csv = shown.files
    with bundle.open(as_json, "w") as file:
        for piece in _json(_counted(part.collect(by), shown)):
            file.write(piece.encode())
    with bundle.open(as_csv, "w") as file:
        for piece in _csv(part.collect(by), shown.columns):
            file.write(piece.encode())
    return shown


def _counted(rows: Iterable[Row], shown: ReadablePart) -> Iterator[Row]:
    for row in rows:
        shown.count += 1
        shown.columns = shown.columns or list(row)
        if shown.count <= _READABLE_ROWS:
            shown.rows.append([_as_text(value) for value in row.values()])
        yield row


def _json(rows: Iterable[Row]) -> Iterator[str]:
    yield "["
    for number, row in enumerate(rows):
        yield ",\n" if number else "\n"
        yield json.dumps(dict(row), ensure_ascii=False, cls=DjangoJSONEncoder)
    yield "\n]\n"


def _csv(rows: Iterable[Row], columns: list[str]) -> Iterator[str]:
    yield BOM + csv_row(columns)
    for row in rows:
        yield csv_row([_as_text(row.get(column)) for column in columns])


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder).strip('"')
