"""A city writes, page by page, without scripts: what is typed is kept, or shown again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamshahr.domains.experiences.content.form import FIRST_ITEM, STEPS
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.manuscripts.actions import begin_manuscript
from hamshahr.domains.manuscripts.models import Manuscript, ManuscriptField
from hamshahr.domains.manuscripts.saving import content_of
from hamshahr.domains.manuscripts.writing.progress import snapshot_minutes
from hamshahr.domains.topics.queries import other_labels
from tests.cast import CLAIRE, HODA, KAVEH, MATEO, NASRIN, REZA
from tests.manuscripts.conftest import fields_of
from tests.site.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def nasrin(desk_of):
    return desk_of(NASRIN)


@pytest.fixture
def kaveh(desk_of):
    return desk_of(KAVEH)


def said(manuscript, path):
    return content_of(manuscript).values.get(path)


def test_an_experience_is_begun_in_the_language_of_its_writer(nasrin):
    page = nasrin.client.get("/fa/write/new/").content.decode()
    assert 'value="fa" id="id_language_0" checked' in page or "checked" in page

    city = nasrin.manuscript.city
    begun = nasrin.client.post("/fa/write/new/", {"city": city.pk, "language": "fa"})

    assert begun.status_code == 302
    assert begun["Location"].endswith("/about/")


def test_pressing_begin_twice_begins_one(nasrin, manuscript):
    sent = {"city": manuscript.city_id, "language": "fa"}
    for _press in range(2):
        nasrin.client.post("/fa/write/new/", sent)

    assert Manuscript.objects.filter(city=manuscript.city).count() == 1


def test_nobody_begins_for_another_city(desk_of, manuscript):
    mateo = desk_of(MATEO)
    answer = mateo.client.post("/en/write/new/", {"city": manuscript.city_id, "language": "fa"})

    assert answer.status_code == 422


def test_the_snapshot_takes_less_than_twenty_minutes():
    assert 10 <= snapshot_minutes(Content({})) < 20


@pytest.mark.parametrize("step", [step.key for step in STEPS])
def test_every_step_is_shown_and_sent_back_without_a_change(nasrin, manuscript, step):
    answer = nasrin.send(step, nasrin.open(step), go="stay")

    assert answer.status_code == 302
    assert not content_of(manuscript)
    assert not ManuscriptField.objects.filter(manuscript=manuscript).exists()


def test_what_is_typed_is_kept_and_leads_on(nasrin, manuscript):
    page = nasrin.open("about") | {"title": ["چراغ‌های هماهنگ"]}
    answer = nasrin.send("about", page, go="next")

    assert answer["Location"].endswith("/place/")
    assert said(manuscript, "title") == "چراغ‌های هماهنگ"


def test_what_is_written_stands_in_its_own_language_and_direction(nasrin):
    nasrin.fill("about", title="چراغ‌های هماهنگ")
    page = nasrin.client.get(nasrin.url("about")).content.decode()

    assert 'value="چراغ‌های هماهنگ"' in page
    assert 'lang="fa" dir="rtl"' in page


def test_choices_of_every_kind_are_kept(nasrin, manuscript):
    nasrin.fill("topics", topics=["smart-traffic"], sdgs=["9", "11"], target_groups=["commuters"])
    nasrin.fill("contact", contact_languages=["fa", "en"], offers=["call"])
    nasrin.fill("time", status="ongoing")

    assert said(manuscript, "topics") == ["smart-traffic"]
    assert said(manuscript, "sdgs") == [9, 11]
    assert said(manuscript, "contact_languages") == ["fa", "en"]
    assert said(manuscript, "status") == "ongoing"


def test_a_box_is_unticked_again(nasrin, manuscript):
    nasrin.fill("results", not_measured="on")
    page = nasrin.open("results")
    del page["not_measured"]
    nasrin.send("results", page, go="stay")

    assert said(manuscript, "not_measured") is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("۱۳۹۸", "2019"), ("مهر ۱۳۹۸", "2019-10"), ("1398/01/15", "2019-04-04"), ("2019", "2019")],
)
def test_dates_are_typed_in_either_calendar_as_exact_as_they_are_known(
    nasrin, manuscript, typed, kept
):
    nasrin.fill("time", "fa", start=typed)
    assert said(manuscript, "start") == kept

    # Opened and kept again, in either language, it stays what it was
    for language in ("fa", "en"):
        nasrin.fill("time", language)
    assert said(manuscript, "start") == kept


def test_persian_digits_are_numbers(nasrin, manuscript):
    nasrin.fill("cost", "fa", capital="۱۲۵۰۰۰۰۰", currency="IRT")

    assert said(manuscript, "capital") == "12500000"
    assert said(manuscript, "currency") == "IRT"


def test_a_number_that_can_be_read_twice_is_asked_back_and_then_kept(nasrin, manuscript):
    answer = nasrin.fill("cost", capital="1,234")
    page = answer.content.decode()

    assert answer.status_code == 422
    assert 'value="1,234"' in page
    assert said(manuscript, "capital") is None

    nasrin.send("cost", fields_of(page) | {"capital_meant": ["1234"]}, go="stay")
    assert said(manuscript, "capital") == "1234"


def test_what_is_wrong_stays_as_typed_and_the_rest_is_kept(nasrin, manuscript):
    long = "چ" * 151
    answer = nasrin.fill("about", title=long, headline="راننده‌ها کمتر می‌ایستند.")
    page = answer.content.decode()

    assert answer.status_code == 422
    assert long in page
    assert "at most 150" in page
    assert said(manuscript, "headline") == "راننده‌ها کمتر می‌ایستند."


def test_how_much_is_too_much_is_said_in_the_digits_of_the_page(nasrin, manuscript):
    page = nasrin.fill("about", "fa", title="چ" * 151, summary="چراغ " * 251).content.decode()

    for count in ("۱۵۱", "۱۵۰", "۲۵۱", "۲۵۰"):
        assert count in page
    page = nasrin.fill("topics", "fa", sdgs=["1", "2", "3", "4"]).content.decode()
    assert "حداکثر ۳" in page


@pytest.mark.parametrize(
    ("step", "path", "value"),
    [
        ("topics", "topics", "no-such-topic"),
        ("cost", "currency", "XYZ"),
        ("cost", "capital", "a lot"),
        ("time", "start", "some day"),
        ("contact", "contact", "00000000-0000-0000-0000-000000000000"),
        ("sources", "similar", "no-such-case"),
        ("contact", "contact_languages", "xx"),
    ],
)
def test_a_value_that_is_not_in_its_list_is_refused_with_a_sentence(
    nasrin, manuscript, step, path, value
):
    answer = nasrin.fill(step, **{path: value})

    assert answer.status_code == 422
    assert said(manuscript, path) is None


def test_a_case_is_named_by_its_address(nasrin, manuscript):
    nasrin.fill("sources", similar="https://hamshahr.example/fa/experiences/tehran-brt/")

    assert said(manuscript, "similar") == ["tehran-brt"]


def test_a_building_block_is_added_once_however_often_the_button_is_pressed(nasrin, manuscript):
    page = nasrin.open("done")
    for _press in range(2):
        answer = nasrin.send("done", page, do="add:blocks:k3f9q2ab")

    assert answer["Location"].endswith("#k3f9q2ab")
    assert said(manuscript, "blocks") == ["k3f9q2ab"]


WHAT = f"blocks.{FIRST_ITEM}.what"


def test_the_first_building_block_stands_open_and_is_one_when_something_is_typed_in_it(
    nasrin, manuscript
):
    assert WHAT in nasrin.open("done")
    nasrin.fill("done", **{WHAT: "شمارش خودروها"})

    assert said(manuscript, "blocks") == [FIRST_ITEM]
    assert nasrin.open("done")[WHAT] == ["شمارش خودروها"]


def test_a_field_of_the_first_block_that_keeps_itself_brings_its_block(nasrin, manuscript):
    nasrin.client.post(f"{nasrin.url('done')}save/", {f"v:{WHAT}": "0", WHAT: "شمارش"})

    assert [item.text("what") for item in content_of(manuscript).items("blocks")] == ["شمارش"]


def test_an_open_block_is_left_out_where_another_is_added_and_comes_back_when_it_is_written(
    nasrin, kaveh, manuscript
):
    hers = nasrin.open("done")
    kaveh.send("done", kaveh.open("done"), do="add:blocks:k3f9q2ab")
    assert said(manuscript, "blocks") == ["k3f9q2ab"]

    nasrin.send("done", hers | {WHAT: ["شمارش خودروها"]})
    assert said(manuscript, "blocks") == ["k3f9q2ab", FIRST_ITEM]


def test_the_first_block_is_taken_away_for_good_and_back_on_request(nasrin, manuscript):
    nasrin.fill("done", **{WHAT: "شمارش خودروها"})
    nasrin.send("done", nasrin.open("done"), do=f"remove:blocks:{FIRST_ITEM}")
    assert WHAT not in nasrin.open("done")

    nasrin.client.post(nasrin.url("done"), {"do": f"add:blocks:{FIRST_ITEM}:0"})
    assert nasrin.open("done")[WHAT] == ["شمارش خودروها"]


def test_a_result_stands_open_until_somebody_says_that_nothing_was_measured(nasrin):
    result = f"results.{FIRST_ITEM}.name"
    assert result in nasrin.open("results")
    nasrin.fill("results", not_measured="on")
    assert result not in nasrin.open("results")


def test_adding_another_keeps_what_was_typed_in_the_first(nasrin, manuscript):
    nasrin.send("done", nasrin.open("done"), do="add:blocks:k3f9q2ab")
    page = nasrin.open("done") | {"blocks.k3f9q2ab.what": ["شمارش خودروها"]}
    nasrin.send("done", page, do="add:blocks:m4xz7d1r")

    assert said(manuscript, "blocks") == ["k3f9q2ab", "m4xz7d1r"]
    assert said(manuscript, "blocks.k3f9q2ab.what") == "شمارش خودروها"


def test_what_is_taken_away_comes_back_whole(nasrin, manuscript):
    for item in ("k3f9q2ab", "m4xz7d1r"):
        nasrin.send("done", nasrin.open("done"), do=f"add:blocks:{item}")
    nasrin.fill("done", **{"blocks.k3f9q2ab.what": "شمارش خودروها"})
    answer = nasrin.send("done", nasrin.open("done"), do="remove:blocks:k3f9q2ab")
    assert said(manuscript, "blocks") == ["m4xz7d1r"]

    page = nasrin.client.get(answer["Location"].partition("#")[0]).content.decode()
    assert 'value="add:blocks:k3f9q2ab:0"' in page
    nasrin.client.post(nasrin.url("done"), {"do": "add:blocks:k3f9q2ab:0"})
    assert said(manuscript, "blocks") == ["k3f9q2ab", "m4xz7d1r"]
    assert said(manuscript, "blocks.k3f9q2ab.what") == "شمارش خودروها"


def test_blocks_are_moved(nasrin, manuscript):
    for item in ("k3f9q2ab", "m4xz7d1r"):
        nasrin.send("done", nasrin.open("done"), do=f"add:blocks:{item}")
    nasrin.send("done", nasrin.open("done"), do="up:blocks:m4xz7d1r")
    assert said(manuscript, "blocks") == ["m4xz7d1r", "k3f9q2ab"]

    nasrin.send("done", nasrin.open("done"), do="down:blocks:m4xz7d1r")
    assert said(manuscript, "blocks") == ["k3f9q2ab", "m4xz7d1r"]


def test_a_stale_page_changes_nothing_that_its_writer_left_alone(nasrin, kaveh, manuscript):
    stale = nasrin.open("about")
    kaveh.fill("about", title="عنوان کاوه")
    answer = nasrin.send("about", stale | {"headline": ["نتیجهٔ نسرین"]}, go="stay")

    assert answer.status_code == 302
    assert said(manuscript, "title") == "عنوان کاوه"
    assert said(manuscript, "headline") == "نتیجهٔ نسرین"


@pytest.mark.parametrize(
    ("settle", "stands"),
    [("mine", "عنوان نسرین"), ("theirs", "عنوان کاوه"), ("together", "هر دو با هم")],
)
def test_two_who_write_one_line_are_shown_both_and_choose(
    nasrin, kaveh, manuscript, settle, stands
):
    stale = nasrin.open("about")
    kaveh.fill("about", title="عنوان کاوه")
    answer = nasrin.send("about", stale | {"title": ["عنوان نسرین"]}, go="stay")
    page = answer.content.decode()

    assert answer.status_code == 409
    assert said(manuscript, "title") == "عنوان کاوه"
    assert 'value="عنوان نسرین"' in page
    assert "<mark>" in page

    settled = fields_of(page) | {"settle:title": [settle]}
    if settle == "together":
        settled["together:title"] = ["هر دو با هم"]
    nasrin.send("about", settled, go="stay")
    assert said(manuscript, "title") == stands


def test_a_third_who_writes_while_two_are_being_settled_is_not_overwritten(
    nasrin, kaveh, desk_of, manuscript
):
    stale = nasrin.open("about")
    kaveh.fill("about", title="عنوان کاوه")
    page = nasrin.send("about", stale | {"title": ["عنوان نسرین"]}, go="stay").content.decode()
    desk_of(HODA).fill("about", title="عنوان هدا")
    again = nasrin.send("about", fields_of(page) | {"settle:title": ["theirs"]}, go="stay")

    assert again.status_code == 409
    assert said(manuscript, "title") == "عنوان هدا"


def test_who_lost_her_part_meanwhile_is_shown_what_she_typed(nasrin, manuscript):
    page = nasrin.open("about") | {"headline": ["راننده‌ها کمتر پشت چراغ می‌ایستند."]}
    NASRIN.account().appointments.all().delete()
    answer = nasrin.send("about", page, go="stay")

    assert answer.status_code == 404
    assert "راننده‌ها کمتر پشت چراغ می‌ایستند." in answer.content.decode()


@pytest.mark.parametrize("person", [REZA, CLAIRE, MATEO])
def test_others_find_nothing_there(desk_of, person):
    other = desk_of(person)

    for step in ("", "about"):
        assert other.client.get(other.url(step)).status_code == 404


def test_the_full_form_is_shown_when_it_is_asked_for(nasrin, manuscript):
    before = nasrin.client.get(nasrin.url()).content.decode()
    nasrin.client.post(nasrin.url())
    after = nasrin.client.get(nasrin.url()).content.decode()

    assert "What it rests on" not in before
    assert "What it rests on" in after


def test_what_is_given_up_is_written_no_more_and_stays_readable(nasrin, manuscript):
    nasrin.fill("about", title="چراغ‌ها")
    nasrin.client.post(nasrin.url("withdraw"))

    page = nasrin.client.get(nasrin.url("about"))
    assert "چراغ‌ها" in page.content.decode()
    assert "<form id=" not in page.content.decode()
    assert (
        nasrin.client.post(nasrin.url("about"), {"v:title": "1", "title": "x"}).status_code == 404
    )


def test_the_list_says_who_changed_a_manuscript_last(nasrin, kaveh):
    kaveh.fill("about", title="چراغ‌های هماهنگ")
    page = nasrin.client.get("/en/write/").content.decode()

    assert "چراغ‌های هماهنگ" in page
    assert KAVEH.name in page


def test_a_chosen_indicator_gives_its_name_and_unit_in_the_language_of_the_text(nasrin, manuscript):
    nasrin.send("results", nasrin.open("results"), do="add:results:r7d1m4xz")
    nasrin.fill("results", **{"results.r7d1m4xz.indicator": "travel-time"})

    assert said(manuscript, "results.r7d1m4xz.name")
    assert said(manuscript, "results.r7d1m4xz.unit")


def test_an_indicator_never_changes_a_name_that_somebody_gave(nasrin, manuscript):
    nasrin.send("results", nasrin.open("results"), do="add:results:r7d1m4xz")
    nasrin.fill(
        "results",
        **{"results.r7d1m4xz.indicator": "travel-time", "results.r7d1m4xz.name": "میانگین توقف"},
    )

    assert said(manuscript, "results.r7d1m4xz.name") == "میانگین توقف"


def test_before_and_after_are_drawn_as_soon_as_they_are_told(nasrin):
    nasrin.send("results", nasrin.open("results"), do="add:results:r7d1m4xz")
    values = {"name": "میانگین توقف", "unit": "ثانیه", "before": "۴۰", "after": "۲۵"}
    nasrin.fill(
        "results", "fa", **{f"results.r7d1m4xz.{key}": text for key, text in values.items()}
    )
    drawn = nasrin.client.get(f"{nasrin.url('results')}drawn/").content.decode()

    assert "<svg" in drawn
    assert "38% less" in drawn


def test_rials_and_tomans_are_told_apart(nasrin):
    nasrin.fill("cost", capital="12500000", currency="IRT")
    drawn = nasrin.client.get(f"{nasrin.url('cost')}drawn/").content.decode()

    assert "125,000,000" in drawn


def test_who_is_there_is_told_to_others_and_what_they_wrote(nasrin, kaveh):
    page = kaveh.open("about")
    nasrin.fill("about", title="چراغ‌ها")
    told = kaveh.client.post(f"{kaveh.url('about')}here/", {"v:title": page["v:title"][0]}).json()

    assert NASRIN.name in told["present"]
    assert told["fields"]["title"]["texts"] == ["چراغ‌ها"]


def test_the_same_save_twice_is_kept_once(nasrin, manuscript):
    sent = {"v:title": "0", "title": "چراغ‌ها"}
    answers = [nasrin.client.post(f"{nasrin.url('about')}save/", sent).json() for _try in range(2)]

    assert answers[0] == answers[1]
    assert manuscript.changes.count() == 1


def test_a_list_of_manuscripts_makes_no_more_queries_for_more_rows(nasrin, manuscript):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            nasrin.client.get("/en/write/")
        return len(queries)

    asked()  # what is remembered between pages is read once
    before = asked()
    for _turn in range(3):
        begin_manuscript(city=manuscript.city, language="fa", by=NASRIN.account())

    assert asked() == before


def test_without_scripts_topics_stand_in_their_groups_with_nothing_to_find_them_by(nasrin):
    page = Page(nasrin.client.get(nasrin.url("topics", "fa")))
    (find,) = page.all("input", id="f-topics-find")

    assert find.within.attributes.keys() == {"class", "data-find", "hidden"}
    assert "name" not in find.attributes  # it is no part of the form
    assert page.all("input", id="f-sdgs-find") == []  # the goals fit a screen
    assert len(page.all("summary")) > 5
    assert page.all("li", data_also=other_labels("fa")["integrated-transport"])
