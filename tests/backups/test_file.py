"""The file of a backup: whole, or refused. No byte of it is believed unchecked."""

import subprocess
import tarfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamshahr.kernel.backups.errors import BackupError, NewerBackup, NotABackup
from hamshahr.kernel.backups.manifest import is_newer
from hamshahr.kernel.backups.reading import Backup, read_backup
from tests.backups.files import INSTANCE, backup_file, sealed


def _whole(path) -> Backup:
    backup = read_backup(path)
    backup.verify(lambda _: None)
    return backup


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return backup_file(tmp_path_factory.mktemp("file") / "whole.tar")


def test_what_was_written_is_read(tmp_path):
    backup = _whole(backup_file(tmp_path / "b.tar", files__شهر__نقشه=b"Plan" * 400))

    assert backup.manifest.about.instance == INSTANCE
    assert backup.names("files") == ["files/شهر/نقشه"]
    with backup.opened("files/شهر/نقشه") as content:
        assert b"".join(content) == b"Plan" * 400
    with backup.opened("configuration/secret_key") as content:
        assert b"".join(content) == b"a secret of Leila's"


def test_it_opens_with_tar_and_sha256sum_where_hamshahr_is_not_at_hand(whole, tmp_path):
    subprocess.run(["tar", "xf", whole, "-C", tmp_path], check=True)
    subprocess.run(["sha256sum", "--check", "manifest.json.sha256"], cwd=tmp_path, check=True)

    assert (tmp_path / "configuration/secret_key").read_bytes() == b"a secret of Leila's"


def test_cut_short_anywhere_it_is_refused(whole, tmp_path):
    content = whole.read_bytes()
    cut = tmp_path / "cut.tar"
    for length in {*range(0, len(content), 97), *range(len(content) - 1100, len(content))}:
        cut.write_bytes(content[:length])
        with pytest.raises(NotABackup):
            _whole(cut)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_flipped_bit_anywhere_is_noticed(whole, tmp_path, data):
    content = bytearray(whole.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    hurt = tmp_path / "hurt.tar"
    hurt.write_bytes(content)

    with pytest.raises(BackupError):
        _whole(hurt)


def test_a_bit_that_only_fills_a_header_is_noticed_as_well(whole, tmp_path):
    content = bytearray(whole.read_bytes())
    content[155] ^= 1  # the space after the checksum of the first header
    hurt = tmp_path / "hurt.tar"
    hurt.write_bytes(content)

    with pytest.raises(NotABackup, match="header"):
        _whole(hurt)


def test_bytes_after_the_end_are_refused(whole, tmp_path):
    longer = tmp_path / "longer.tar"
    longer.write_bytes(whole.read_bytes() + b"\0" * 512)

    with pytest.raises(NotABackup, match="follows its end"):
        _whole(longer)


@pytest.mark.parametrize("content", [b"", b"\0" * 20_000, b"PGDMP" * 9999, b"PK\3\4 a zip"])
def test_another_file_is_no_backup(tmp_path, content):
    other = tmp_path / "other.tar"
    other.write_bytes(content)

    with pytest.raises(NotABackup, match="is no backup of Hamshahr"):
        _whole(other)


def test_a_newer_form_is_told_whatever_else_it_holds(whole, tmp_path):
    content = whole.read_bytes().replace(b'{"format":1,', b'{"format":2,', 1)
    newer = tmp_path / "newer.tar"
    newer.write_bytes(content[:2000])

    with pytest.raises(NewerBackup, match="made by a newer Hamshahr"):
        _whole(newer)


@pytest.mark.parametrize(
    "name",
    ["../outside", "/etc/cron.d/x", "files/../../x", "files//x", "./x", "files/x/", "", "a\0b"],
)
def test_a_part_that_leads_out_of_the_folder_is_refused(tmp_path, name):
    part = {"name": name, "bytes": 1, "sha256": "0" * 64}

    with pytest.raises(NotABackup, match="manifest cannot be read"):
        read_backup(sealed(tmp_path / "b.tar", {"parts": [part]}))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, b"S"])
def test_links_folders_and_sparse_files_are_refused(whole, tmp_path, kind):
    entry = tarfile.TarInfo("files/x")
    entry.type, entry.linkname = kind, "/etc/passwd"
    content = whole.read_bytes()
    odd = tmp_path / "odd.tar"
    odd.write_bytes(content[:1024] + entry.tobuf(format=tarfile.GNU_FORMAT) + content[1024:])

    with pytest.raises(NotABackup):
        _whole(odd)


@pytest.mark.parametrize(
    "claim",
    [
        {"parts": []},
        {"tables": {"t": {"rows": -1, "digest": "0"}}},
        {"database_bytes": "many"},
        {"surprise": 1},
        {"about": None},
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(tmp_path, claim):
    with pytest.raises(NotABackup):
        read_backup(sealed(tmp_path / "b.tar", claim, files__x=b"1"))


def test_a_manifest_of_unreasonable_length_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr("hamshahr.kernel.backups.reading._LONGEST_MANIFEST", 100)

    with pytest.raises(NotABackup, match="too long"):
        read_backup(backup_file(tmp_path / "b.tar"))


def test_a_file_that_is_not_there_or_is_a_folder_is_told(tmp_path):
    for path in (tmp_path / "nothing.tar", tmp_path):
        with pytest.raises(BackupError, match="cannot be read"):
            read_backup(path)


@pytest.mark.parametrize(
    ("version", "than", "newer"),
    [("0.2.0", "0.1.0", True), ("0.10.0", "0.9.1", True), ("0.1.0", "0.1.0", False),
     ("0.1", "0.1.0", False), ("0.1.0", "0.2.0", False)],
)  # fmt: skip
def test_versions_compare_by_their_numbers(version, than, newer):
    assert is_newer(version, than) is newer
