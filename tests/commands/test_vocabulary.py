"""``hamshahr vocabulary``: out to a file, and in from one, in words for whoever runs it."""

import re

import pytest

from tests.commands.conftest import failed_plainly
from tests.topics.skos import BY_HAND, PREFIXES, SCHEME

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", ["topics.ttl", "topics.jsonld"])
def test_what_is_exported_is_imported_again_and_changes_nothing(shell, tmp_path, name):
    out = shell.run("vocabulary", "export", tmp_path / name)
    assert (out.returncode, out.stderr) == (0, "")

    done = shell.run("vocabulary", "import", tmp_path / name)

    assert (done.returncode, done.stdout, done.stderr) == (0, "Added: 0\nChanged: 0\n", "")


def test_it_is_written_on_the_terminal_where_no_file_is_named(shell):
    assert "skos:prefLabel" in shell.run("vocabulary", "export").stdout
    assert '"@context"' in shell.run("vocabulary", "export", "--format", "json-ld").stdout


def test_a_dry_run_says_what_would_change_and_what_would_stay(shell, tmp_path):
    path = tmp_path / "ours.ttl"
    path.write_text(BY_HAND)

    done = shell.run("vocabulary", "import", path, "--dry-run")

    assert done.returncode == 0, done.stderr
    assert "Added: 3: boats, moving, trams" in done.stdout
    assert "Not in the file, and staying" in done.stdout
    assert "Nothing was changed" in done.stdout
    assert "boats" not in shell.run("vocabulary", "export").stdout


def test_mistakes_are_told_one_a_line_and_counted_beyond_twenty(shell, tmp_path):
    path = tmp_path / "wrong.ttl"
    path.write_text(
        PREFIXES
        + SCHEME
        + "".join(f':c{n} a skos:Concept ; skos:prefLabel "c {n}" .' for n in range(30))
    )

    done = shell.run("vocabulary", "import", path)

    assert "(40 more mistakes are not shown.)" in failed_plainly(done, "vocabulary")
    assert done.stderr.count("has no language") == 10
    assert done.stderr.count("no preferred label in English") == 10


def test_a_topic_in_use_is_named_with_how_many_use_it(shell, tmp_path):
    path = tmp_path / "ours.ttl"
    path.write_text(BY_HAND)

    done = shell.run("vocabulary", "import", path, "--remove")

    # The instance is the session's: how many there are depends on what was imported before
    assert re.search(r"is in use by [\d,]+ experiences", done.stderr)
    assert "Nothing was changed" in failed_plainly(done, "vocabulary")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("import", "/nowhere/at-all.ttl"), "is not a file"),
        (("import", "/dev/zero"), "is not a file"),
        (("export", "/nowhere/at-all.ttl"), "cannot be written: No such file or directory"),
    ],
)
def test_a_file_that_is_none_is_told(shell, words, told):
    done = shell.run("vocabulary", *words)

    failed_plainly(done, "vocabulary")
    assert told in done.stderr
