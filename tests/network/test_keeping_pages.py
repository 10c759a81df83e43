"""The pages on which a focal point keeps her city's page, and what readers see of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamshahr.domains.network.models import CityText, Offer, Priority, RoleMailbox
from hamshahr.domains.network.own_words.texts import write_city_text
from hamshahr.kernel.remembering import forget_all
from tests.cast import AWA, HODA, KAVEH, MEDELLIN, NASRIN, REZA, SHIRAZ
from tests.site.reading import Page

pytestmark = pytest.mark.django_db

KEEP = "/fa/cities/shiraz/keep/"
PLACES = (
    "", "texts/about/fa/", "texts/about/fa/history/", "offers/", "offers/new/", "priorities/",
    "priorities/new/", "mailboxes/", "mailboxes/new/",
)  # fmt: skip
OFFER = {
    "kind": "host", "topics": ["smart-traffic"], "languages": ["fa", "en"],
    "words": "دو روز، شش نفر.", "since": "", "until": "", "based_on": "0",
}  # fmt: skip


@pytest.fixture
def nasrin(client):
    client.force_login(NASRIN.serving())
    return client


def read(client, path="/en/cities/shiraz/"):
    forget_all()
    return Page(client.get(path))


def say(client, place, **said):
    return client.post(f"{KEEP}{place}", said)


@pytest.mark.parametrize("place", PLACES)
def test_a_stranger_is_sent_to_sign_in_and_others_find_nothing(client, place):
    NASRIN.serving()
    assert client.get(f"{KEEP}{place}").url.startswith("/fa/account/sign-in/?next=")
    assert client.get("/fa/cities/nowhere/keep/").status_code == 302
    for person in (HODA, REZA):
        client.force_login(person.serving())
        assert client.get(f"{KEEP}{place}").status_code == 404
        assert client.post(f"{KEEP}{place}", {"text": "x"}).status_code in {404, 405}


@pytest.mark.parametrize("person", [NASRIN, KAVEH, AWA])
@pytest.mark.parametrize("place", PLACES)
def test_who_keeps_the_page_finds_every_part(client, person, place):
    SHIRAZ.placed()
    client.force_login(person.serving())
    answer = client.get(f"{KEEP}{place}")

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "place",
    ["texts/nothing/fa/", "texts/about/xx/", "texts/about/pt/", "texts/about/fa/history/3/",
     "offers/0198a7a0-0000-7000-8000-000000000000/"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(nasrin, place):
    assert nasrin.get(f"{KEEP}{place}").status_code == 404


def test_a_text_is_looked_at_kept_and_read(nasrin):
    shown = say(nasrin, "texts/about/fa/", text="شهر **باغ‌ها**", based_on="0", preview="1")
    assert "<strong>باغ‌ها</strong>" in shown.content.decode()
    assert not CityText.objects.exists()

    kept = say(nasrin, "texts/about/fa/", text="شهر **باغ‌ها**", based_on="0")
    assert kept.url == f"{KEEP}?kept=1"
    nasrin.logout()
    page = read(nasrin)
    (text,) = page.all("div", of_class="own-text")
    assert text.attributes["lang"] == "fa"
    assert text.attributes["dir"] == "rtl"
    assert "in Persian; not written in yours" in page.source


def test_a_save_from_a_stale_tab_shows_both(nasrin):
    say(nasrin, "texts/about/fa/", text="از نسرین", based_on="0")
    answer = say(nasrin, "texts/about/fa/", text="از کاوه", based_on="0")
    page = Page(answer)

    assert answer.status_code == 409
    assert page.one("pre").text == "از نسرین"
    assert page.one("textarea").text == "از کاوه"
    assert page.one("input", name="based_on").attributes["value"] == "1"
    again = say(nasrin, "texts/about/fa/", text="از هر دو", based_on="1")
    assert again.status_code == 302


def test_a_save_from_a_stale_tab_that_lacks_its_text_loses_nothing(nasrin):
    say(nasrin, "texts/about/fa/", text="از نسرین", based_on="0")
    answer = say(nasrin, "texts/about/fa/", based_on="0")

    assert answer.status_code == 409
    assert Page(answer).one("pre").text == "از نسرین"
    assert CityText.objects.get().text == "از نسرین"


def test_a_text_too_long_is_kept_on_the_page(nasrin):
    answer = say(nasrin, "texts/about/fa/", text="ب" * 6_001, based_on="0")

    assert answer.status_code == 422
    assert "ب" * 6_001 in answer.content.decode()


def test_every_revision_can_be_read_and_written_on(nasrin):
    say(nasrin, "texts/about/fa/", text="یک", based_on="0")
    say(nasrin, "texts/about/fa/", text="دو", based_on="1")
    first = Page(nasrin.get(f"{KEEP}texts/about/fa/history/1/"))

    assert len(Page(nasrin.get(f"{KEEP}texts/about/fa/history/")).all("li")) >= 2
    assert first.one("textarea").text == "یک"
    assert first.one("input", name="based_on").attributes["value"] == "2"


def test_an_offer_is_made_said_anew_withdrawn_and_made_again(nasrin):
    assert say(nasrin, "offers/new/", **OFFER).status_code == 302
    offer = Offer.objects.get()
    assert offer.words == {"fa": "دو روز، شش نفر."}
    changed = OFFER | {"based_on": "1", "words": "Two days.", "kind": "call"}
    assert say(nasrin, f"offers/{offer.pk}/?in=en", **changed).status_code == 302

    (line,) = read(nasrin).all("li", of_class="offer")
    assert "offer-call" in line.classes
    assert "Two days." in read(nasrin).source
    say(nasrin, "offers/", withdraw=str(offer.pk))
    assert read(nasrin).all("li", of_class="offer") == []
    say(nasrin, "offers/", renew=str(offer.pk))
    assert read(nasrin).all("li", of_class="offer")


def test_the_words_of_a_form_can_be_written_in_each_language_of_the_city(nasrin):
    page = Page(nasrin.get(f"{KEEP}offers/new/?in=en"))
    others = [
        a.attributes["href"] for a in page.all("a") if a.attributes["href"].startswith("?in=")
    ]

    assert others == ["?in=fa", "?in=fr", "?in=es", "?in=ar"]
    assert page.one("textarea", id="id_words").attributes["lang"] == "en"


def test_the_topics_of_an_offer_stand_under_their_themes(nasrin):
    say(nasrin, "offers/new/", **OFFER)
    page = Page(nasrin.get(f"{KEEP}offers/{Offer.objects.get().pk}/"))
    (chosen,) = [one for one in page.all("details") if "open" in one.attributes]
    (box,) = [one for one in page.all("input", name="topics") if "checked" in one.attributes]

    assert box.attributes["value"] == "smart-traffic"
    assert box.within.within.within.within is chosen


def test_an_offer_with_a_mistake_keeps_what_was_typed(nasrin):
    answer = say(nasrin, "offers/new/", **OFFER | {"topics": [], "until": "1405/13/45"})
    page = Page(answer)

    assert answer.status_code == 422
    assert page.one(of_class="error-summary")
    assert "دو روز، شش نفر." in page.source
    assert "1405/13/45" in page.source
    assert not Offer.objects.exists()


def test_an_offer_said_anew_from_a_stale_tab_shows_both(nasrin):
    say(nasrin, "offers/new/", **OFFER)
    offer = Offer.objects.get()
    say(nasrin, f"offers/{offer.pk}/", **OFFER | {"based_on": "1", "words": "تازه"})
    answer = say(nasrin, f"offers/{offer.pk}/", **OFFER | {"based_on": "1", "words": "کهنه"})
    page = Page(answer)

    assert answer.status_code == 409
    assert page.one("pre").text == "تازه"
    assert page.one("textarea").text == "کهنه"
    assert page.one("input", name="based_on").attributes["value"] == "2"


def test_dates_are_taken_in_persian_digits_and_the_solar_calendar(nasrin):
    say(nasrin, "offers/new/", **OFFER | {"until": "۱۴۱۰/۱/۱۰"})

    assert str(Offer.objects.get().until) == "2031-03-30"


def test_priorities_are_put_in_order_by_buttons(nasrin):
    for topic in ("smart-traffic", "integrated-transport"):
        assert say(nasrin, "priorities/new/", topic=topic, words="چون.").status_code == 302
    first, second = Priority.objects.all()
    say(nasrin, "priorities/", up=str(second.pk))

    assert list(Priority.objects.values_list("pk", flat=True)) == [second.pk, first.pk]
    say(nasrin, "priorities/", drop=str(second.pk))
    (topic,) = read(nasrin).all("p", of_class="priority-topic")
    assert topic.text == "Smart traffic"


def test_a_button_of_another_city_s_row_does_nothing(nasrin):
    say(nasrin, "priorities/new/", topic="smart-traffic", words="چون.")
    medellin = f"/es/cities/{MEDELLIN.placed().slug}/keep/priorities/"
    nasrin.force_login(AWA.serving())
    nasrin.post(medellin, {"drop": str(Priority.objects.get().pk)})
    nasrin.post(medellin, {"drop": "no id"})

    assert Priority.objects.count() == 1


def test_an_address_that_looks_personal_is_asked_about_once(nasrin):
    said = {"label": "دفتر", "email": "leila.farahani@shiraz.example"}
    asked = say(nasrin, "mailboxes/new/", **said)
    assert asked.status_code == 422
    assert Page(asked).one("input", name="is_of_an_office")
    assert "is_of_an_office" not in nasrin.get(f"{KEEP}mailboxes/new/").content.decode()

    assert say(nasrin, "mailboxes/new/", **said, is_of_an_office="on").status_code == 302
    nasrin.logout()
    (link,) = [a for a in read(nasrin).all("a") if a.attributes["href"].startswith("mailto:")]
    assert link.text == "leila.farahani@shiraz.example"


def test_no_address_of_a_person_is_shown_to_strangers(nasrin):
    say(nasrin, "mailboxes/new/", label="دفتر", email=KAVEH.serving().email, is_of_an_office="on")
    nasrin.logout()

    assert not RoleMailbox.objects.exists()
    assert "@shiraz.example" not in read(nasrin).source


def test_a_city_that_has_said_nothing_says_so(client):
    SHIRAZ.placed()
    assert "has said nothing of itself here yet" in read(client).source
    assert "It has no focal point here." in read(client).source
    NASRIN.serving()
    page = read(client)
    assert "It has a focal point." in page.source
    assert NASRIN.name not in page.source
    assert "/keep/" not in page.source


def test_the_page_names_those_who_agreed_and_tells_no_address_of_theirs(client):
    for person in (NASRIN, HODA):
        person.serving()
    HODA.account().appointments.update(is_shown=True, function="کارشناس سیلاب")
    page = read(client)

    assert [one.text for one in page.all("bdi", of_class="name")] == [HODA.name]
    assert "کارشناس سیلاب" in page.source
    assert NASRIN.name not in page.source
    assert "@shiraz.example" not in page.source


def test_who_keeps_the_page_is_led_there_and_others_are_not(client):
    for person, leads in ((NASRIN, True), (AWA, True), (HODA, False), (REZA, False)):
        client.force_login(person.serving())
        assert ("/cities/shiraz/keep/" in read(client).source) == leads


def test_a_text_that_a_moderator_hid_leaves_a_tombstone(client):
    write_city_text(
        city=SHIRAZ.placed(), part=CityText.Part.ABOUT, language="fa", text="زشت", based_on=0,
        by=NASRIN.serving(),
    )  # fmt: skip
    CityText.objects.update(hidden_at="2026-11-01T00:00Z")
    page = read(client)

    assert "زشت" not in page.source
    assert "A moderator took it from the page" in page.one("p", of_class="tombstone").text


def test_more_words_of_a_city_cost_no_more_questions(nasrin):
    def asked():
        forget_all()
        nasrin.get("/en/cities/shiraz/")
        with CaptureQueriesContext(connection) as captured:
            read(nasrin)
        return len(captured)

    say(nasrin, "offers/new/", **OFFER)
    say(nasrin, "priorities/new/", topic="smart-traffic", words="چون.")
    say(nasrin, "mailboxes/new/", label="دفتر", email="info1@shiraz.example")
    few = asked()
    for number in range(4):
        say(nasrin, "offers/new/", **OFFER)
        say(nasrin, "mailboxes/new/", label="دفتر", email=f"office{number}@shiraz.example")
    say(nasrin, "priorities/new/", topic="integrated-transport", words="چون.")
    say(nasrin, "texts/about/en/", text="A city", based_on="0")

    assert asked() == few


def test_people_of_a_city_are_led_to_its_page(client):
    client.force_login(HODA.serving())
    assert client.get("/fa/me/city/").url == "/fa/cities/shiraz/"
    client.force_login(AWA.serving())
    assert "serve no city" in client.get("/en/me/city/").content.decode()
