"""The rows of a sheet as lines of an import: what ``import_lines`` reads twice."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hamshahr.domains.experiences.importing.reading import Mistake, NumberedLine, line_of
from hamshahr.domains.experiences.importing.sheets.building import Builder, Built, together
from hamshahr.domains.experiences.importing.sheets.headings import rows_below
from hamshahr.domains.experiences.importing.sheets.plans import Plan
from hamshahr.domains.experiences.importing.sheets.tables import Row, Table


@dataclass(frozen=True)
class Read:
    """What was read of a row, or of several that are one experience."""

    built: Built
    line: NumberedLine | None
    mistakes: tuple[Mistake, ...]


class SheetLines:
    """The rows of a table below its headings, read by a plan. ``name`` is that of the file.

    ``watch`` is shown each row before it is told of; ``progress`` is told how many were read.
    """

    def __init__(
        self,
        table: Table,
        plan: Plan,
        name: str,
        watch: Callable[[Read], None] = lambda _read: None,
        progress: Callable[[int], None] = lambda _rows: None,
    ) -> None:
        self._table = table
        self._plan = plan
        self._builder = Builder(plan)
        self._watch = watch
        self._progress = progress
        self.name = name

    def read(self, report: Callable[[Mistake], None]) -> Iterator[NumberedLine]:
        """Yield the lines that are in order; report each mistake of the others."""
        rows = 0
        for each in self.examine():
            self._watch(each)
            rows += len(each.built.rows)
            self._progress(rows)
            for mistake in each.mistakes:
                report(mistake)
            if each.line is not None:
                yield each.line

    def examine(self) -> Iterator[Read]:
        """Yield what each row says, with its mistakes, in the sheet's order."""
        for built in self._built():
            mistakes = list(built.mistakes)
            known = {mistake.field for mistake in mistakes}
            found: list[Mistake] = []
            line = line_of(built.content, built.rows[0], found.append)
            # A cell that could not be read is missing, too: it is told once
            mistakes.extend(mistake for mistake in found if mistake.field not in known)
            yield Read(built, None if mistakes else line, tuple(mistakes))

    def _built(self) -> Iterator[Built]:
        below = rows_below(self._table, self._plan.header, self._plan.header_rows)
        if not self._plan.joins_rows:
            yield from map(self._builder.build, below)
            return
        by_name: dict[str, list[Row]] = {}
        for row in below:
            name = self._builder.build(row).content.get("id") or f"row {row.number}"
            by_name.setdefault(name, []).append(row)
        for rows in by_name.values():
            yield together([self._builder.build(row) for row in rows])
