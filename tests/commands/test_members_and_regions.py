"""``hamshahr import-members`` and ``hamshahr regions``, as the secretariat's office meets them."""

import json

import pytest

from tests.cast import LYON, SHIRAZ
from tests.commands.conftest import failed_plainly

pytestmark = pytest.mark.slow


def test_members_are_imported_once_and_removed_again(shell):
    first, again = (shell.run("import-members", "--starter").stdout for _ in range(2))
    removed = shell.run("import-members", "--starter", "--remove")

    assert first == "Members: 83 new, 0 changed, 0 as they were.\n"
    assert again == "Members: 0 new, 0 changed, 83 as they were.\n"
    assert removed.stdout == "83 memberships removed.\n"


def test_mistakes_are_told_one_by_one_and_nothing_is_imported(shell, tmp_path):
    file = tmp_path / "members.json"
    seen = {"source": "https://lyon.example/members"}
    members = [{**LYON.named, **seen}, {"city": "Shirza", "country_iso2": "IR", **seen}]
    file.write_text(json.dumps({"members": [*members, dict(SHIRAZ.named)]}), encoding="utf-8")
    done = shell.run("import-members", file)

    assert failed_plainly(done, "import-members") == (
        "2 mistakes; nothing was imported. Mend the file and import it again."
    )
    told = done.stderr.splitlines()
    assert told[0].startswith("member 2, city: No city called “Shirza”")
    assert told[1] == "member 3, source: Field required"


@pytest.mark.parametrize("words", [[], ["members.json", "--starter"]])
def test_a_file_or_the_starter_list_is_named(shell, words):
    told = failed_plainly(shell.run("import-members", *words), "import-members")

    assert told.startswith("Name a file, or --starter")


def test_a_file_that_is_not_there_is_named(shell):
    told = failed_plainly(shell.run("import-members", "/nowhere/members.json"), "import-members")

    assert told == "/nowhere/members.json cannot be read: No such file or directory."


def test_a_region_is_added_filled_emptied_and_removed(shell):
    deeds = (
        ["add", "gulf", "--name", "en=The Gulf", "--name", "fa=خلیج فارس"],
        ["move", "--to", "gulf", "AE", "qa"],
    )
    assert [shell.run("regions", *deed).returncode for deed in deeds] == [0, 0]
    listed = shell.run("regions").stdout
    assert "gulf: 2 countries, 0 cities\n    The Gulf · خلیج فارس\n" in listed

    told = failed_plainly(shell.run("regions", "remove", "gulf"), "regions")
    assert told.startswith("0 cities and 2 countries stand in the region “gulf”. Move them first")
    moved = shell.run("regions", "move", "--from", "gulf", "--to", "asia-pacific")
    assert moved.stdout == "0 cities were moved.\n"
    assert shell.run("regions", "remove", "gulf").returncode == 0
    assert "gulf" not in shell.run("regions").stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["add", "gulf", "--name", "The Gulf"], "is not LANGUAGE=NAME"),
        (["move", "--to", "europe"], "Name what to move"),
        (["move", "--to", "europe", "IR", "--city", "shiraz"], "Name what to move"),
        (["move", "--to", "atlantis", "IR"], "There is no region “atlantis”"),
        (["rename", "africa"], "Say a name"),
    ],
)
def test_a_deed_that_cannot_be_done_is_refused_in_a_sentence(shell, words, told):
    assert told in failed_plainly(shell.run("regions", *words), "regions")
