"""``hamshahr backup``: one file, whole or not there, and for its owner alone."""

import json
import os
import resource
import signal
import subprocess
import tarfile
from pathlib import Path

import pytest

from hamshahr.config.instance import Instance, write_instance
from hamshahr.kernel.backups.reading import read_backup
from tests.cast import line, write_lines
from tests.commands.conftest import COMMAND, Shell, eventually, failed_plainly
from tests.small_disk import may_mount, mount, unmount

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def kept(just_laid, a_folder) -> Shell:
    """An instance that was set up, with an experience and a file."""
    kept = just_laid("kept")
    write_instance(kept.data, Instance("شبکهٔ شهرها", "https://cities.example"))
    file = write_lines(a_folder / "kept.jsonl", [line()])
    assert kept.run("import-experiences", file, "--no-wait").returncode == 0
    (kept.data / "files" / "شیراز").mkdir(parents=True)
    (kept.data / "files" / "شیراز" / "plan.pdf").write_bytes(b"%PDF" * 5000)
    (kept.data / "files" / "passwd").symlink_to("/etc/passwd")
    return kept


@pytest.fixture(scope="module")
def saved(kept, a_folder) -> Path:
    """A backup of it."""
    file = a_folder / "saved.tar"
    done = kept.run("backup", file)
    assert done.returncode == 0, done.stderr
    assert "unencrypted" in done.stdout
    return file


def test_it_holds_the_database_the_files_and_the_configuration_and_no_links(saved):
    with tarfile.open(saved) as archive:
        names = archive.getnames()

    assert names == [
        "hamshahr-backup.json", "database.dump", "configuration/instance.toml",
        "configuration/secret_key", "files/شیراز/plan.pdf", "manifest.json",
        "manifest.json.sha256",
    ]  # fmt: skip


def test_its_manifest_says_what_it_holds(saved, kept):
    manifest = read_backup(saved).manifest

    assert manifest.about.postgresql.startswith("18.")
    assert manifest.about.migrations["instance"][0] == "0001_initial"
    assert manifest.tables["experiences_experience"].rows == 1
    assert set(manifest.extensions) == {"btree_gist", "pg_trgm", "unaccent", "vector"}
    print_id = "from hamshahr.kernel.instance.queries import this_instance\nprint(this_instance())"
    assert kept.python(print_id) == manifest.about.instance


def test_only_its_owner_may_read_it_whatever_the_umask(kept, a_folder):
    kept.script(f"umask 0; {COMMAND} backup {a_folder}/open.tar")

    assert (a_folder / "open.tar").stat().st_mode & 0o777 == 0o600


def test_a_backup_is_verified_without_a_database(saved, a_folder):
    elsewhere = Shell(a_folder / "no-instance")
    done = elsewhere.run("backup", "--verify", saved)

    assert done.returncode == 0
    assert "whole" in done.stdout
    assert not elsewhere.data.exists()


@pytest.mark.parametrize("left", [0, 1, 700, 0.5, -1])
def test_a_backup_cut_short_is_told(saved, kept, tmp_path, left):
    content = saved.read_bytes()
    cut = tmp_path / "cut.tar"
    cut.write_bytes(content[: int(left * len(content)) if isinstance(left, float) else left])

    told = failed_plainly(kept.run("backup", "--verify", cut), "backup")
    assert "cut short or damaged" in told or "is no backup" in told


def test_an_existing_file_is_not_overwritten(saved, kept):
    before = saved.read_bytes()

    assert "is there already" in failed_plainly(kept.run("backup", saved), "backup")
    assert saved.read_bytes() == before


def test_without_a_name_it_goes_into_the_data_folder_and_old_ones_go(kept):
    folder = kept.data / "backups"
    for name in ("hamshahr-1.tar", "hamshahr-2.tar", "hamshahr-3.tar"):
        assert kept.run("backup", folder / name).returncode != 0, "there is no such folder"
    first = kept.run("backup", "--quiet")
    assert (first.returncode, first.stdout) == (0, "")
    (oldest,) = folder.iterdir()
    oldest.rename(folder / "hamshahr-oldest.tar")
    (folder / "holiday.tar").write_bytes(b"not ours")
    done = kept.run("backup", "--keep", "1")

    assert "1 older removed" in done.stdout
    left = {path.name for path in folder.iterdir()}
    assert len(left) == 2
    assert left >= {"holiday.tar"}
    assert "hamshahr-oldest.tar" not in left
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("words", [["--keep", "0"], ["x.tar", "--keep", "2"]])
def test_keeping_none_or_of_a_file_is_refused(kept, words):
    assert "eep" in failed_plainly(kept.run("backup", *words), "backup")


def test_a_disk_that_fills_leaves_nothing_that_looks_like_a_backup(kept, a_folder):
    """A limit on the size of files: the kernel refuses the write, as it does on a full disk."""
    folder = a_folder / "small"
    folder.mkdir()

    def small_files() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    done = subprocess.run(
        [COMMAND, "backup", folder], env=kept.environment, capture_output=True, text=True,
        preexec_fn=small_files, timeout=90,
    )  # fmt: skip

    told = failed_plainly(done, "backup")
    assert "There is no room for the backup" in told
    assert "Free some space" in told
    assert list(folder.iterdir()) == []


if may_mount():  # without that right the limit above is what can be had

    def test_a_real_disk_that_fills_keeps_the_backup_before(kept, a_folder):
        disk = a_folder / "disk"
        disk.mkdir()
        assert mount(disk, "size=64m")
        try:
            assert kept.run("backup", disk / "before.tar").returncode == 0
            ballast = disk / "ballast"
            with pytest.raises(OSError, match="No space"):
                ballast.write_bytes(bytes(64 * 2**20))
            told = failed_plainly(kept.run("backup", disk / "after.tar"), "backup")
            assert "no room" in told or "is full" in told
            assert {path.name for path in disk.iterdir()} == {"before.tar", "ballast"}

            ballast.unlink()
            assert kept.run("backup", "--verify", disk / "before.tar").returncode == 0
            assert kept.run("backup", disk / "after.tar").returncode == 0
        finally:
            unmount(disk)


def test_a_device_that_is_full_is_told(kept, a_folder):
    """/dev/full refuses the first byte with the error of a full disk."""
    (a_folder / "full.tar.part").symlink_to("/dev/full")
    told = failed_plainly(kept.run("backup", a_folder / "full.tar"), "backup")

    assert "could not be written" in told, "it does not follow the link of a stranger"
    assert not (a_folder / "full.tar").exists()


def test_a_folder_that_cannot_be_written_to_is_told(kept):
    for folder in ("/proc", "/no/such/folder"):
        told = failed_plainly(kept.run("backup", f"{folder}/b.tar"), "backup")
        assert folder in told


def test_killed_in_the_middle_it_leaves_a_draft_that_the_next_one_removes(kept, a_folder):
    folder = a_folder / "killed"
    folder.mkdir()
    saving = kept.begin("backup", folder)
    assert eventually(lambda: list(folder.glob("*.part")))
    os.killpg(saving.pid, signal.SIGKILL)
    saving.communicate(timeout=20)
    assert [path.suffix for path in folder.iterdir()] == [".part"]

    assert kept.run("backup", folder / "next.tar").returncode == 0
    assert [path.name for path in folder.iterdir()] == ["next.tar"]


def test_an_empty_database_has_nothing_to_save(a_folder):
    shell = Shell(a_folder / "never-laid")

    assert "nothing to save" in failed_plainly(shell.run("backup"), "backup")


def test_a_deed_that_is_on_record(kept, saved):
    asked = """
    import json
    from hamshahr.kernel.audit.models import AuditRecord
    first = AuditRecord.objects.filter(deed="backed up").order_by("at").first()
    print(json.dumps(first.details))
    """

    assert json.loads(kept.python(asked))["file"] == str(saved)
