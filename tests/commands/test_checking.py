"""``hamshahr check`` says what is wrong and what to do, and every command says why it fails."""

import pytest
from django.db import utils

from hamshahr.config.command_line.failing import Refusal, in_plain_words
from tests.commands.conftest import Shell, failed_plainly, free_port

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def empty(a_folder) -> Shell:
    """An instance whose database runs, and has nothing in it."""
    shell = Shell(a_folder / "empty")
    shell.run("check")
    return shell


def test_all_is_well(shell):
    done = shell.run("check")

    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert set(done.stdout.split("✓ ")[1:]) >= {"database\n", "migrations\n", "embedder\n"}
    assert shell.run("check", "--quiet").stdout == ""


def test_a_database_without_tables_is_told_to_migrate(empty):
    done = empty.run("check")

    assert done.returncode == 1
    assert "✗ migrations: " in done.stdout
    assert "Run: hamshahr migrate" in done.stdout
    waits = done.stdout.partition("Not looked at before that is mended: ")[2].splitlines()[0]
    assert {"administrators", "backups", "index", "letters"} <= set(waits.rstrip(".").split(", "))
    assert "✗ index" not in done.stdout
    for needs_no_table in ("mail", "room", "kept aside"):
        assert f"✓ {needs_no_table}\n" in done.stdout
    assert done.stderr == ""


def test_where_no_database_answers_is_said_and_not_only_what_might_be_wrong():
    said = (
        'connection failed: connection to server at "192.0.2.1", port 5432 failed: Connection '
        "refused\n\tIs the server running on that host and accepting TCP/IP connections?"
    )
    with pytest.raises(Refusal, match=r"192\.0\.2\.1.*refused") as refused, in_plain_words():
        raise utils.OperationalError(said)
    assert "\t" not in str(refused.value)


@pytest.mark.parametrize(
    "words", [("search", "bus"), ("import-experiences", "--starter"), ("requests",), ("reindex",)]
)
def test_commands_on_a_database_without_tables_say_what_to_run(empty, words):
    assert failed_plainly(empty.run(*words), words[0]).endswith("Run: hamshahr migrate")


def test_an_empty_library_is_told_how_to_fill_it(just_laid):
    done = just_laid("bare").run("check")

    assert done.returncode == 1
    assert "the library is empty. Run: hamshahr import-experiences --starter" in done.stdout


def test_a_server_without_pgvector_is_told_what_it_lacks(a_folder):
    shell = Shell(a_folder / "without-pgvector")
    shell.run("check")
    (control,) = (shell.data / "postgres" / "programs").rglob("vector.control")
    control.unlink()
    done = shell.run("check")

    assert done.returncode == 1
    assert "✗ database: the extension vector is not installed on the server" in done.stdout
    told = failed_plainly(shell.run("migrate"), "migrate")
    assert told.startswith("The database server lacks an extension")
    assert "vector" in told


@pytest.mark.parametrize("command", ["check", "migrate", "work"])
def test_a_server_that_is_not_there_is_told(a_folder, command):
    url = f"postgresql://leila@127.0.0.1:{free_port()}/hamshahr"
    shell = Shell(a_folder / "elsewhere", DATABASE_URL=url)

    assert "The database cannot be reached" in failed_plainly(shell.run(command), command)


@pytest.mark.parametrize("url", ["mysql://leila@localhost/x", "nonsense", "postgresql://[::1"])
def test_an_address_that_is_none_is_told(a_folder, url):
    shell = Shell(a_folder / "elsewhere", DATABASE_URL=url)

    assert "DATABASE_URL is not an address" in failed_plainly(shell.run("check"), "check")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('FATAL:  password authentication failed for user "leila"', "refuses the user or the pass"),
        ('FATAL:  database "hamshar" does not exist', "The server has no such database"),
        ('FATAL:  role "leila" does not exist', "refuses the user or the pass"),
        ("could not extend file: No space left on device", "disk is full"),
    ],
)
def test_what_the_server_says_is_put_in_plain_words(said, told):
    with pytest.raises(Refusal, match=told), in_plain_words():
        raise utils.OperationalError(said)


def test_a_mistake_of_our_own_is_not_hidden():
    with pytest.raises(utils.ProgrammingError), in_plain_words():
        raise utils.ProgrammingError("syntax error at or near FORM")


def test_a_data_folder_that_cannot_be_made_is_told(a_folder):
    shell = Shell(a_folder / "nowhere", HAMSHAHR_DATA="/proc/hamshahr")

    assert "/proc/hamshahr" in failed_plainly(shell.run("check"), "check")
