"""The deed: bring the experiences of a file into the library.

Lines come from any source that can be read twice: a JSON Lines file, the rows of a sheet.
"""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.search.indexing.words import Tally, index_words
from hamshahr.domains.experiences.importing.places import Places
from hamshahr.domains.experiences.importing.reading import JsonLines, Mistake, NumberedLine
from hamshahr.domains.experiences.importing.writing import (
    BATCH,
    ConfirmedMeanwhile,
    Terms,
    Written,
    citys_own,
    write_batch,
)
from hamshahr.domains.experiences.permissions import may_import
from hamshahr.kernel.audit.actions import record

_LOCK = 7_302_002  # one import writes at a time; any number that nothing else in the database uses

Progress = Callable[[str, int], None]


class ImportRefused(ValueError):
    """The file has mistakes (already reported one by one); nothing of it was written."""

    def __init__(self, mistakes: int) -> None:
        counted = "1 mistake" if mistakes == 1 else f"{mistakes:,} mistakes"
        super().__init__(f"{counted}; nothing was imported")
        self.mistakes = mistakes


class FileChanged(ImportRefused):
    """The file was written to between the check of its lines and their import."""

    def __init__(self) -> None:
        ValueError.__init__(self, "the file changed while it was read; nothing was imported")
        self.mistakes = 1


class Lines(Protocol):
    """Where lines come from; read twice, and the second time they must be the same.

    ``name`` names the source in the record. The numbers of lines grow.
    """

    name: str

    def read(self, report: Callable[[Mistake], None]) -> Iterator[NumberedLine]: ...


@dataclass
class Counter:
    """Passes mistakes on to whoever shows them, and counts them and the lines they stand in."""

    show: Callable[[Mistake], None]
    count: int = 0
    lines: set[int] = field(default_factory=set)

    def report(self, mistake: Mistake) -> None:
        self.count += 1
        self.lines.add(mistake.line)
        self.show(mistake)


@dataclass
class Checked:
    """What was found in order, by id: the line's number and what it says. Grows with the lines."""

    lines: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    wrong: set[int] = field(default_factory=set)  # the lines that are left out

    def first_number(self, line: NumberedLine) -> int:
        """Keep ``line``, and return the number of the first line with its id."""
        return self.lines.setdefault(line.entry.id, (line.number, line.digest))[0]

    def leave_out(self, wrong: set[int]) -> None:
        self.wrong = wrong
        self.lines = {code: kept for code, kept in self.lines.items() if kept[0] not in wrong}

    def require_the_same(self, line: NumberedLine) -> None:
        if self.lines.get(line.entry.id) != (line.number, line.digest):
            raise FileChanged


def import_experiences(
    *,
    path: Path,
    by: User,
    draft: bool = False,
    licence: str = "",
    rights_holder: str = "",
    only_good: bool = False,
    report: Callable[[Mistake], None],
    progress: Progress = lambda _stage, _count: None,
) -> Written:
    """Import the experiences of the JSON Lines file ``path``: see ``import_lines``."""
    return import_lines(
        lines=JsonLines(path),
        terms=Terms(licence, rights_holder, draft, timezone.now()),
        by=by,
        only_good=only_good,
        report=report,
        progress=progress,
    )


def import_lines(
    *,
    lines: Lines,
    terms: Terms,
    by: User,
    only_good: bool = False,
    report: Callable[[Mistake], None],
    progress: Progress = lambda _stage, _count: None,
) -> Written:
    """Import every experience that ``lines`` hold, or none.

    Each mistake goes to ``report`` as it is found; if there was one, ``ImportRefused`` is raised
    and nothing is written. With ``only_good`` the lines without a mistake are imported, as long as
    there is one, and the others left out. Doing it again with the same lines changes nothing.
    A licence and a rights holder hold for lines that name none; where neither does, what an
    experience has stays, and a new one gets ``DEFAULT_LICENCE``. What a city has confirmed is not
    changed: a line that would is a mistake. What was written can be found by its words at once; by
    its meaning after ``commons.search``'s ``index_meaning``. ``progress`` is told the stage and how
    many lines it has done. Of two imports at once, one writes after the other. Raises ``BadTerms``
    for a licence or rights holder that is too long, ``OSError``.
    """
    if not may_import(by):
        raise PermissionDenied("Only those who may import do.")
    places = Places(system_actor())
    checked = _check(lines, places, terms, report, progress, only_good=only_good)
    with transaction.atomic():
        _wait_for_other_imports()
        written = _write(lines, places, terms, checked, progress)
        details: dict[str, Any] = {"left_out": len(checked.wrong)} if only_good else {}
        record(
            by=by,
            deed="experiences.import",
            object_type="file",
            object_id=lines.name[:200],
            new=written.new,
            changed=written.changed,
            unchanged=written.unchanged,
            draft=terms.draft,
            **details,
        )
    return written


def _check(
    lines: Lines,
    places: Places,
    terms: Terms,
    report: Callable[[Mistake], None],
    progress: Progress,
    *,
    only_good: bool,
) -> Checked:
    counter = Counter(report)
    checked = Checked()
    done = 0
    for batch in batches(lines.read(counter.report)):
        for line in batch:
            if (first := checked.first_number(line)) != line.number:
                text = f"“{line.entry.id}” stands already in line {first}"
                said = {"shown": line.entry.id, "first": first}
                counter.report(Mistake(line.number, "id", text, "stands_twice", said))
            for mistake in places.mistakes(line.number, line.entry):
                counter.report(mistake)
            done += 1
            progress("checked", done)
        for mistake in citys_own(batch, terms):
            counter.report(mistake)
    if not done and not counter.count:
        counter.report(Mistake(1, "", "the file holds no experience", "empty"))
    checked.leave_out(counter.lines)
    if counter.count and not (only_good and checked.lines):
        raise ImportRefused(counter.count)
    return checked


def batches(lines: Iterator[NumberedLine]) -> Iterator[Sequence[NumberedLine]]:
    """Yield lines as many at a time as are looked up and written together."""
    while batch := list(itertools.islice(lines, BATCH)):
        yield batch


def _write(
    lines: Lines, places: Places, terms: Terms, checked: Checked, progress: Progress
) -> Written:
    def require_known(mistake: Mistake) -> None:
        if mistake.line not in checked.wrong:
            raise FileChanged from ValueError(str(mistake))

    written = Written()
    tally = Tally()
    good = (line for line in lines.read(require_known) if line.number not in checked.wrong)
    for batch in batches(good):
        for line in batch:
            checked.require_the_same(line)
        try:
            write_batch(batch, places, terms, written)
        except ConfirmedMeanwhile as error:
            raise FileChanged from error
        index_words(kind="experience", ids=written.touched, tally=tally)
        progress("written", written.total)
    tally.write()
    if written.total != len(checked.lines):
        raise FileChanged
    return written


def _wait_for_other_imports() -> None:
    """Hold the imports' lock until the transaction ends: two would meet at cities and words."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
