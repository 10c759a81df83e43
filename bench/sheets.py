"""How long each step of a sheet's import takes, and how much memory, at the desk and in the queue.

    .venv/bin/python bench/sheets.py              20,000 rows, the most that is read
    .venv/bin/python bench/sheets.py 2000         as many as this

Sends files to the desk of a new instance, and goes with each from page to page to its acceptance;
what the job queue would do is done between the pages. Each step is a process of its own, so that
its memory is told apart. The lists are made up: texts of Persian words, cities that are real, every
hundredth row with a mistake. Prints what was measured on this machine.
"""

import csv
import io
import os
import resource
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
MOST_ROWS = 20_000
HEADINGS = ("عنوان پروژه", "شهر", "کشور", "سال شروع", "موضوع", "وضعیت", "خلاصه", "مسئله", "اقدام")
CITIES = (("شیراز", "ایران"), ("مشهد", "IR"), ("Medellín", "Colombia"), ("Dakar", "SN"))
YEARS = ("۱۳۹۸", "1399/05/12", 2019, "1400")
SENTENCE = "شهرداری با همکاری مردم ساعت‌های اوج سفر را سنجید و چراغ‌ها را هماهنگ کرد"
# Windows-1256 has the Arabic forms of these alone, as old Persian files do, and no accented i
ARABIC = str.maketrans("یکí۰۱۲۳۴۵۶۷۸۹", "يكi0123456789")
WIDE = 95  # columns: with the most rows it has nearly the most elements that are read


def rows(count: int, columns: int = len(HEADINGS)) -> Iterator[list[Any]]:
    """Yield the headings and so many rows; columns beyond the known ones hold a number each."""
    yield [*HEADINGS, *(f"ستون {place}" for place in range(columns - len(HEADINGS)))]
    said = SENTENCE.split()
    for number in range(count):
        words = [said[(number * 7 + turn * 3) % len(said)] for turn in range(60)]
        year = "دیروز" if number % 100 == 99 else YEARS[number % len(YEARS)]
        prose = [" ".join(words[start : start + 20]) for start in (0, 20, 40)]
        known = [f"طرح {number}", *CITIES[number % len(CITIES)], year, "ترافیک هوشمند", "", *prose]
        yield [*known, *([number] * (columns - len(HEADINGS)))]


def workbook(lines: Iterator[list[Any]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for line in lines:
        sheet.append(line)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def text(lines: Iterator[list[Any]], encoding: str) -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=";").writerows(lines)
    return file.getvalue().translate(ARABIC).encode(encoding)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else MOST_ROWS
    folder = Path(tempfile.mkdtemp(prefix="hamshahr-bench-", dir="/tmp"))
    folder.chmod(0o755)  # as root, the database runs as another user
    os.environ.pop("DATABASE_URL", None)
    os.environ["HAMSHAHR_DATA"] = str(folder / "data")
    os.environ["DJANGO_SETTINGS_MODULE"] = "hamshahr.config.settings"
    os.environ |= {"HAMSHAHR_ADDRESS": "http://localhost:8000", "HAMSHAHR_ASSOCIATION": "Bench"}
    from hamshahr.config.command_line.running import django_running  # its settings exist only now

    try:
        with django_running():
            from django.urls import get_resolver

            from hamshahr.config.command_line.migrate import lay_database
            from hamshahr.config.static_files import collect

            lay_database(verbosity=0)
            collect()
            get_resolver().url_patterns  # noqa: B018 - imports the views, before anything is timed
            walk("workbook", workbook(rows(count)))
            walk("CSV, Windows-1256", text(rows(count), "windows-1256"))
            walk("workbook, too many rows", workbook(rows(count + MOST_ROWS)))
            walk(f"workbook, {WIDE} columns", workbook(rows(count, WIDE)))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def walk(kind: str, content: bytes) -> None:
    """Go with a file from page to page; print what each step takes."""
    print(f"\n{kind}, {len(content) / 1e6:.1f} MB", flush=True)
    print(f"{'step':>28}{'seconds':>10}{'queries':>9}{'peak MB':>9}")
    alone("(nothing)", lambda _desk: None)
    alone("send", lambda desk: desk.send(content))
    alone("read, in the queue", lambda desk: desk.work("reading"))
    alone("columns", lambda desk: desk.get("sheet-columns"))
    alone("columns kept, trial begun", lambda desk: desk.keep())
    alone("trial, in the queue", lambda desk: desk.work("trying"))
    alone("what would happen", lambda desk: desk.get("sheet"))
    alone("its last page", lambda desk: desk.get("sheet", last=True))
    alone("its list, as a file", lambda desk: desk.get("sheet-list"))
    alone("accept", lambda desk: desk.accept())
    alone("import, in the queue", lambda desk: desk.work("importing"))
    alone("rows left out, as a file", lambda desk: desk.get("sheet-left-out"))
    alone("discard", lambda desk: desk.post("sheet-discard", {}))


def alone(step: str, work: Callable[["Desk"], object]) -> None:
    """Do a step in a process of its own; ``work`` answers ``None`` where there is nothing to do."""
    from django.db import connection

    connection.close()
    connection.close_pool()
    sys.stdout.flush()
    if child := os.fork():
        _child, status = os.waitpid(child, 0)
        if status:
            sys.exit(f"{step} failed")
        return
    failed = 1
    try:
        desk = Desk()
        began = time.monotonic()
        told = work(desk)
        seconds = time.monotonic() - began
        if told is not None or step == "(nothing)":
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{step:>28}{seconds:10.2f}{told or 0!s:>9}{peak:9.0f}", flush=True)
        failed = 0
    except Exception:  # noqa: BLE001 - a process that ends by _exit tells nothing by itself
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(failed)


class Desk:
    """The desk as an editor sees it, and what waits in its queue."""

    def __init__(self) -> None:
        from django.test import Client

        from tests.cast import CLAIRE

        self._claire = CLAIRE.serving()
        self._client = Client(SERVER_NAME="localhost")
        self._client.force_login(self._claire)

    def send(self, content: bytes) -> int:
        from django.core.files.uploadedfile import SimpleUploadedFile

        return self.post("sheets-send", {"file": SimpleUploadedFile("cases", content)}, pk=False)

    def keep(self) -> int | None:
        """Send the form of the columns as it is shown, all of them left as they were guessed."""
        if (sheet := self._sheet()) is None or sheet.state != "read":
            return None
        from hamshahr.faces.desk.sheet_forms import ColumnsForm
        from hamshahr.faces.desk.sheets import COLUMNS_A_PAGE

        shown = ColumnsForm(sheet, range(COLUMNS_A_PAGE))
        typed = {field.html_name: field.value() or "" for field in shown}
        typed = {name: value for name, value in typed.items() if value is not False}
        return self.post("sheet-columns", {**typed, "try": "1"})

    def accept(self) -> int | None:
        if (sheet := self._sheet()) is None or sheet.state != "tried":
            return None
        return self.post("sheet-accept", {"version": sheet.version, "only_good": "1"})

    def get(self, page: str, *, last: bool = False) -> int | None:
        if (sheet := self._sheet()) is None or sheet.state == "reading":
            return None
        told = {"show": "new", "page": max(1, sheet.found["new"] // 50)} if last else {}
        return self._counted(lambda: self._client.get(self._at(page), told))

    def post(self, page: str, typed: dict[str, Any], *, pk: bool = True) -> int:
        return self._counted(lambda: self._client.post(self._at(page, pk=pk), typed))

    def work(self, state: str) -> int | None:
        """Do what the queue was given, if it was."""
        from hamshahr.domains.experiences import jobs

        if (sheet := self._sheet()) is None or sheet.state != state:
            return None
        said = {"sheet": str(sheet.pk)}
        by = {"by": str(self._claire.pk)}
        do: dict[str, Callable[[], object]] = {
            "reading": lambda: jobs.read_sheet_later(**said, read_as={}),
            "trying": lambda: jobs.try_sheet_later(**said, **by),
            "importing": lambda: jobs.import_sheet_later(**said, **by, only_good=True),
        }
        queries = self._counted(do[state])
        if (left := self._sheet()) is not None and left.fault:
            print(f"{'':>28}  refused: {left.fault}")
        return queries

    def _counted(self, ask: Callable[[], Any]) -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            answer = ask()
            if getattr(answer, "streaming", False):
                for _piece in answer:
                    pass
        assert getattr(answer, "status_code", 200) < 400, answer
        return len(asked)

    def _at(self, page: str, *, pk: bool = True) -> str:
        from django.urls import reverse

        sheet = self._sheet() if pk else None
        return reverse(f"desk:{page}", kwargs={"pk": sheet.pk} if sheet else {})

    def _sheet(self) -> Any:
        from hamshahr.domains.experiences.models import SheetImport

        return SheetImport.objects.defer("content", "table").first()


if __name__ == "__main__":
    main()
