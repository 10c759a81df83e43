"""What readers read in their language, and how they know what to think of it."""

import pytest
from django.utils import timezone, translation

from hamshahr.commons.accounts.leaving.deed import leave
from hamshahr.commons.translating.marks import shown_mark
from hamshahr.commons.translating.models import FieldTranslation, SourceText
from hamshahr.commons.translating.shown import Mark, translated, translated_heads
from hamshahr.commons.translating.texts import (
    UnknownKind,
    digest_of,
    forget_texts,
    texts_changed,
)
from tests.cast import YUSUF
from tests.translating.conftest import SPANISH

IN_PERSIAN = {
    "title": "چراغ‌های هماهنگ در شب",
    "summary": "شهر ۴۰ چراغ را میان ۲۲:۰۰ و ۶:۰۰ هماهنگ کرد.",
}


@pytest.fixture
def told(board):
    """Lay a translation as the machine, or a person, would have left it."""

    def told(note, path="title", *, by=None, checked=False):
        source = SourceText.objects.get(object_id=note.pk, path=path)
        now = timezone.now()
        return FieldTranslation.objects.create(
            source=source, language="fa", text=IN_PERSIAN[path],
            origin="hand" if by else "machine", machine_name="" if by else "libre",
            translated_by=by, translated_at=now,
            checked_by=by if checked else None, checked_at=now if checked else None,
            source_digest=digest_of(note.texts[path], note.language),
            source_text=note.texts[path],
        )  # fmt: skip

    return told


def read(note, language="fa"):
    return translated("note", note.pk, ("title", "summary"), language)


def test_what_is_not_translated_is_left_to_be_shown_as_it_is(board):
    note = board.publish()

    assert read(note) == {}


def test_a_machine_draft_says_that_nobody_checked_it(board, told):
    note = board.publish()
    told(note)

    title = read(note)["title"]
    assert (title.text, title.mark, title.by) == (IN_PERSIAN["title"], Mark.MACHINE, "")
    assert title.language.direction == "rtl"
    assert title.source_language.code == "es"
    with translation.override("en"):
        assert shown_mark(title).sentence == "Machine translation, not checked."


def test_a_checked_translation_names_who_checked_it(board, told):
    note, yusuf = board.publish(), YUSUF.serving()
    told(note, by=yusuf, checked=True)

    with translation.override("en"):
        title = read(note)["title"]
        assert title.mark is Mark.CHECKED
        assert YUSUF.name in shown_mark(title).sentence


def test_who_checked_and_left_is_named_by_function(board, told):
    note, yusuf = board.publish(), YUSUF.serving()
    told(note, by=yusuf, checked=True)
    leave(by=yusuf)

    with translation.override("en"):
        title = read(note)["title"]
        assert YUSUF.name not in title.by
        assert "former" in title.by


def test_a_translation_is_stale_from_the_moment_its_original_changes(board, told):
    note, yusuf = board.publish(), YUSUF.serving()
    told(note, by=yusuf, checked=True)
    told(note, "summary")

    board.change(note, {"title": "Semáforos coordinados toda la noche"})

    assert read(note)["title"].mark is Mark.STALE
    assert read(note)["summary"].mark is Mark.MACHINE


def test_a_translation_is_right_again_when_the_original_is_what_it_was(board, told):
    note, yusuf = board.publish(), YUSUF.serving()
    told(note, by=yusuf, checked=True)

    board.change(note, {"title": "Otra cosa"})
    board.change(note, {"title": SPANISH["title"]})

    assert read(note)["title"].mark is Mark.CHECKED


def test_nothing_is_shown_of_what_was_hidden_and_all_of_it_comes_back(board, told):
    note = board.publish()
    told(note)

    board.change(note, is_public=False)
    assert read(note) == {}

    board.change(note, is_public=True)
    assert read(note)["title"].text == IN_PERSIAN["title"]


def test_a_translation_keeps_to_its_text_wherever_that_stands(board, told):
    note = board.publish({"blocks.k3f9.what": "Uno", "title": SPANISH["title"]})
    told(note)

    note.texts = {"title": SPANISH["title"], "blocks.k3f9.what": "Uno", "blocks.a1.what": "Dos"}
    board.change(note)

    assert read(note)["title"].mark is Mark.MACHINE


def test_a_text_that_was_taken_out_takes_its_translation_with_it(board, told):
    note = board.publish()
    told(note)

    del note.texts["title"]
    board.change(note)

    assert read(note) == {}


def test_what_was_written_anew_in_the_readers_language_is_no_translation(board, told):
    note = board.publish()
    told(note)

    board.change(note, {"title": "چراغ‌ها"}, language="fa")

    assert read(note) == {}


def test_numbers_and_signs_alone_are_not_translated(board):
    note = board.publish({"title": SPANISH["title"], "figure": "40 – 25 (%)", "none": "  "})

    paths = SourceText.objects.filter(object_id=note.pk).values_list("path", flat=True)
    assert list(paths) == ["title"]


def test_what_is_gone_for_good_leaves_no_translation(board, told):
    note = board.publish()
    told(note)

    forget_texts("note", [note.pk])

    assert not FieldTranslation.objects.exists()


def test_a_list_is_read_in_one_query_however_long_it_is(board, told, django_assert_num_queries):
    notes = [board.publish() for _each in range(4)]
    for note in notes:
        told(note, by=YUSUF.serving(), checked=True)

    for some in (notes[:1], notes):
        with django_assert_num_queries(1):
            found = translated_heads("note", [note.pk for note in some], "fa")
        assert len(found) == len(some)


def test_many_things_are_noted_in_as_many_statements_as_one(board, django_assert_max_num_queries):
    ids = [board.publish().pk for _each in range(6)]

    for some in (ids[:1], ids):
        with django_assert_max_num_queries(8):
            texts_changed("note", some)


def test_a_kind_that_nobody_declared_is_refused(db):
    with pytest.raises(UnknownKind):
        texts_changed("poem", [])
