"""The picture that a shared link to an experience shows."""

import io
import threading
from functools import lru_cache

import pytest
from PIL import Image

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.design import on_demand
from hamshahr.design.pictures import serving
from hamshahr.domains.experiences.cards import card_of
from hamshahr.domains.experiences.importing.action import import_experiences
from hamshahr.domains.experiences.models import Experience
from tests.cast import bare_line, line, write_lines
from tests.site.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def bring_in(tmp_path):
    def bring_in(*lines):
        file = write_lines(tmp_path / "cases.jsonl", lines)
        import_experiences(path=file, by=system_actor(), report=pytest.fail)

    return bring_in


def named(page, key):
    meta = {m.attributes.get("property") or m.attributes.get("name"): m for m in page.all("meta")}
    return meta[key].attributes["content"]


@pytest.mark.parametrize("code", ["tehran-brt", "shanghai-waste-sorting", "seoul-owl-bus"])
@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_every_experience_has_its_picture(client, code, language):
    answer = client.get(f"/{language}/experiences/{code}/card.png")

    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    image = Image.open(io.BytesIO(answer.content))
    assert image.size == (1200, 630)
    assert len(answer.content) < 300_000


def test_the_page_says_where_its_picture_is(client, settings):
    page = Page(client.get("/fa/experiences/shanghai-waste-sorting/"))
    address = named(page, "og:image")

    assert address.startswith(f"{settings.PUBLIC_ADDRESS}/fa/experiences/shanghai-waste-sorting/")
    assert (named(page, "og:image:width"), named(page, "og:image:height")) == ("1200", "630")
    assert "上海" in named(page, "og:image:alt")
    assert named(page, "twitter:card") == "summary_large_image"
    answer = client.get(address.removeprefix(settings.PUBLIC_ADDRESS))
    assert answer.status_code == 200
    assert "immutable" in answer["Cache-Control"]


def test_another_host_in_the_request_does_not_reach_the_picture_s_address(client):
    page = Page(client.get("/en/experiences/tehran-brt/", HTTP_HOST="127.0.0.1"))
    assert "127.0.0.1" not in named(page, "og:image")


@pytest.mark.parametrize("language", ["fa", "en", "fr", "es", "ar"])
def test_every_other_page_has_the_picture_of_its_language(client, language):
    page = Page(client.get(f"/{language}/about/"))
    assert named(page, "og:image").endswith(f"/{language}/card.png")
    answer = client.get(f"/{language}/card.png")
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)


def test_it_says_the_change_that_was_measured(bring_in):
    bring_in(line())
    card = card_of("shiraz-night-signals", "fa", by=None)

    assert card.measured.before.figure.said == "۴۰"
    assert card.measured.after.length == 62.5
    assert card.sentence is None
    assert card.title.direction == "rtl"
    assert "پیش" not in card.as_of.said  # no age, which would be false a year on


def test_a_target_is_no_change(bring_in):
    due = line()["results"][0] | {"year": 2040, "target": True}
    bring_in(line(results=[due]))
    card = card_of("shiraz-night-signals", "en", by=None)

    assert card.measured is None
    assert card.sentence.said.startswith("چراغ‌ها در شب")
    assert card.sentence.said.endswith(".")


def test_a_case_that_says_nothing_more_than_its_title_has_a_picture(client, bring_in):
    bring_in(bare_line())
    assert client.get("/en/experiences/dakar-gutters/card.png").status_code == 200


def test_a_change_of_the_case_is_a_change_of_its_picture(client, bring_in):
    bring_in(line())
    address = "/fa/experiences/shiraz-night-signals/card.png"
    first = client.get(address)
    again = client.get(address, HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 304
    assert again.content == b""

    Experience.objects.filter(code="shiraz-night-signals").update(title="چراغ‌های دیگر")
    changed = client.get(address, HTTP_IF_NONE_MATCH=first["ETag"])

    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]
    assert changed.content != first.content


def test_only_its_own_version_is_kept_for_a_year(client):
    address = "/en/experiences/tehran-brt/card.png"
    assert "immutable" not in client.get(address)["Cache-Control"]
    assert "immutable" not in client.get(f"{address}?v=1234")["Cache-Control"]


@pytest.mark.parametrize("code", ["no-such-case", "shiraz-draft"])
def test_what_is_not_to_be_seen_has_no_picture(client, bring_in, code):
    bring_in(line("shiraz-draft"))
    Experience.objects.filter(code="shiraz-draft").update(state="draft", published_at=None)
    assert client.get(f"/en/experiences/{code}/card.png").status_code == 404


def test_only_reading_is_allowed(client):
    assert client.post("/en/experiences/tehran-brt/card.png").status_code == 405


def test_a_picture_asked_for_again_is_not_drawn_again(client, monkeypatch):
    drawn = []
    monkeypatch.setattr(serving.cards, "_draw", lru_cache(lambda card: drawn.append(card) or b""))
    for _ in range(5):
        client.get("/en/experiences/tehran-brt/card.png")
    assert len(drawn) == 1


def test_who_asks_while_too_many_are_drawn_is_told_to_come_back(client, monkeypatch):
    monkeypatch.setattr(serving.cards, "_waiting", threading.BoundedSemaphore(1))
    serving.cards._waiting.acquire()
    answer = client.get("/en/experiences/tehran-brt/card.png")

    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert "no-store" in answer["Cache-Control"]


def test_nobody_waits_long_for_the_one_that_is_drawn(client, monkeypatch):
    monkeypatch.setattr(serving.cards, "_drawing", threading.BoundedSemaphore(1))
    monkeypatch.setattr(on_demand, "PATIENCE_SECONDS", 0.01)
    serving.cards._drawing.acquire()
    assert client.get("/en/experiences/tehran-brt/card.png").status_code == 503


def test_a_hostile_title_is_drawn(client, bring_in):
    title = "#panic() $x$ *b* `r` \u202eoot \\ " + "و" * 400
    bring_in(line(title=title, title_en=""))
    assert client.get("/en/experiences/shiraz-night-signals/card.png").status_code == 200
