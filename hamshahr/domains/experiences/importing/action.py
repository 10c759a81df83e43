"""The deed: bring the experiences of a file into the library."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.search.indexing.words import index_words
from hamshahr.domains.experiences.importing.places import Places
from hamshahr.domains.experiences.importing.reading import Mistake, read_lines
from hamshahr.domains.experiences.importing.writing import BATCH, Terms, Written, write_batch
from hamshahr.domains.experiences.permissions import may_import
from hamshahr.kernel.audit.actions import record

# CC BY 4.0 is what the library is published under; who holds the rights the file should say.
DEFAULT_LICENCE = "CC BY 4.0"
UNKNOWN_RIGHTS_HOLDER = ""

Progress = Callable[[str, int], None]


class ImportRefused(ValueError):
    """The file has mistakes (already reported one by one); nothing of it was written."""

    def __init__(self, mistakes: int) -> None:
        super().__init__(f"{mistakes} mistakes; nothing was imported")
        self.mistakes = mistakes


@dataclass
class Counter:
    """Passes mistakes on to whoever shows them, and counts them."""

    show: Callable[[Mistake], None]
    count: int = 0

    def report(self, mistake: Mistake) -> None:
        self.count += 1
        self.show(mistake)


def import_experiences(
    *,
    path: Path,
    by: User,
    draft: bool = False,
    licence: str = DEFAULT_LICENCE,
    rights_holder: str = UNKNOWN_RIGHTS_HOLDER,
    report: Callable[[Mistake], None],
    progress: Progress = lambda _stage, _count: None,
) -> Written:
    """Import every experience of the JSON Lines file ``path``, or none.

    Each mistake goes to ``report`` as it is found; if there was one, ``ImportRefused`` is raised
    and nothing is written. Doing it again with the same file changes nothing. What was written
    can be found by its words at once; by its meaning after ``commons.search``'s
    ``index_meaning``. ``progress`` is told the stage and how many lines it has done.
    """
    if not may_import(by):
        raise PermissionDenied("Only the system imports files.")
    places = Places(by)
    _check(path, places, report, progress)
    terms = Terms(licence, rights_holder, draft, timezone.now())
    with transaction.atomic():
        written = _write(path, places, terms, progress)
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
) -> None:
    counter = Counter(report)
    seen: dict[str, int] = {}
    done = 0
    for line in read_lines(path, counter.report):
        if (first := seen.setdefault(line.entry.id, line.number)) != line.number:
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


def _write(path: Path, places: Places, terms: Terms, progress: Progress) -> Written:
    def changed_meanwhile(mistake: Mistake) -> None:
        raise ImportRefused(1) from ValueError(str(mistake))

    written = Written()
    lines = read_lines(path, changed_meanwhile)
    while batch := list(itertools.islice(lines, BATCH)):
        write_batch(batch, places, terms, written)
        index_words(kind="experience", ids=written.touched)
        progress("written", written.total)
    return written
