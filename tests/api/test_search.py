"""The search interface: its exact shape, and what it refuses."""

import json

import pytest

from hamshahr.domains.experiences.models import Experience
from tests.cast import MATEO
from tests.experiences.test_told_page import CODE, publish
from tests.experiences.translated import translate
from tests.site.reading import Page

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/search"
# With a word of the case, for what was just published is found by its words alone
ASKED_IN_PERSIAN = "تجربهٔ پله‌های شهری مدلین که نامش escaleras است"


def ask(client, **asked):
    return client.get(ADDRESS, asked)


def test_the_answer_has_exactly_the_shape_that_is_promised(client):
    answer = ask(client, q="خط ویژه اتوبوس", language="fa", limit=3)

    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/json")
    found = answer.json()
    assert list(found) == ["query", "language", "took_ms", "results"]
    assert (found["query"], found["language"]) == ("خط ویژه اتوبوس", "fa")
    assert isinstance(found["took_ms"], int)
    assert len(found["results"]) == 3
    for result in found["results"]:
        assert list(result) == [
            "id", "title", "city", "country", "language", "score", "reasons", "passage", "url",
        ]  # fmt: skip
        assert isinstance(result["score"], float)
        assert result["reasons"]
        for reason in result["reasons"]:
            assert list(reason) == ["kind", "text", "weight"]
            assert reason["kind"] in {"meaning", "topic", "words", "evidence", "recency"}
            assert 0 <= reason["weight"] <= 1
            assert reason["text"]


def test_results_come_best_first_and_each_once(client):
    results = ask(client, q="floods after heavy rain", limit=100).json()["results"]

    scores = [result["score"] for result in results]
    assert scores == sorted(scores, reverse=True)
    assert len({result["id"] for result in results}) == len(results) == 100


def found(client, question):
    """Return the case of Medellín as it is found in the language of the question."""
    results = ask(client, q=question, city="medellin").json()["results"]
    return next(one for one in results if one["id"] == CODE)


def test_a_title_in_the_language_of_the_query_stands_beside_the_original_with_its_mark(client):
    case = publish()
    translate(case, "title", "پله‌ها تا تله‌کابین")
    persian = found(client, ASKED_IN_PERSIAN)

    assert persian["title"] == case.title
    told = persian["title_in"]
    assert (told["language"], told["text"], told["mark"]) == ("fa", "پله‌ها تا تله‌کابین", "machine")
    assert told["said"]
    assert "title_in" not in found(client, "the stairs that they call escaleras")


def test_who_checked_a_title_is_said(client):
    translate(publish(), "title", "پله‌ها", checked_by=MATEO.serving())
    told = found(client, ASKED_IN_PERSIAN)["title_in"]

    assert told["mark"] == "checked"
    assert MATEO.name in told["said"]


def test_the_address_of_a_result_is_its_page(client, settings):
    first = ask(client, q="waste pickers", limit=1).json()["results"][0]

    assert first["id"] == "pune-swach"
    assert first["url"].startswith(settings.PUBLIC_ADDRESS + "/")
    page = client.get(first["url"].removeprefix(settings.PUBLIC_ADDRESS))
    assert page.status_code == 200
    assert first["title"] in page.text


def test_the_passage_stands_in_the_experience_as_it_was_written(client):
    for result in ask(client, q="bus lanes", limit=10).json()["results"]:
        experience = Experience.objects.get(code=result["id"])
        parts = ("summary", "problem", "approach", "lessons", "conditions")
        everything = " ".join(" ".join(getattr(experience, part) for part in parts).split())
        everything += "; ".join(one.indicator for one in experience.results.all())
        assert " ".join(result["passage"].split()) in everything
        assert result["language"] == experience.language


def test_reasons_and_names_are_in_the_language_of_the_query(client):
    persian = ask(client, q="آبگرفتگی خیابان‌ها", language="fa").json()["results"][0]
    korean = ask(client, q="심야버스 노선", language="ko").json()["results"][0]

    assert any("\u0600" < letter < "\u06ff" for letter in persian["country"])
    assert korean["country"].isascii()
    assert all(reason["text"][0].isascii() for reason in korean["reasons"])


def test_ten_results_are_given_where_no_number_is_said(client):
    assert len(ask(client, q="flood").json()["results"]) == 10


@pytest.mark.parametrize("narrowing", [{"region": "africa"}, {"written_in": "fr"}, {"sdg": "6"}])
def test_results_can_be_narrowed_as_on_the_page(client, narrowing):
    page_name = {"written_in": "language"}.get(*narrowing, *narrowing)
    (value,) = narrowing.values()
    page = Page(client.get("/en/search/", {"q": "water", page_name: value}))
    results = ask(client, q="water", language="en", limit=100, **narrowing).json()["results"]

    assert [result["id"] for result in results][:10] == page.rows
    assert len(results) == page.total


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 422),
        ({"q": ""}, 400),
        ({"q": "   "}, 400),
        ({"q": "\x00"}, 400),
        ({"q": "?!…،؟"}, 400),
        ({"q": "flood " * 16_667}, 400),
        ({"q": "flood", "language": "xx"}, 400),
        ({"q": "flood", "language": "fa_IR"}, 400),
        ({"q": "flood", "language": "persian"}, 400),
        ({"q": "flood", "language": "\x00"}, 400),
        ({"q": "flood", "limit": "0"}, 422),
        ({"q": "flood", "limit": "-1"}, 422),
        ({"q": "flood", "limit": "101"}, 422),
        ({"q": "flood", "limit": "ten"}, 422),
        ({"q": "flood", "limit": "1.5"}, 422),
        ({"q": "flood", "limit": "9" * 5_000}, 422),
        ({"q": "flood", "topic": "no-such"}, 400),
        ({"q": "flood", "country": "XX"}, 400),
        ({"q": "flood", "written_in": "xx"}, 400),
        ({"q": "flood", "period": "2_010"}, 400),
        ({"q": "flood", "sdg": "18"}, 400),
        ({"q": "flood", "status": "\x00"}, 400),
    ],
    ids=lambda value: repr(value)[:50],
)
def test_what_cannot_be_answered_is_refused_with_a_sentence(client, asked, status):
    answer = ask(client, **asked)

    assert answer.status_code == status
    problem = answer.json()
    assert list(problem) == ["detail"]
    assert isinstance(problem["detail"], str)
    assert len(problem["detail"]) > 10
    assert "Traceback" not in problem["detail"]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> flood",
        "flood'; DROP TABLE experiences_experience; --",
        "flo\x00od",
        "flood \u202edoolf",
        "🌊 flood",
        "f" * 4_999,
        "flood & | ! <-> :* ' \\",
    ],
    ids=lambda text: repr(text[:20]),
)
def test_hostile_text_is_answered_as_text(client, text):
    answer = ask(client, q=text)

    assert answer.status_code == 200
    assert json.loads(answer.content)["query"] == " ".join(text.replace("\x00", "").split())
    assert Experience.objects.exists()


def test_bytes_that_are_no_text_are_answered(client):
    assert client.get(ADDRESS + "?q=flood%ED%A0%80%FF").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_search_is_only_asked(client, method):
    assert getattr(client, method)(ADDRESS + "?q=flood").status_code == 405


def test_the_same_question_has_the_same_answer(client):
    first, second = (ask(client, q="night buses").json()["results"] for _ in range(2))

    assert first == second


def test_no_cookie_is_set_and_the_readers_language_changes_nothing(client):
    answer = client.get(ADDRESS, {"q": "flood"}, headers={"Accept-Language": "fr"})

    assert answer.cookies == {}
    assert (
        answer.json()["results"][0]["reasons"]
        == ask(client, q="flood").json()["results"][0]["reasons"]
    )


def test_a_refusal_is_worded_in_the_language_that_is_said_or_in_english(client):
    assert client.get(ADDRESS, {"q": ""}).json()["detail"].startswith("Type what")
    assert "«" not in client.get(ADDRESS, {"q": "?", "language": "en"}).json()["detail"]
    persian = client.get(ADDRESS, {"q": "", "language": "fa"}).json()["detail"]
    assert not any(letter.isascii() and letter.isalpha() for letter in persian)
