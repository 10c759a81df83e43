"""The first pass of an import: every line read and looked up, every mistake told."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from hamshahr.domains.experiences.importing.places import Places
from hamshahr.domains.experiences.importing.reading import Mistake, NumberedLine
from hamshahr.domains.experiences.importing.writing import BATCH, Terms, citys_own

Progress = Callable[[str, int], None]  # told the stage, and how many lines it has done


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
    mistakes: int = 0
    read: int = 0  # lines that could be read

    def first_number(self, line: NumberedLine) -> int:
        """Keep ``line``, and return the number of the first line with its id."""
        return self.lines.setdefault(line.entry.id, (line.number, line.digest))[0]

    def leave_out(self, wrong: set[int]) -> None:
        self.wrong = wrong
        self.lines = {code: kept for code, kept in self.lines.items() if kept[0] not in wrong}

    def holds(self, line: NumberedLine) -> bool:
        """Tell whether a line says what it said when it was checked."""
        return self.lines.get(line.entry.id) == (line.number, line.digest)


def check_lines(
    lines: Lines,
    places: Places,
    terms: Terms,
    report: Callable[[Mistake], None],
    progress: Progress,
    each: Callable[[Sequence[NumberedLine]], None] = lambda _batch: None,
) -> Checked:
    """Read all lines and look up what they name; report every mistake.

    ``each`` is given the lines that could be read, some hundreds at a time, after the mistakes of
    all of them were reported. Writes nothing.
    """
    counter = Counter(report)
    checked = Checked()
    for batch in batches(_looked_up(lines, places, counter, checked, progress)):
        for mistake in citys_own(batch, terms):
            counter.report(mistake)
        each(batch)
    if not checked.read and not counter.count:
        counter.report(Mistake(1, "", "the file holds no experience", "empty"))
    checked.leave_out(counter.lines)
    checked.mistakes = counter.count
    return checked


def _looked_up(
    lines: Lines, places: Places, counter: Counter, checked: Checked, progress: Progress
) -> Iterator[NumberedLine]:
    """Yield the lines that could be read; tell the mistakes of each before the next is read."""
    for line in lines.read(counter.report):
        if (first := checked.first_number(line)) != line.number:
            text = f"“{line.entry.id}” stands already in line {first}"
            said = {"shown": line.entry.id, "first": first}
            counter.report(Mistake(line.number, "id", text, "stands_twice", said))
        for mistake in places.mistakes(line.number, line.entry):
            counter.report(mistake)
        checked.read += 1
        progress("checked", checked.read)
        yield line


def batches(lines: Iterator[NumberedLine]) -> Iterator[Sequence[NumberedLine]]:
    """Yield lines as many at a time as are looked up and written together."""
    while batch := list(itertools.islice(lines, BATCH)):
        yield batch
