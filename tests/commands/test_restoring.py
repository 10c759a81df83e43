"""``hamshahr restore``: all of it, or all stays as it was."""

import os
import pwd
import signal
import urllib.error
import urllib.request
from pathlib import Path

import psycopg
import pytest

from hamshahr.kernel.backups.manifest import DATABASE
from hamshahr.kernel.backups.reading import read_backup
from hamshahr.kernel.backups.writing import ABOUT, Writer
from hamshahr.kernel.embedded_postgres import instance
from tests.cast import bare_line, write_lines
from tests.commands.conftest import (
    Shell,
    answers,
    eventually,
    failed_plainly,
    free_port,
    with_the_cast,
)

pytestmark = pytest.mark.slow

_CODES = 'SELECT code FROM experiences_experience ORDER BY code COLLATE "C"'
_IDENTITY = "SELECT id FROM instance_instance"
_ADD = """
from django.core.files.base import ContentFile
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.files.models import StoredFile
from hamshahr.commons.files.storing import store
for name in ("one.txt", "other.txt"):
    text = ContentFile(f"the text of {name}".encode(), name)
    store(text, kind=StoredFile.Kind.DOCUMENT, by=system_actor(), owner=None)
"""
_DIGESTS = """
from hamshahr.commons.files import keeping
from hamshahr.commons.files.models import StoredFile
for file in StoredFile.objects.order_by("pk"):
    with keeping.opened(file.digest) as content:
        assert keeping.digest_of(content) == (file.digest, file.bytes)
    print(file.digest)
"""
_DATABASES = "SELECT datname FROM pg_database WHERE datname LIKE 'hamshahr%' ORDER BY 1"
_ONE_MIGRATION_BACK = """
from django.core.management import call_command
call_command("migrate", "experiences", "0001", verbosity=0)
"""
_THREE = ["dakar-gutters", "medellin-cable-stairs", "shiraz-night-signals"]


@pytest.fixture(scope="module")
def shell(a_folder) -> Shell:
    """An instance of three experiences that no other test writes into."""
    shell = Shell(a_folder / "to-save")  # not a copy: another instance has an identity of its own
    assert shell.run("migrate", "--quiet").returncode == 0
    return with_the_cast(shell)


@pytest.fixture(scope="module")
def saved(shell, a_folder) -> Path:
    """A backup of that instance, with a file in it."""
    (shell.data / "files").mkdir(exist_ok=True)
    (shell.data / "files" / "plan.pdf").write_bytes(b"%PDF")
    shell.python(_ADD)
    on_its_way = shell.data / "files" / ".incoming"
    on_its_way.mkdir(exist_ok=True)
    (on_its_way / "half").write_bytes(b"%PD")
    file = a_folder / "to-restore.tar"
    assert shell.run("backup", file).returncode == 0
    return file


@pytest.fixture(scope="module")
def laid(a_folder, saved) -> Shell:
    """An instance restored from the backup into an empty folder."""
    shell = Shell(a_folder / "restored")
    done = shell.run("restore", saved)
    assert done.returncode == 0, done.stderr
    return shell


def _said_of(saved: Path, to: Path, **about: object) -> Path:
    """The same backup, saying something else of itself, and rightly sealed."""
    backup = read_backup(saved)
    said = backup.manifest.about.model_copy(update=about)
    with to.open("w+b") as file:
        writer = Writer(file, at=0, progress=lambda _: None)
        writer.add(ABOUT, [said.model_dump_json().encode()])
        for name in [part.name for part in backup.manifest.parts][1:]:
            with backup.opened(name) as content:
                writer.add(name, content)
        changed = backup.manifest.model_copy(update={"about": said, "parts": writer.parts})
        writer.close(changed.model_dump_json().encode())
    return to


def test_an_empty_folder_becomes_the_instance_with_its_files_and_secret(laid, shell, saved):
    assert laid.values(_CODES) == _THREE
    assert laid.values(_IDENTITY) == shell.values(_IDENTITY)
    assert (laid.data / "files" / "plan.pdf").read_bytes() == b"%PDF"
    secret = laid.data / "secret_key"
    assert secret.read_text() == (shell.data / "secret_key").read_text()
    assert secret.stat().st_mode & 0o777 == 0o600
    assert laid.run("check").stdout == shell.run("check").stdout


def test_files_that_people_added_are_there_with_the_same_content(laid, shell):
    told = laid.python(_DIGESTS)

    assert told == shell.python(_DIGESTS)
    assert len(told.split()) == 2
    assert not (laid.data / "files" / ".incoming" / "half").exists()
    kept = [path for path in (laid.data / "files").rglob("*") if path.is_file()]
    assert {path.stat().st_mode & 0o077 for path in kept} == {0}


def test_live_data_is_not_restored_over_unasked(laid, saved):
    told = failed_plainly(laid.run("restore", saved), "restore")

    assert "There is data here already" in told
    assert "--replace" in told


def test_asked_to_it_takes_the_place_and_keeps_aside_what_was_there(laid, saved, tmp_path):
    extra = write_lines(tmp_path / "extra.jsonl", [bare_line("lyon-after-the-backup")])
    assert laid.run("import-experiences", extra, "--no-wait").returncode == 0
    (laid.data / "files" / "plan.pdf").write_bytes(b"changed")
    done = laid.run("restore", saved, "--replace")

    assert done.returncode == 0, done.stderr
    assert laid.values(_CODES) == _THREE
    assert "The configuration here stays as it is: " in done.stdout
    assert (laid.data / "files" / "plan.pdf").read_bytes() == b"%PDF"
    live, *aside = laid.values(_DATABASES)
    assert (live, len(aside)) == ("hamshahr", 1)
    assert aside[0] in done.stdout
    assert laid.run("restore", "--remove-old").returncode == 0
    assert laid.values(_DATABASES) == ["hamshahr"]
    assert not list(laid.data.glob("media.before-*"))


@pytest.mark.parametrize("share", [0.01, 0.3, 0.7, 0.99])
def test_a_backup_cut_short_changes_nothing(laid, saved, tmp_path, share):
    cut = tmp_path / "cut.tar"
    cut.write_bytes(saved.read_bytes()[: int(share * saved.stat().st_size)])

    assert "cut short or damaged" in failed_plainly(
        laid.run("restore", cut, "--replace"), "restore"
    )
    assert laid.values(_DATABASES) == ["hamshahr"]


def test_a_dump_that_is_no_dump_changes_nothing(laid, saved, tmp_path):
    """Rightly sealed, and still not what pg_restore reads."""
    backup = read_backup(saved)
    odd = tmp_path / "odd.tar"
    with odd.open("w+b") as file:
        writer = Writer(file, at=0, progress=lambda _: None)
        writer.add(ABOUT, [backup.manifest.about.model_dump_json().encode()])
        writer.add(DATABASE, [b"DROP TABLE experiences_experience;"])
        changed = backup.manifest.model_copy(update={"parts": writer.parts})
        writer.close(changed.model_dump_json().encode())

    assert "damaged" in failed_plainly(laid.run("restore", odd, "--replace"), "restore")
    assert laid.values(_CODES) == _THREE


def test_a_restore_that_fails_in_the_middle_changes_nothing(laid, saved, tmp_path):
    """What was counted is not what is in the dump: noticed when all is restored beside."""
    backup = read_backup(saved)
    tables = dict(backup.manifest.tables)
    one = tables["experiences_experience"]
    tables["experiences_experience"] = one.model_copy(update={"rows": one.rows + 1})
    lying = tmp_path / "lying.tar"
    with lying.open("w+b") as file:
        writer = Writer(file, at=0, progress=lambda _: None)
        for name in [part.name for part in backup.manifest.parts]:
            with backup.opened(name) as content:
                writer.add(name, content)
        changed = backup.manifest.model_copy(update={"parts": writer.parts, "tables": tables})
        writer.close(changed.model_dump_json().encode())
    told = failed_plainly(laid.run("restore", lying, "--replace"), "restore")

    assert "experiences_experience has 3 rows instead of 4" in told
    assert laid.values(_CODES) == _THREE
    assert laid.values(_DATABASES) == ["hamshahr"], "what was begun is gone"


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ({"product": "99.0.0"}, "is made by Hamshahr 99.0.0"),
        ({"migrations": {"experiences": ["9999_of_the_future"]}}, "9999_of_the_future"),
        ({"postgresql": "99.1"}, "of PostgreSQL 99"),
        ({"instance": "01a207f1-dc9d-7547-96d7-000000000000"}, "--from-another-instance"),
    ],
)
def test_what_is_newer_or_anothers_is_refused(laid, saved, tmp_path, about, told):
    other = _said_of(saved, tmp_path / "other.tar", **about)

    assert told in failed_plainly(laid.run("restore", other, "--replace"), "restore")
    assert laid.values(_CODES) == _THREE


def test_a_copy_of_another_instance_stays_this_instance(just_laid, saved):
    another = just_laid("somebody-elses")
    [mine] = another.values(_IDENTITY)
    secret = (another.data / "secret_key").read_text()
    assert "--from-another-instance" in failed_plainly(
        another.run("restore", saved, "--replace"), "restore"
    )
    done = another.run("restore", saved, "--replace", "--from-another-instance")

    assert done.returncode == 0, done.stderr
    assert f"This stays instance {mine}" in done.stdout
    assert another.values(_IDENTITY) == [mine]
    assert another.values(_CODES) == _THREE
    assert (another.data / "secret_key").read_text() == secret


def test_an_older_backup_is_brought_to_this_version(just_laid, a_folder):
    old = just_laid("old-version")
    old.python(_ONE_MIGRATION_BACK)
    file = a_folder / "old-version.tar"
    assert old.run("backup", file).returncode == 0
    assert "0002_room_for_what_sources_write" not in str(read_backup(file).manifest.about)
    new = Shell(a_folder / "new-version")
    done = new.run("restore", file)

    assert done.returncode == 0, done.stderr
    assert "✓ migrations" in new.run("check").stdout


def test_readers_meanwhile_get_their_pages_again(laid, saved):
    """A running server: cut off for a moment, then it answers from the restored database."""
    port = free_port()
    serving = laid.begin("serve", "--demo", "--port", str(port), "--workers", "1", "--no-jobs")
    page = f"http://127.0.0.1:{port}/en/experiences/dakar-gutters/"
    try:
        assert eventually(lambda: answers(port))
        with urllib.request.urlopen(page, timeout=10) as before:
            assert before.status == 200
        restored = laid.run("restore", saved, "--replace")
        assert restored.returncode == 0, restored.stderr
        for _ in range(10):
            with urllib.request.urlopen(page, timeout=10) as after:
                assert after.status == 200
        search = f"http://127.0.0.1:{port}/api/v1/search?q=escaleras"
        with urllib.request.urlopen(search, timeout=10) as found:
            assert b"medellin-cable-stairs" in found.read()
    finally:
        os.killpg(serving.pid, signal.SIGTERM)
        serving.communicate(timeout=20)


if os.geteuid() == 0:  # who alone can restore for another account

    def test_what_root_restores_belongs_to_the_account_that_serves(a_folder, saved):
        owner = pwd.getpwnam("nobody").pw_uid
        shell = Shell(a_folder / "of-another-account")
        left = shell.data / "files.restoring" / "left-by-a-killed-restore.pdf"
        left.parent.mkdir(parents=True)
        left.touch()
        os.chown(shell.data, owner, -1)
        assert shell.run("restore", saved).returncode == 0

        for name in ("secret_key", "files", "files/plan.pdf"):
            assert (shell.data / name).stat().st_uid == owner, name
        assert not list(shell.data.rglob("left-by-a-killed-restore.pdf"))


def test_a_user_who_may_not_create_databases_restores_into_an_empty_one(a_folder, saved):
    """As on many a hosted server: the restore goes into the empty database, all or nothing."""
    host = a_folder / "hosted" / "postgres" / "run"
    with instance(a_folder / "hosted").hold():
        with psycopg.connect(f"host={host} user=postgres dbname=postgres") as superuser:
            superuser.execute("ALTER ROLE hamshahr NOCREATEDB")
        url = f"postgresql://hamshahr@/hamshahr?host={host}"
        hosted = Shell(a_folder / "on-hosted", DATABASE_URL=url)
        done = hosted.run("restore", saved)
        assert done.returncode == 0, done.stderr
        assert hosted.values(_CODES) == _THREE
        told = failed_plainly(hosted.run("restore", saved, "--replace"), "restore")
        assert "may not create databases" in told
        assert "name an empty database" in told
        assert hosted.values(_CODES) == _THREE


@pytest.mark.parametrize("words", [[], ["x.tar", "--remove-old"]])
def test_a_restore_needs_one_file(shell, words):
    assert "Name a backup" in failed_plainly(shell.run("restore", *words), "restore")
