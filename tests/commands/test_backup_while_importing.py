"""Saved while an import writes, restored elsewhere: the same content, and found alike."""

import json
import os
import signal
from pathlib import Path

import psycopg
import pytest

from hamshahr.kernel.backups.reading import read_backup
from hamshahr.kernel.embedded_postgres import ConnectionParameters
from tests.cast import many_lines, write_lines
from tests.commands.conftest import Shell, eventually, with_the_cast

pytestmark = pytest.mark.slow

MANY = 2_000
QUERIES = ["چراغ راهنمایی", "escaleras en la ladera", "caniveaux avant les pluies", "night signals",
           "إشارات المرور", "w31 w38"]  # fmt: skip

_CENSUS = """
import json, psycopg
from hamshahr.config import environment
from hamshahr.kernel.backups.census import census
with psycopg.connect(environment.database()) as connection:
    print(json.dumps({name: [t.rows, t.digest] for name, t in census(connection).items()}))
"""
_SEARCHES = f"""
import json
from hamshahr.faces.api.answers import search_answer
answers = [search_answer(query, None, 5) for query in {QUERIES}]
print(json.dumps([[(one["id"], one["passage"]) for one in a["results"]] for a in answers]))
"""
# Both deeds leave a record, which the other side cannot have, and count as a change
_LATER = {"audit_auditrecord", "content_version_changecount"}


def _census(shell: Shell) -> dict[str, list[object]]:
    return json.loads(shell.python(_CENSUS))


def _found(shell: Shell) -> list[list[str]]:
    return json.loads(shell.python(_SEARCHES))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _writes(shell: Shell) -> bool:
    """Whether somebody is in the middle of writing to the database."""
    host = str(shell.data / "postgres" / "run")
    with psycopg.connect(ConnectionParameters(host=host).dsn()) as connection:
        asked = "SELECT count(*) FROM pg_stat_activity WHERE backend_xid IS NOT NULL"
        return bool(connection.execute(asked).fetchone()[0])


@pytest.fixture
def busy(just_laid) -> Shell:
    """An instance with a handful of experiences, found by meaning; held by nobody."""
    return with_the_cast(just_laid("busy"))


def test_saved_while_an_import_writes_and_restored_elsewhere_all_is_the_same(busy, a_folder):
    before = _census(busy)
    lines = write_lines(a_folder / "many.jsonl", many_lines(MANY))
    during = a_folder / "during.tar"
    importing = busy.begin("import-experiences", lines, "--no-wait")
    assert eventually(lambda: _writes(busy))
    os.kill(importing.pid, signal.SIGSTOP)  # holds all that it wrote, until the moment is taken
    saving = busy.begin("backup", during)
    assert eventually(lambda: during.with_name("during.tar.part").exists())
    assert eventually(lambda: during.exists() or _size(during.with_name("during.tar.part")) > 2048)
    os.kill(importing.pid, signal.SIGCONT)
    told = [process.communicate(timeout=120) for process in (saving, importing)]
    assert [saving.returncode, importing.returncode] == [0, 0], told

    # An import is one deed: the backup has all of it or nothing
    moment = {n: [t.rows, t.digest] for n, t in read_backup(during).manifest.tables.items()}
    assert moment == before
    elsewhere = Shell(a_folder / "elsewhere-during")
    assert elsewhere.run("restore", during).returncode == 0
    there = _census(elsewhere)
    assert {n: t for n, t in there.items() if n not in _LATER} == {
        n: t for n, t in moment.items() if n not in _LATER
    }

    after = a_folder / "after.tar"
    assert busy.run("backup", after).returncode == 0
    restored = elsewhere.run("restore", after, "--replace")
    assert restored.returncode == 0, restored.stderr
    assert _census(elsewhere)["experiences_experience"][0] == MANY + 3
    found = _found(busy)
    assert all(found), "every query finds something"
    assert _found(elsewhere) == found
