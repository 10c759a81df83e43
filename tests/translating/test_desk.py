"""The translation desk: what waits, and translating a text beside its original."""

import re

import pytest
from django.utils import timezone

from hamshahr.commons.translating.drafting import draft_due
from hamshahr.commons.translating.models import FieldTranslation, MachineDraft, SourceText
from hamshahr.commons.translating.shown import Mark, translated
from hamshahr.kernel.audit.models import AuditRecord
from tests.cast import CLAIRE, HODA, MATEO, NASRIN, YUSUF
from tests.site.reading import Page
from tests.translating.servers import answer

PERSIAN = "شهر ۴۰ چراغ را میان ۲۲:۰۰ و ۶:۰۰ هماهنگ کرد."


def address(note, code="fa", path="summary"):
    return f"/en/translate/note/{note.pk}/{code}/?path={path}"


def read(note, path="summary", language="fa"):
    return translated("note", note.pk, [path], language).get(path)


@pytest.fixture
def yusuf(as_person):
    return as_person(YUSUF)


@pytest.fixture
def send():
    """Open the page of a text and send its form, as a browser does; returns the answer."""

    def send(browser, where, *, deed="check", opened=None, **typed):
        page = Page(opened or browser.get(where))
        kept = {
            name: page.one("input", name=name).attributes["value"] for name in ("based_on", "seen")
        }
        return browser.post(where, {**kept, "deed": deed, **typed})

    return send


def test_a_translator_checks_a_text_and_readers_read_who_did(board, yusuf, send):
    note = board.publish()

    sent = send(yusuf, address(note), text=PERSIAN)

    assert sent.status_code == 302
    assert (read(note).text, read(note).mark) == (PERSIAN, Mark.CHECKED)
    assert read(note).by == YUSUF.name
    assert AuditRecord.objects.filter(deed="translating.check", object_id=note.pk).exists()
    assert "Readers see it now" in yusuf.get(sent.url).text


def test_a_translation_turns_nothing_around(board, yusuf, send):
    note = board.publish()

    send(yusuf, address(note), text=f"\u202e{PERSIAN}\u2067")

    assert read(note).text == PERSIAN


def test_what_is_only_saved_says_that_nobody_checked_it(board, yusuf, send):
    note = board.publish()

    send(yusuf, address(note), deed="save", text=PERSIAN)

    assert read(note).mark is Mark.HAND


def test_the_machines_draft_is_there_to_begin_with_and_marked(board, libre, yusuf):
    note = board.publish()
    draft_due()

    page = yusuf.get(address(note)).text

    assert read(note).text in page
    assert "A machine’s draft" in page
    textarea = re.search(r"<textarea[^>]*>", page).group()
    assert 'lang="fa"' in textarea
    assert 'dir="rtl"' in textarea
    assert '<p class="as-written" lang="es" dir="ltr">' in page


def test_two_translators_lose_nothing(board, as_person, yusuf, send):
    note, claire = board.publish(), as_person(CLAIRE)
    opened = claire.get(address(note))
    send(yusuf, address(note), text=PERSIAN)

    sent = send(claire, address(note), opened=opened, text="چراغ‌ها در شب")

    assert sent.status_code == 409
    assert PERSIAN in sent.text
    assert "چراغ‌ها در شب" in sent.text
    assert read(note).text == PERSIAN
    again = send(claire, address(note), opened=sent, text="چراغ‌ها در شب")
    assert again.status_code == 302
    assert read(note).text == "چراغ‌ها در شب"


def test_a_button_pressed_twice_is_no_quarrel_with_oneself(board, yusuf, send):
    note = board.publish()
    opened = yusuf.get(address(note))
    for _time in range(2):
        assert send(yusuf, address(note), opened=opened, text=PERSIAN).status_code == 302

    assert FieldTranslation.objects.get().version == 1


def test_an_original_that_changes_while_it_is_translated_is_shown_first(board, yusuf, send):
    note = board.publish()
    opened = yusuf.get(address(note))
    board.change(note, {"summary": "La ciudad coordinó 50 semáforos."})

    sent = send(yusuf, address(note), opened=opened, text=PERSIAN)

    assert sent.status_code == 409
    assert PERSIAN in sent.text
    assert "50 semáforos" in sent.text
    assert read(note) is None


def test_a_stale_translation_shows_what_changed_and_may_be_right_still(board, yusuf, send):
    note = board.publish()
    send(yusuf, address(note), text=PERSIAN)
    board.change(note, {"summary": note.texts["summary"].replace("La ciudad", "El municipio")})

    page = yusuf.get(address(note)).text
    assert "<del>La ciudad </del>" in page
    assert "<ins>El municipio </ins>" in page

    send(yusuf, address(note), deed="keep", text=PERSIAN)
    assert read(note).mark is Mark.CHECKED
    assert "<del>" not in yusuf.get(address(note)).text


def test_a_number_that_is_missing_is_pointed_out(board, yusuf, send):
    note = board.publish()
    send(yusuf, address(note), text="شهر چراغ‌ها را میان ۲۲:۰۰ و ۶:۰۰ هماهنگ کرد.")

    assert "In the original, and not here:" in yusuf.get(address(note)).text


def test_terms_of_the_text_are_shown_and_missed(board, yusuf, send):
    note = board.publish({"title": "Night bus and a bus lane", "n": "x"}, language="en")

    page = yusuf.get(address(note, path="title")).text
    assert "اتوبوس شبانه" in page
    assert "خط ویژه" in page
    assert "not in the translation" not in page

    send(yusuf, address(note, path="title"), text="اتوبوس شبانه و خط‌ها")
    page = yusuf.get(address(note, path="title")).text
    assert page.count("not in the translation") == 1


def test_what_was_checked_elsewhere_is_found_again_with_its_percentage(board, yusuf, send):
    send(yusuf, address(board.publish()), text=PERSIAN)
    alike = board.publish(
        {"title": "Otra", "summary": "La ciudad coordinó 60 semáforos entre las 22:00 y las 6:00."}
    )
    same = board.publish()

    assert re.search(r"[89]\d% alike", yusuf.get(address(alike)).text)
    assert "100% alike" in yusuf.get(address(same)).text


def test_what_is_not_checked_is_no_memory(board, yusuf, send):
    send(yusuf, address(board.publish()), deed="save", text=PERSIAN)

    assert "% alike" not in yusuf.get(address(board.publish())).text


def test_the_machine_is_not_asked_for_what_the_memory_knows(board, libre, yusuf, send):
    send(yusuf, address(board.publish()), text=PERSIAN)
    libre.asked.clear()

    other = board.publish({"summary": board.notes[next(iter(board.notes))].texts["summary"]})
    draft_due()

    assert read(other).text == PERSIAN
    assert read(other).mark is Mark.MACHINE
    assert "fa" not in {
        one["said"]["target"]
        for one in libre.asked
        if one["said"] and other.texts["summary"] in one["said"]["q"]
    }


def test_why_the_machine_was_refused_stands_at_the_desk_alone(board, libre, yusuf):
    note = board.publish()
    libre.book = {(note.texts["summary"], "fa"): "<b>40 22:00 6:00 <i>شهر</i></b>"}
    draft_due()

    assert "It answered with HTML." in yusuf.get(address(note)).text
    assert read(note) is None


def test_the_machine_is_asked_again_where_somebody_wishes(board, libre, yusuf, send):
    note = board.publish()
    libre.book = {(note.texts["summary"], "fa"): "<b>x</b>"}
    draft_due()
    libre.book = {}

    assert send(yusuf, address(note), deed="ask").status_code == 302
    draft_due()

    assert read(note).mark is Mark.MACHINE


def test_without_a_server_no_machine_is_offered_and_what_one_drafted_stays(
    board, libre, yusuf, send, settings
):
    note = board.publish()
    draft_due()
    assert "Ask the machine again" in yusuf.get(address(note)).text
    settings.TRANSLATION_SERVER = ""

    assert "Ask the machine again" not in yusuf.get(address(note)).text
    assert send(yusuf, address(note), deed="ask").status_code == 403
    assert read(note).mark is Mark.MACHINE
    assert MachineDraft.objects.exists()


def test_the_desk_says_since_when_the_server_is_down(board, libre, yusuf):
    note = board.publish()
    libre.mood = lambda handler: answer(handler, {}, 503)
    draft_due()

    assert "has not answered since" in yusuf.get(address(note)).text


def test_nothing_is_kept_of_an_empty_translation(board, yusuf, send):
    note = board.publish()

    assert send(yusuf, address(note), text="  \n ").status_code == 422
    assert read(note) is None


def test_what_waits_is_listed_stale_first(board, yusuf, send):
    old = board.publish({"title": "Primero"})
    board.publish({"title": "Segundo"})
    send(yusuf, address(old, path="title"), text="نخست")
    board.change(old, {"title": "Primero de todos"})

    page = yusuf.get("/en/translate/?language=fa").text
    assert page.index("Primero de todos") < page.index("Segundo")

    narrowed = yusuf.get("/en/translate/?language=fa&state=4&kind=note").text
    assert "Segundo" in narrowed
    assert "Primero" not in narrowed


def test_the_list_asks_as_much_for_many_as_for_one(board, yusuf, django_assert_max_num_queries):
    for _each in range(3):
        board.publish()
    with django_assert_max_num_queries(14):
        yusuf.get("/en/translate/?language=fa&kind=note")
    for _each in range(8):
        board.publish()
    with django_assert_max_num_queries(14):
        yusuf.get("/en/translate/?language=fa&kind=note")


def test_whoever_translates_reads_on_her_desk_what_is_older_than_its_original(board, yusuf, send):
    from hamshahr.commons.translating.listing import waiting

    note = board.publish()
    assert waiting(YUSUF.account()) is None

    send(yusuf, address(note), text=PERSIAN)
    board.change(note, {"summary": "Otra cosa"})

    assert waiting(YUSUF.account()).count == 1
    assert waiting(HODA.serving()) is None


def test_a_city_translates_its_own_texts_and_no_others(board, as_person, shiraz, send):
    own, other = board.publish(owner=shiraz), board.publish()
    nasrin = as_person(NASRIN)

    assert nasrin.get(address(own)).status_code == 200
    assert send(nasrin, address(own), text=PERSIAN).status_code == 302
    assert nasrin.get(address(other)).status_code == 404
    assert as_person(MATEO).get(address(own)).status_code == 404
    assert as_person(HODA).get(address(own)).status_code == 404


@pytest.mark.parametrize("code", ["es", "xx", "de"])
def test_there_is_no_page_for_a_language_into_which_nobody_translates(board, yusuf, code):
    assert yusuf.get(address(board.publish(), code)).status_code == 404


def test_what_is_hidden_is_gone_from_the_desk(board, yusuf):
    note = board.publish({"title": "Secreto"})
    board.change(note, is_public=False)

    assert yusuf.get(address(note)).status_code == 404
    assert "Secreto" not in yusuf.get("/en/translate/?language=fa").text


def test_a_text_with_script_is_shown_as_it_was_written(board, yusuf):
    note = board.publish({"title": "<script>alert(1)</script> Plan", "summary": "Uno"})
    source = SourceText.objects.get(object_id=note.pk, path="title")
    MachineDraft.objects.create(
        source=source, language="fa", text="<img src=x onerror=alert(1)>", refused_for="html",
        machine_name="x", source_digest=source.digest, made_at=timezone.now(),
    )  # fmt: skip

    page = yusuf.get(address(note, path="title")).text

    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_translation_keeps_what_it_was_made_of(board, yusuf, send):
    note = board.publish()
    send(yusuf, address(note), text=PERSIAN)

    assert FieldTranslation.objects.get().source_text == note.texts["summary"]
