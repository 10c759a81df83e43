"""Adding files: who may, under which name, how much, and that nothing is ever half kept."""

import errno
import os
import threading
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from hamshahr.commons.accounts.leaving.partings import Fate, consequences
from hamshahr.commons.accounts.own_data.parts import personal_data
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.files import keeping, limits
from hamshahr.commons.files.actions import StillHeld, attach, clear, detach, remove
from hamshahr.commons.files.holders import Holder
from hamshahr.commons.files.models import StoredFile
from hamshahr.commons.files.naming import clean_name
from hamshahr.commons.files.refusing import FileRefused
from hamshahr.kernel.audit.models import AuditRecord
from hamshahr.kernel.identifiers import new_id
from tests.cast import AWA, MATEO
from tests.files.made import PDF, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def tests_hold(monkeypatch):
    """Make the tests a kind of holder, which everybody may read."""
    from hamshahr.commons.files import holders

    kind = Holder("tests", lambda _by, _holder: True)
    monkeypatch.setattr(holders, "_holders", {**holders._holders, "tests": kind})


def test_a_file_is_its_citys_and_the_record_says_who_added_it(add_document, nasrin, shiraz):
    kept = add_document()

    assert (kept.owner, kept.uploaded_by, kept.bytes) == (shiraz, nasrin, len(PDF))
    told = AuditRecord.objects.get(deed="files.store")
    assert (told.actor_id, told.object_id, told.body) == (nasrin.pk, str(kept.pk), shiraz)


def test_files_are_added_by_those_who_serve_the_city_or_the_association(add, shiraz):
    for by, owner in ((MATEO.serving(), shiraz), (None, None)):
        with pytest.raises(PermissionDenied):
            add("plan.pdf", PDF, by=by, owner=owner)

    assert add("plan.pdf", PDF, by=AWA.serving(), owner=shiraz)
    assert add("plan.pdf", PDF, by=MATEO.serving(), owner=None)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\nasrin\\plan.pdf", "plan.pdf"),
        ("annex\u202efdp.exe.pdf", "annexfdp.exe.pdf"),
        ("plan\0.pdf", "plan.pdf"),
        ("گزارش سالانه\u200cی شهر.pdf", "گزارش سالانه\u200cی شهر.pdf"),
        ("plan \r\nSet-Cookie: a.pdf", "plan Set-Cookie- a.pdf"),
        ("  ..pdf", "document.pdf"),
        ("<script>.pdf", "script.pdf"),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
        ("ش" * 300 + ".pdf", "ش" * 100 + ".pdf"),
        ("plan\ud800.pdf", "plan.pdf"),
        ("PLAN.PDF", "PLAN.pdf"),
    ],
)
def test_a_name_is_made_harmless_and_keeps_its_words(given, kept):
    assert clean_name(given, ending="pdf", otherwise="document") == kept


def test_the_same_content_is_kept_once(add_document, contents):
    one, other = add_document("bylaw.pdf"), add_document("copy.pdf")

    assert one.digest == other.digest
    assert len(contents()) == 1


def test_content_is_for_the_eyes_of_its_account_alone(add_document, contents):
    add_document()

    assert {path.stat().st_mode & 0o077 for path in contents()} == {0}
    assert contents()[0].parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("kind", ["picture", "document"])
@pytest.mark.parametrize("fails", ["write", "fsync"])
def test_a_full_disk_is_said_and_leaves_nothing(add, contents, monkeypatch, kind, fails):
    def full(*_args):
        raise OSError(errno.ENOSPC, "No space left on device")

    if fails == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(keeping.tempfile, "mkstemp", lambda **_named: full())
    content = picture() if kind == "picture" else PDF

    with pytest.raises(FileRefused, match="disk of this site is full") as refused:
        add("plan.pdf", content, kind=kind)

    assert refused.value.status == 507
    assert contents() == []
    assert not StoredFile.objects.exists()


def test_a_city_has_so_much_room_and_a_person_so_much_a_day(add, add_document, monkeypatch):
    add_document()
    monkeypatch.setattr(limits, "MOST_BYTES_OF_A_CITY", 2 * len(PDF))
    add_document("second.pdf")
    with pytest.raises(FileRefused, match="Your city has filled"):
        add_document("third.pdf")
    monkeypatch.setattr(limits, "MOST_FILES_A_DAY", 2)

    with pytest.raises(FileRefused, match="Go on tomorrow"):
        add("third.pdf", PDF, owner=None)

    StoredFile.objects.update(uploaded_at=timezone.now() - timedelta(days=1, minutes=1))
    assert add("third.pdf", PDF, owner=None)


def made_older(file, days=8):
    StoredFile.objects.filter(pk=file.pk).update(loose_since=timezone.now() - timedelta(days=days))


def test_what_nothing_holds_goes_after_a_week_with_its_content(
    add_document, add_picture, contents, tests_hold, django_capture_on_commit_callbacks
):
    forgotten, held, fresh = add_picture(), add_document(), add_document("fresh.txt", b"fresh")
    attach(held, "tests", new_id())
    made_older(forgotten)

    with django_capture_on_commit_callbacks(execute=True):
        assert clear(by=system_actor()) == 1

    assert set(StoredFile.objects.all()) == {held, fresh}
    assert len(contents()) == 2


def test_what_was_let_go_today_is_kept_for_a_week_however_old_it_is(add_document, tests_hold):
    file, holder = add_document(), new_id()
    made_older(file, days=400)
    attach(file, "tests", holder)
    detach(file, "tests", holder)

    assert clear(by=system_actor()) == 0
    assert StoredFile.objects.filter(pk=file.pk).exists()


def test_content_that_another_file_has_stays(
    add_document, contents, nasrin, django_capture_on_commit_callbacks
):
    one, _other = add_document(), add_document("copy.pdf")

    with django_capture_on_commit_callbacks(execute=True):
        remove(file=one, by=nasrin)

    assert len(contents()) == 1
    assert AuditRecord.objects.filter(deed="files.remove", object_id=str(one.pk)).exists()


def test_what_is_held_or_anothers_is_not_removed(add_document, nasrin, tests_hold):
    held, hers = add_document(), add_document("hers.pdf")
    attach(held, "tests", new_id())

    with pytest.raises(StillHeld):
        remove(file=held, by=nasrin)
    with pytest.raises(PermissionDenied):
        remove(file=hers, by=MATEO.serving())
    with pytest.raises(PermissionDenied):
        clear(by=nasrin)


def test_nothing_is_attached_to_what_nobody_registered(add_document):
    with pytest.raises(LookupError):
        attach(add_document(), "nothing of ours", new_id())


def test_content_that_no_file_has_is_swept_up_and_drafts_are_not_taken_for_it(
    add_document, contents, kept_below
):
    add_document()
    lost = kept_below / "ab" / ("c" * 62)
    lost.parent.mkdir(parents=True, exist_ok=True)
    lost.write_bytes(b"of a deed that was undone")

    clear(by=system_actor())

    assert lost not in contents()
    assert len(contents()) == 1


def test_what_a_killed_process_left_is_swept_up_after_a_day(add_document, kept_below):
    add_document()
    old, fresh = (kept_below / ".incoming" / name for name in ("tmp-old", "tmp-fresh"))
    draft = next(kept_below.glob("??")) / ".old.part"
    for folder in (old, fresh):
        folder.mkdir(parents=True)
        (folder / "given").write_bytes(b"half")
    draft.write_bytes(b"half")
    for left in (old, draft):
        os.utime(left, (0, 0))

    clear(by=system_actor())

    assert (old.exists(), fresh.exists(), draft.exists()) == (False, True, False)


def test_what_she_added_is_part_of_what_is_kept_of_a_person(add_document, nasrin):
    add_document("bylaw.pdf")
    part = next(one for one in personal_data() if one.name == "files")

    assert [row["name"] for row in part.collect(nasrin)] == ["bylaw.pdf"]
    assert list(part.collect(MATEO.serving())) == []


def test_who_leaves_reads_that_her_files_stay_her_citys(add_document, nasrin):
    def told(person):
        return [one.text for one in consequences(person) if one.fate == Fate.STAYS]

    assert not any("files" in one for one in told(nasrin))
    add_document()
    assert any("they are your city" in one for one in told(nasrin))


def test_many_who_add_the_same_at_once_find_it_whole_and_once(contents):
    """Each by a connection of its own: one writes, the others wait for it and find it there."""
    content = PDF * 5000
    digest, _size = keeping.digest_of(BytesIO(content))
    at_once, failed = threading.Barrier(4), []

    def put():
        try:
            with transaction.atomic():
                at_once.wait(20)
                keeping.put(BytesIO(content), digest)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test tells of it
            failed.append(error)
        finally:
            connection.close()

    people = [threading.Thread(target=put) for _ in range(4)]
    for person in people:
        person.start()
    for person in people:
        person.join(20)

    assert failed == []
    assert [path.read_bytes() for path in contents()] == [content]
