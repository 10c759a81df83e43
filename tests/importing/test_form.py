"""The form of a line is documented: its JSON Schema says what the code takes."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from hamshahr.domains.experiences import importing
from hamshahr.domains.experiences.starter import STARTER_LIBRARY
from tests.cast import bare_line, cable_car, line

SCHEMA = json.loads(
    Path(importing.__file__).with_name("experience.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_that_ships_is_the_one_that_the_code_has():
    checked = subprocess.run(
        [sys.executable, "script/build-schema", "--check"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
    )

    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_every_line_of_the_starter_library_is_of_the_form():
    lines = STARTER_LIBRARY.read_text(encoding="utf-8").splitlines()

    assert len(lines) > 100
    for text in lines:
        VALIDATOR.validate(json.loads(text))


@pytest.mark.parametrize("one", [line(), bare_line(), cable_car()])
def test_the_lines_of_the_cast_are_of_the_form(one):
    VALIDATOR.validate(one)


def test_nulls_are_of_the_form_wherever_something_may_be_missing():
    VALIDATOR.validate(bare_line(**dict.fromkeys(set(line()) - set(bare_line()))))


@pytest.mark.parametrize(
    "said",
    [
        {"id": "Dakar Gutters"},
        {"title": None},
        {"title": "t" * 501},
        {"topics": "parking"},
        {"status": "finished"},
        {"start_year": "soon"},
        {"sdgs": [18]},
    ],
)
def test_what_the_import_refuses_by_form_the_schema_refuses_too(said):
    assert not VALIDATOR.is_valid(bare_line(**said))


def test_only_what_an_experience_cannot_be_without_must_be_there():
    assert set(SCHEMA["required"]) == set(bare_line())
