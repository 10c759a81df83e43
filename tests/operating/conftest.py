"""An instance that nobody has set up yet."""

import os
import sys
from contextlib import nullcontext

import pytest

from hamshahr.config.command_line import main, setup
from tests.commands.conftest import a_folder

__all__ = ["a_folder"]


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A data folder that the environment names, and nothing else said."""
    for name in list(os.environ):
        if name.startswith("HAMSHAHR_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HAMSHAHR_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def set_up(data, monkeypatch, capsys):
    """Run ``hamshahr setup`` with some answers typed; return its exit status and what it said.

    The database is left alone.
    """
    monkeypatch.setattr(setup, "django_running", nullcontext)
    laid = []
    monkeypatch.setattr(setup, "_lay", lambda **how: laid.append(how))
    monkeypatch.setattr(setup.demonstration, "refuse_to_set_up", lambda: None)
    monkeypatch.setattr(setup, "_invite_the_first_administrator", lambda: None)

    def run(*words, typed=None):
        answers = iter([] if typed is None else typed)

        def answer(prompt):
            sys.stdout.write(prompt)
            said = next(answers, EOFError)
            if isinstance(said, type):
                raise said
            return said

        monkeypatch.setattr("builtins.input", answer)
        status = main(["setup", *words])
        said = capsys.readouterr()
        assert next(answers, None) is None, "all that was typed was asked for"
        return status, said.out + said.err

    run.laid = laid
    return run
