"""The search page: what is found, why, and what it does with text that nobody should send."""

import re

import pytest

from hamshahr.domains.experiences.models import Experience
from tests.site.addresses import LANGUAGES
from tests.site.reading import Page, parameters

pytestmark = pytest.mark.django_db

KINDS = {"meaning", "topic", "words", "evidence", "recency"}


def search(client, language="en", **asked):
    return Page(client.get(f"/{language}/search/", asked))


@pytest.mark.parametrize(
    ("need", "answer"),
    [
        ("بی‌خانمان‌ها در پناهگاه می‌مانند و خانه‌ای پیدا نمی‌کنند", "helsinki-housing-first"),
        ("موج گرما و مرگ سالمندان در تابستان", "ahmedabad-heat-action-plan"),
        ("آزار زنان در اتوبوس و بازار", "cairo-safe-cities"),
        ("عوارض ورود خودرو به مرکز شهر برای کم شدن ترافیک", "new-york-congestion-relief-zone"),
        ("مدرسه‌ای که کودکان در راه آن تصادف می‌کنند", "dar-es-salaam-sarsai"),
        ("کم آبی و خشکسالی شدید، مصرف آب شهر باید نصف شود", "cape-town-day-zero"),
    ],
)
def test_a_need_in_persian_finds_what_was_written_in_english(client, need, answer):
    page = search(client, "fa", q=need)

    assert answer in page.rows[:5]
    assert Experience.objects.get(code=answer).language == "en"


def test_results_stand_in_their_own_language_and_name_it(client):
    page = search(client, "fa", q="اتوبوس تندرو")
    rows = page.all("article", of_class="row")

    assert len(rows) == 10
    for row, code in zip(rows, page.rows, strict=True):
        experience = Experience.objects.get(code=code)
        heading = next(one for one in page.all("h3") if _inside(one, row))
        assert heading.text == " ".join(experience.title.split())
        assert heading.attributes["lang"] == experience.language
        assert heading.attributes["dir"] == (
            "rtl" if experience.language in {"fa", "ar"} else "ltr"
        )
        assert next(one for one in page.all(of_class="language") if _inside(one, row)).text


def test_an_experience_is_one_row_however_much_of_it_fits(client):
    page = search(client, q="bus rapid transit lanes buses stations passengers")

    assert len(page.rows) == len(set(page.rows)) == 10


def test_the_passage_of_a_row_stands_in_the_experience(client):
    page = search(client, q="floods after heavy rain in the old town")

    for row, code in zip(page.all("article", of_class="row"), page.rows, strict=True):
        experience = Experience.objects.get(code=code)
        everything = " ".join(
            " ".join(
                getattr(experience, part)
                for part in ("summary", "problem", "approach", "lessons", "conditions")
            ).split()
        )
        everything += " ".join(result.indicator for result in experience.results.all())
        passage = next(one for one in page.all(of_class="passage") if _inside(one, row))
        assert passage.text in everything
        assert passage.attributes["lang"] == experience.language


def test_every_row_of_a_search_says_why_it_is_there(client):
    page = search(client, q="floods after heavy rain in the old town")

    for row in page.all("article", of_class="row"):
        reasons = [
            one.attributes["class"].split("bar-")[1]
            for one in page.all("svg", of_class="bar")
            if _inside(one, row)
        ]
        assert reasons
        assert set(reasons) <= KINDS
        assert len(reasons) == len(set(reasons))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_asked_stands_in_the_field_and_the_title(client, language):
    page = search(client, language, q="آبگرفتگی café")

    assert page.one("textarea", name="q").text == "آبگرفتگی café"
    assert "آبگرفتگی café" in page.one("title").text


def test_browsing_shows_the_whole_library_newest_first(client):
    page = search(client)
    newest = list(Experience.objects.values_list("code", flat=True)[:10])

    assert page.total == Experience.objects.count()
    assert page.rows == newest


def test_the_same_search_answers_the_same(client):
    first, second = (search(client, q="waste pickers").rows for _ in range(2))

    assert first == second


def test_letters_without_a_meaning_are_said_to_fit_nothing_clearly(client):
    page = search(client, q="zxqv wkjh qqqq")

    assert page.all(of_class="notice")


def test_a_search_that_narrows_to_nothing_says_what_to_do(client):
    page = search(client, q="flood", country="LU")

    assert page.rows == []
    empty = page.one(of_class="empty")
    ways = [a.attributes["href"] for a in page.all("a") if _inside(a, empty)]
    assert any(parameters(way) == {"q": ["flood"]} for way in ways)
    assert "/en/topics/" in ways
    assert "/en/search/" in ways


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\x00"])
def test_an_empty_query_is_browsing(client, text):
    answer = client.get("/fa/search/", {"q": text})

    assert answer.status_code == 200
    assert Page(answer).total == Experience.objects.count()


@pytest.mark.parametrize(
    "text",
    ["?!.,;", "……", "«»", "---", "؟", "\u202e", "\u200c\u200f", "()[]{}", "' \" `", "%", "\\"],
)
def test_punctuation_alone_is_refused_with_words(client, text):
    answer = client.get("/en/search/", {"q": text})

    assert answer.status_code == 400
    page = Page(answer)
    assert page.one(of_class="error-summary").text
    assert page.one("textarea", name="q").text == text.strip()


def test_a_hundred_thousand_characters_are_refused_with_words(client):
    answer = client.get("/en/search/", {"q": "flood " * 16_667})

    assert answer.status_code == 400
    assert "100,001" in answer.text
    assert "5,000" in Page(answer).one(of_class="error-summary").text


def test_the_longest_text_that_is_read_is_read(client):
    text = ("Our old town floods after each heavy rain and the drains are small. " * 80)[:5_000]

    assert len(search(client, q=text).rows) == 10


HOSTILE = {
    "html": "<b>flood</b><img src=x onerror=alert(1)>",
    "script": "</textarea><script>alert('flood')</script>",
    "title": "</title><script>alert(1)</script> flood",
    "attribute": '" autofocus onfocus="alert(1)" flood',
    "template": "{{ settings.SECRET_KEY }} {% debug %} flood",
    "format": "%s %(q)s {0} {q} flood",
    "sql": "flood'; DROP TABLE experiences_experience; --",
    "tsquery": "flood & | ! <-> :* ' \\ (",
    "like": "flood % _ \\",
    "nul": "flo\x00od",
    "surrogate": "flood \ud800",
    "override": "flood \u202edoolf\u202c",
    "isolate": "\u2067flood\u2069",
    "emoji": "🌊🏚️ flood 👩‍👩‍👧‍👦",
    "emoji alone": "🌊🏚️",
    "combining": "flo" + "\u0301" * 2_000 + "od",
    "one long word": "f" * 4_999,
    "many words": "a b c d e f g h " * 300,
    "mathematical": "𝒻𝓁ℴℴ𝒹 ｆｌｏｏｄ",
    "private use": "\ue000\uf8ff flood",
    "noncharacter": "\ufffe\uffff flood",
    "astral": "\U0001f30a\U000e0001 flood",
    "newlines": "flood\r\n\r\nSet-Cookie: a=b",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_answered_and_never_obeyed(client, text):
    asked = text.encode("utf-8", "surrogatepass")
    answer = client.get("/fa/search/", {"q": asked})

    assert answer.status_code in {200, 400}
    page = Page(answer)  # refuses what does not nest
    assert len(page.all("script")) == 2
    assert not page.all("img")
    assert not page.all("b", of_class=None) or all(b.inherited("class") for b in page.all("b"))
    assert not any(name.startswith("on") for one in page.elements for name in one.attributes)
    assert "\x00" not in page.source
    assert Experience.objects.exists()


@pytest.mark.parametrize(
    "where", ["topic", "region", "country", "language", "period", "status", "sdg"]
)
@pytest.mark.parametrize(
    "value",
    [
        "<script>alert(1)</script>",
        "no-such",
        "\x00",
        "99",
        "-10",
        "2_010",
        "1e1",
        "٢٠١٠",
        "x" * 9_000,
        "fa_IR",
        "IR' OR 1=1",
        "../..",
    ],
    ids=lambda value: repr(value[:12]),
)
@pytest.mark.parametrize("query", ["", "flood"])
def test_a_value_that_no_facet_has_is_refused_with_words(client, where, value, query):
    answer = client.get("/fa/search/", {"q": query, where: value})

    assert answer.status_code == 400
    page = Page(answer)
    assert page.one(of_class="error-summary").text
    assert "<script>alert" not in page.source
    assert "\x00" not in page.source
    assert not page.rows


def test_parameters_that_are_no_facets_are_left_alone(client):
    assert search(client, q="flood", utm_source="letter").rows == search(client, q="flood").rows


def test_a_language_as_a_facet_is_one_that_a_language_has(client):
    page = Page(client.get("/en/search/", {"language": "ko"}))
    assert page.total == Experience.objects.filter(language="ko").count()


def test_words_of_the_query_are_marked_where_they_stand(client):
    page = search(client, q="composting")

    marks = {mark.text.lower() for mark in page.all("mark")}
    assert any(re.match("compost", mark) for mark in marks)


def _inside(element, outer):
    while element is not None:
        if element is outer:
            return True
        element = element.within
    return False
