"""The command line teaches whoever asks it."""

import pytest

from hamshahr.config.command_line import main

COMMANDS = [
    "setup",
    "serve",
    "migrate",
    "starter",
    "import-experiences",
    "search",
    "evaluate",
    "check",
]
COMMANDS += ["backup", "restore", "db", "reindex", "work", "requests", "statements"]
COMMANDS += ["check-mail", "letters", "receive-bounces"]


def _help(capsys, *words: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main([*words, "--help"])
    assert ended.value.code == 0
    return capsys.readouterr().out


def test_the_first_help_names_every_command_and_how_to_begin(capsys):
    told = _help(capsys)

    for command in COMMANDS:
        assert f"\n    {command}" in told
    assert "hamshahr setup" in told
    assert "hamshahr serve --demo" in told
    assert "HAMSHAHR_DATA" in told
    assert "DATABASE_URL" in told


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_shows_how_it_is_used(capsys, command):
    told = _help(capsys, command)
    usage, _, rest = told.partition("\n\n")

    assert usage.startswith(f"usage: hamshahr {command}")
    assert f"  hamshahr {command}" in rest, "an example"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "COMMAND"),
        (["sing"], "'sing'"),
        (["search"], "query"),
        (["search", "bus", "--limit", "many"], "--limit"),
        (["serve", "--port", "high"], "--port"),
    ],
)
def test_what_is_not_understood_is_misuse(capsys, words, told):
    with pytest.raises(SystemExit) as ended:
        main(words)

    assert ended.value.code == 2
    assert told in capsys.readouterr().err


def test_the_schema_is_printed_without_a_database(capsys):
    assert main(["import-experiences", "--schema"]) == 0
    assert '"One line of an import of experiences"' in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["cases.jsonl", "--starter"]])
def test_an_import_needs_one_file(capsys, words):
    assert main(["import-experiences", *words]) == 1
    assert "Name a file, or --starter" in capsys.readouterr().err
