"""The deed: bring the experiences of a file into the library."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.search.indexing.words import Tally, index_words
from hamshahr.domains.experiences.importing.places import Places
from hamshahr.domains.experiences.importing.reading import Mistake, NumberedLine, read_lines
from hamshahr.domains.experiences.importing.writing import BATCH, Terms, Written, write_batch
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


@dataclass
class Counter:
    """Passes mistakes on to whoever shows them, and counts them."""

    show: Callable[[Mistake], None]
    count: int = 0

    def report(self, mistake: Mistake) -> None:
        self.count += 1
        self.show(mistake)


@dataclass
class Checked:
    """What was found in order, by id: the line's number and what it says. Grows with the lines."""

    lines: dict[str, tuple[int, bytes]] = field(default_factory=dict)

    def first_number(self, line: NumberedLine) -> int:
        """Keep ``line``, and return the number of the first line with its id."""
        return self.lines.setdefault(line.entry.id, (line.number, line.digest))[0]

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
    report: Callable[[Mistake], None],
    progress: Progress = lambda _stage, _count: None,
) -> Written:
    """Import every experience of the JSON Lines file ``path``, or none.

    Each mistake goes to ``report`` as it is found; if there was one, ``ImportRefused`` is raised
    and nothing is written. Doing it again with the same file changes nothing. ``licence`` and
    ``rights_holder`` hold for lines that name none; where neither does, what an experience has
    stays, and a new one gets ``DEFAULT_LICENCE``. What was written can be found by its words at
    once; by its meaning after ``commons.search``'s ``index_meaning``. ``progress`` is told the
    stage and how many lines it has done. Of two imports at once, one writes after the other.
    Raises ``BadTerms`` for a licence or rights holder that is too long, ``OSError``.
    """
    if not may_import(by):
        raise PermissionDenied("Only the system imports files.")
    terms = Terms(licence, rights_holder, draft, timezone.now())
    places = Places(by)
    checked = _check(path, places, report, progress)
    with transaction.atomic():
        _wait_for_other_imports()
        written = _write(path, places, terms, checked, progress)
        record(
            by=by,
            deed="experiences.import",
            object_type="file",
            object_id=path.name[:200],
            new=written.new,
            changed=written.changed,
            unchanged=written.unchanged,
            draft=draft,
        )
    return written


def _check(
    path: Path, places: Places, report: Callable[[Mistake], None], progress: Progress
) -> Checked:
    counter = Counter(report)
    checked = Checked()
    done = 0
    for line in read_lines(path, counter.report):
        if (first := checked.first_number(line)) != line.number:
            text = f"“{line.entry.id}” stands already in line {first}"
            counter.report(Mistake(line.number, "id", text))
        for mistake in places.mistakes(line.number, line.entry):
            counter.report(mistake)
        done += 1
        progress("checked", done)
    if not done and not counter.count:
        counter.report(Mistake(1, "", "the file holds no experience"))
    if counter.count:
        raise ImportRefused(counter.count)
    return checked


def _write(
    path: Path, places: Places, terms: Terms, checked: Checked, progress: Progress
) -> Written:
    def changed_meanwhile(mistake: Mistake) -> None:
        raise FileChanged from ValueError(str(mistake))

    written = Written()
    tally = Tally()
    lines = read_lines(path, changed_meanwhile)
    while batch := list(itertools.islice(lines, BATCH)):
        for line in batch:
            checked.require_the_same(line)
        write_batch(batch, places, terms, written)
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
