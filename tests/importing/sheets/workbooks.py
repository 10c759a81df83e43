"""Workbooks and CSV files made in the test, as offices keep their lists."""

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

HEADINGS = ("عنوان پروژه", "شهر", "کشور", "سال شروع", "موضوع", "وضعیت", "خلاصه")
SIGNALS = ("چراغ‌های هماهنگ", "شیراز", "ایران", "۱۳۹۸", "ترافیک هوشمند", "در حال اجرا", "در شب")
CABLE = ("Escaleras al cable", "Medellín", "CO", 2016, "", "completado", "Escaleras techadas.")


def workbook(
    *rows: Sequence[Any], change: Callable[[Worksheet], None] = lambda _sheet: None
) -> bytes:
    """Return a workbook with one sheet of these rows."""
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(list(row))
    change(sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def cases(*rows: Sequence[Any], headings: Sequence[str] = HEADINGS) -> bytes:
    """Return a workbook with headings and rows."""
    return workbook(headings, *rows)


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """Return a workbook in which one file of the zip holds something else."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for each in old.namelist():
            new.writestr(each, part if each == name else old.read(each))
        if name not in old.namelist():
            new.writestr(name, part)
    return file.getvalue()


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return file.getvalue()
