"""``hamshahr import-experiences`` and what it leaves to the job queue."""

import pytest

from tests.cast import LYON, bare_line, cable_car, line
from tests.commands.conftest import failed_plainly

pytestmark = pytest.mark.slow


def _ids(shell, query: str) -> list[str]:
    return [result["id"] for result in shell.answer("search", query)["results"]]


def test_migrating_again_changes_nothing(shell):
    assert shell.run("migrate", "--quiet").stdout == ""
    assert _ids(shell, "escaleras")[0] == "medellin-cable-stairs"


def test_the_same_file_again_changes_nothing(shell, lines):
    done = shell.run("import-experiences", lines(line(), cable_car(), bare_line()))

    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == "0 new, 0 changed, 3 as they were."


def test_mistakes_are_told_line_by_line_and_nothing_is_imported(shell, lines):
    file = lines(bare_line("lyon-new", **LYON.named), bare_line("b", city="Shirz"), line(sdgs=[18]))
    done = shell.run("import-experiences", file)

    sentence = failed_plainly(done, "import-experiences")
    assert done.stderr.splitlines()[0].startswith("line 2, city: No city called “Shirz”")
    assert done.stderr.splitlines()[1] == "line 3, sdgs.0: must be 17 or less"
    assert sentence.startswith("2 mistakes; nothing was imported.")
    assert "lyon-new" not in _ids(shell, "caniveaux")


def test_without_waiting_words_find_at_once_and_the_queue_brings_the_meaning(shell, lines):
    new = bare_line(
        "lyon-velos",
        **LYON.named,
        title="Arceaux pour vélos devant les écoles",
        summary="Des arceaux ont été posés pour que les élèves garent leurs vélos.",
    )
    file = lines(new)
    twice = [shell.run("import-experiences", file, "--no-wait") for _ in range(2)]

    assert [done.returncode for done in twice] == [0, 0], twice
    assert "hamshahr work" in twice[0].stdout
    assert "lyon-velos" in _ids(shell, "arceaux")
    assert shell.run("work", "--once").returncode == 0
    assert shell.run("check").stdout.count("wait to be read") == 0
    assert _ids(shell, "pupils' bicycle racks at schools")[0] == "lyon-velos"


def test_two_imports_at_once_both_end_well(another, lines, tmp_path):
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    both = [bare_line(f"twin-{number}", **LYON.named) for number in range(300)]
    lines(*both).rename(first)
    lines(*reversed(both)).rename(second)
    running = [another.begin("import-experiences", file, "--no-wait") for file in (first, second)]
    told = [process.communicate(timeout=90) for process in running]

    assert [process.returncode for process in running] == [0, 0], told
    assert sorted(out.splitlines()[0] for out, _ in told) == [
        "0 new, 0 changed, 300 as they were.",
        "300 new, 0 changed, 0 as they were.",
    ]


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("/nowhere/cases.jsonl", "/nowhere/cases.jsonl cannot be read: No such file or directory."),
        ("/tmp", "/tmp is not a file."),
        ("/proc/self/mem", "/proc/self/mem cannot be read: Input/output error."),
    ],
)
def test_a_file_that_cannot_be_read_is_named(shell, file, told):
    assert failed_plainly(shell.run("import-experiences", file), "import-experiences").startswith(
        told
    )


def test_a_pipe_is_refused_and_not_read_as_empty(shell):
    done = shell.script("cat /dev/null | hamshahr import-experiences /dev/stdin")

    assert "It is read twice" in failed_plainly(done, "import-experiences")


def test_a_licence_that_is_too_long_is_refused(shell, lines):
    done = shell.run("import-experiences", lines(bare_line()), "--licence", "L" * 201)

    assert failed_plainly(done, "import-experiences").startswith("The licence has 201 characters")
