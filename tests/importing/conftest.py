"""A desk to import from: files in a folder of the test's own, brought in by the system actor."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.domains.experiences.importing.action import ImportRefused, import_experiences
from hamshahr.domains.experiences.importing.reading import Mistake
from hamshahr.domains.experiences.importing.writing import Written
from tests.cast import write_lines


class Desk:
    """Imports what it is given: lines as mappings, or a file as its bytes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file(self, *given: Mapping[str, Any] | bytes) -> Path:
        path = self.folder / "cases.jsonl"
        if all(isinstance(one, bytes) for one in given):
            path.write_bytes(b"\n".join(given))
            return path
        return write_lines(path, given)

    def bring_in(self, *given: Mapping[str, Any] | bytes, **options: Any) -> Written:
        """Import; a mistake fails the test."""
        return import_experiences(
            path=self.file(*given), by=system_actor(), report=_unexpected, **options
        )

    def bring_in_good(
        self, report: Callable[[Mistake], None], *given: Mapping[str, Any] | bytes
    ) -> Written:
        """Import the lines without a mistake; ``report`` is told of the others'."""
        return import_experiences(
            path=self.file(*given), by=system_actor(), report=report, only_good=True
        )

    def mistakes(self, *given: Mapping[str, Any] | bytes, **options: Any) -> list[Mistake]:
        """Import what must be refused, and return the mistakes that were told."""
        told: list[Mistake] = []
        with pytest.raises(ImportRefused) as refused:
            import_experiences(
                path=self.file(*given), by=system_actor(), report=told.append, **options
            )
        assert refused.value.mistakes == len(told)
        return told


def _unexpected(mistake: Mistake) -> None:
    pytest.fail(str(mistake))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def refused(desk: Desk) -> Callable[..., str]:
    """Import one line that has one mistake; return it as its field and its text."""

    def told(one: Mapping[str, Any] | bytes) -> str:
        (mistake,) = desk.mistakes(one)
        assert mistake.line == 1
        return f"{mistake.field}: {mistake.text}"

    return told
