"""The deed: bring the experiences of a file into the library.

Lines come from any source that can be read twice: a JSON Lines file, the rows of a sheet.
"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.search.indexing.words import Tally, index_words
from hamshahr.commons.translating.jobs import note_soon
from hamshahr.commons.translating.texts import texts_changed
from hamshahr.domains.experiences.importing.checking import (
    Checked,
    Lines,
    Progress,
    batches,
    check_lines,
)
from hamshahr.domains.experiences.importing.places import Places
from hamshahr.domains.experiences.importing.reading import JsonLines, Mistake
from hamshahr.domains.experiences.importing.writing import (
    ConfirmedMeanwhile,
    Terms,
    Written,
    write_batch,
)
from hamshahr.domains.experiences.permissions import may_import
from hamshahr.kernel.audit.actions import record

# Of larger imports a job takes note of what is to be translated: some ten milliseconds for each
_NOTED_AT_ONCE = 1_000
_LOCK = 7_302_002  # one import writes at a time; any number that nothing else in the database uses
# Held or waited for, by whatever process, in this database
_IS_LOCKED = """
SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 0 AND objid = %s AND objsubid = 1
   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


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
    verify: Callable[[Written, AbstractSet[int]], None] = lambda _written, _left_out: None,
) -> Written:
    """Import every experience that ``lines`` hold, or none.

    Each mistake goes to ``report`` as it is found; if there was one, ``ImportRefused`` is raised
    and nothing is written. With ``only_good`` the lines without a mistake are imported, as long as
    there is one, and the others left out. Doing it again with the same lines changes nothing.
    A licence and a rights holder hold for lines that name none; where neither does, what an
    experience has stays, and a new one gets ``DEFAULT_LICENCE``. What a city has confirmed is not
    changed: a line that would is a mistake; what stood before in any other that is published is
    kept as a revision. What was written can be found by its words at once; by
    its meaning after ``commons.search``'s ``index_meaning``. ``progress`` is told the stage and how
    many lines it has done. ``verify`` is shown what was written and the numbers of the lines left
    out, before anybody else sees it; what it raises undoes all of it. Of two imports at once, one
    writes after the other. Raises ``BadTerms`` for a licence or rights holder that is too long,
    ``OSError``.
    """
    if not may_import(by):
        raise PermissionDenied("Only those who may import do.")
    places = Places(system_actor())
    checked = check_lines(lines, places, terms, report, progress)
    if checked.mistakes and not (only_good and checked.lines):
        raise ImportRefused(checked.mistakes)
    with transaction.atomic():
        _wait_for_other_imports()
        written = _write(lines, places, terms, checked, progress)
        verify(written, checked.wrong)
        details: dict[str, Any] = {"left_out": len(checked.wrong)} if only_good else {}
        _record(lines, terms, written, by, details)
    return written


def _record(
    lines: Lines, terms: Terms, written: Written, by: User, details: dict[str, Any]
) -> None:
    record(
        by=by,
        deed="experiences.import",
        object_type="file",
        object_id=lines.name[:200],
        new=written.new,
        changed=written.changed,
        unchanged=written.unchanged,
        kept=written.kept,
        draft=terms.draft,
        **details,
    )


def _write(
    lines: Lines, places: Places, terms: Terms, checked: Checked, progress: Progress
) -> Written:
    def require_known(mistake: Mistake) -> None:
        if mistake.line not in checked.wrong:
            raise FileChanged from ValueError(str(mistake))

    written = Written()
    is_small = len(checked.lines) <= _NOTED_AT_ONCE
    tally = Tally()
    good = (line for line in lines.read(require_known) if line.number not in checked.wrong)
    for batch in batches(good):
        for line in batch:
            if not checked.holds(line):
                raise FileChanged
        try:
            write_batch(batch, places, terms, written)
        except ConfirmedMeanwhile as error:
            raise FileChanged from error
        index_words(kind="experience", ids=written.touched, tally=tally)
        if is_small:
            texts_changed("experience", written.touched)
        progress("written", written.total)
    tally.write()
    if not is_small:
        note_soon()
    if written.total != len(checked.lines):
        raise FileChanged
    return written


def import_goes_on() -> bool:
    """Tell whether an import writes, or waits for one that does.

    Its transaction holds the lock until it is written or broken off, whatever became of its
    process; another import would wait for just that.
    """
    with connection.cursor() as cursor:
        cursor.execute(_IS_LOCKED, [_LOCK])
        return cursor.fetchone() is not None


def _wait_for_other_imports() -> None:
    """Hold the imports' lock until the transaction ends: two would meet at cities and words."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
