"""Every mistake is told with its line and its field, in plain words; none reaches the database."""

import json
import random
from datetime import UTC, datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.domains.experiences.importing.action import ImportRefused, import_experiences
from hamshahr.domains.experiences.importing.reading import LONGEST_LINE
from hamshahr.domains.experiences.models import Experience
from tests.cast import bare_line, cable_car, line, write_lines

pytestmark = pytest.mark.django_db

NEXT_YEAR = datetime.now(UTC).year + 1


def _result(**said):
    return bare_line(results=[{"indicator": "mètres curés", "value": "120"} | said])


def _source(**said):
    return bare_line(sources=[{"title": "Bulletin municipal"} | said])


@pytest.mark.parametrize(
    ("one", "told"),
    [
        # What must be there
        ({key: said for key, said in bare_line().items() if key != "id"}, "id: must be there"),
        (bare_line(title=None), "title: must be a text"),
        (bare_line(title=" \n "), "title: must not be empty"),
        (bare_line(id="Dakar Gutters"), "id: “Dakar Gutters” is not of the form"),
        (bare_line(id="g" * 121), "id: has 121 characters; at most 120 are kept"),
        # What nobody outside could open
        (
            _source(url="http://10.0.0.8/a"),
            "sources.0.url: a source's address leads into a private",
        ),
        (
            _source(url="https://intranet/a"),
            "sources.0.url: a source's address leads into a private",
        ),
        # Wrong types
        (bare_line(title=7), "title: must be a text"),
        (bare_line(title=["Des caniveaux"]), "title: must be a text"),
        (bare_line(summary={"fr": "Des caniveaux"}), "summary: must be a text"),
        (bare_line(summary=True), "summary: must be a text"),
        (bare_line(topics="parking"), "topics: must be a list in brackets"),
        (bare_line(topics=[7]), "topics.0: must be a text"),
        (bare_line(partners=[None]), "partners.0: must be a text"),
        (bare_line(results={"indicator": "a"}), "results: must be a list in brackets"),
        (bare_line(results=["half"]), "results.0: must be an object in braces"),
        (bare_line(sources=[7]), "sources.0: must be an object in braces"),
        (bare_line(start_year="soon"), "start_year: must be a whole number"),
        (bare_line(start_year=2019.5), "start_year: must be a whole number"),
        (bare_line(start_year=True), "start_year: must be a whole number"),
        (bare_line(sdgs=[True]), "sdgs.0: must be a whole number"),
        (bare_line(sdgs=[0]), "sdgs.0: must be 1 or more"),
        (bare_line(sdgs=[18]), "sdgs.0: must be 17 or less"),
        (bare_line(status="finished"), "status: “finished” is none of"),
        (bare_line(status=["ongoing"]), "status: “['ongoing']” is none of"),
        (bare_line(geonames_id=-1), "geonames_id: must be 1 or more"),
        # Language
        (bare_line(language="xx"), "language: 'xx' is not a language code"),
        (bare_line(language=""), "language: '' is not a language code"),
        (bare_line(language="français"), "language: 'français' is not a language code"),
        (bare_line(language="zh_hans_cn"), "language: 'zh_hans_cn' is not a language code"),
        # Years
        (bare_line(start_year=NEXT_YEAR), f"start_year: a start in the future ({NEXT_YEAR})"),
        (_result(year=NEXT_YEAR), f"results.0: a measurement in the future ({NEXT_YEAR})"),
        (bare_line(start_year=2020, end_year=2019), ": it ends (2019) before it starts (2020)"),
        (bare_line(start_year=-3001), "start_year: must be -3000 or more"),
        (bare_line(end_year=10_000), "end_year: must be 9999 or less"),
        (bare_line(end_year=10**30), "end_year: must be 9999 or less"),
        # Results
        (_result(before="40"), "results.0: 'before' and 'after' are given together"),
        (_result(after="25"), "results.0: 'before' and 'after' are given together"),
        (_result(indicator=""), "results.0.indicator: must not be empty"),
        (_result(value=["25"]), "results.0.value: must be a text or a number"),
        (_result(value=False), "results.0.value: must be a text or a number"),
        (_result(source=-1), "results.0.source: must be 0 or more"),
        (_result(source=True), "results.0.source: must be a whole number"),
        (_result(source=0), ": result 0 rests on source 0, but there are 0 (counted from 0)"),
        (_result(target="perhaps"), "results.0.target: must be true or false"),
        # Sources
        (_source(title=None), "sources.0.title: must be a text"),
        (_source(url="javascript:alert(1)"), "sources.0.url: a source's address begins with http"),
        (_source(url=" JaVaScRiPt:alert(1)"), "sources.0.url: a source's address begins with http"),
        (_source(url="ftp://dakar.example"), "sources.0.url: a source's address begins with http"),
        (_source(url="http://"), "sources.0.url: a source's address names a site"),
        (_source(url="https://[dakar"), "sources.0.url: a source's address names a site"),
        # What no database keeps
        (bare_line(title="Des\0caniveaux"), "title: it holds a NUL character"),
        (bare_line(partners=["Ville\0de Dakar"]), "partners.0: it holds a NUL character"),
        (_result(value="1\0"), "results.0.value: it holds a NUL character"),
        (_source(url="https://dakar.example/\0"), "sources.0.url: it holds a NUL character"),
        (bare_line(title="\u202e\u2066"), "title: it holds nothing but marks that nobody sees"),
        # Longer than the columns
        (bare_line(title="t" * 501), "title: has 501 characters; at most 500 are kept"),
        (bare_line(title_en="t" * 501), "title_en: has 501 characters; at most 500 are kept"),
        (bare_line(partners=["p" * 501]), "partners.0: has 501 characters; at most 500 are kept"),
        (bare_line(licence="l" * 201), "licence: has 201 characters; at most 200 are kept"),
        (bare_line(rights_holder="r" * 501), "rights_holder: has 501 characters; at most 500"),
        (_result(indicator="i" * 501), "results.0.indicator: has 501 characters; at most 500"),
        (_result(unit="u" * 501), "results.0.unit: has 501 characters; at most 500"),
        (_result(value="v" * 1001), "results.0.value: has 1,001 characters; at most 1,000"),
        (_result(before="v" * 1001, after="1"), "results.0.before: has 1,001 characters"),
        (_source(publisher="p" * 501), "sources.0.publisher: has 501 characters; at most 500"),
        (_source(url="https://d.example/" + "u" * 2000), "sources.0.url: has 2,018 characters"),
        (bare_line(summary="s" * 100_001), "summary: has 100,001 characters; at most 100,000"),
        (bare_line(city="D" * 2001), "city: has 2,001 characters; at most 2,000"),
        (bare_line(city="D" * 201), "city: The name of the city has 201 characters"),
    ],
)
def test_a_mistake_is_told_with_its_field(refused, one, told):
    assert refused(one).startswith(told)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b'\xff\xfe{"id": 1}', ": not UTF-8 (byte 1); save the file as UTF-8"),
        ("{'id': 'é'}".encode("latin-1"), ": not UTF-8 (byte 9); save the file as UTF-8"),
        (b'{"id": "shiraz-signals", "tit', ": the line breaks off"),
        (b'{"id": "shiraz-signals", "title": "Sig', ": the line breaks off"),
        (b'{"id": "shiraz-signals",', ": the line breaks off"),
        (b'{"id"', ": the line breaks off"),
        (b"{'id': 1}\n", ": not JSON at character 2"),
        (b"[1, 2]\n", ": a line holds one experience: an object in braces"),
        (b'"shiraz"\n', ": a line holds one experience: an object in braces"),
        (b"null\n", ": a line holds one experience: an object in braces"),
        (b"[" * 200_000, ": not JSON that can be read"),
        (b'{"a":' * 100_000, ": not JSON that can be read"),
        (b'{"start_year": ' + b"9" * 5000 + b"}\n", ": not JSON that can be read"),
        (b'{"title": "\\ud83d"}\n', ": it holds half of a character (a lone surrogate)"),
        (b'{"\\udc00": 1}\n', ": it holds half of a character (a lone surrogate)"),
        (b'{"id": "a", "id": "b"}\n', ": “id” is said twice"),
        (b'{"title": "' + b"t" * LONGEST_LINE + b'"}\n', ": the line is longer than one megabyte"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_as_a_whole(refused, raw, told):
    assert refused(raw).startswith(told)


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"-Infinity", b"1e999"])
def test_what_is_no_number_is_no_value(refused, number):
    raw = json.dumps(_result(value="VALUE")).encode().replace(b'"VALUE"', number)

    assert "not a number" in refused(raw)


@pytest.mark.parametrize("raw", [b"", b"\n\n  \n", b"\xef\xbb\xbf"])
def test_a_file_without_a_line_is_refused(refused, raw):
    assert refused(raw) == ": the file holds no experience"


def test_a_two_megabyte_line_does_not_hide_the_lines_after_it(desk):
    long = json.dumps(bare_line(summary="s" * 2_000_000)).encode()
    told = desk.mistakes(long, b"[]", json.dumps(bare_line()).encode())

    assert [(mistake.line, mistake.text) for mistake in told] == [
        (1, "the line is longer than one megabyte"),
        (2, "a line holds one experience: an object in braces"),
    ]


def test_a_truncated_last_line_writes_none_of_the_lines_before_it(desk):
    whole = json.dumps(line(), ensure_ascii=False).encode()
    (mistake,) = desk.mistakes(whole, whole[: len(whole) // 2].rpartition(b" ")[0])

    assert mistake.line == 2
    assert "cut short" in mistake.text
    assert not Experience.objects.filter(code="shiraz-night-signals").exists()


def test_the_mark_that_some_editors_put_first_is_no_mistake(desk):
    desk.bring_in(b"\xef\xbb\xbf" + json.dumps(bare_line()).encode() + b"\r\n")

    assert Experience.objects.filter(code="dakar-gutters").exists()


def test_an_id_that_stands_twice_is_told_with_its_first_line(desk):
    (mistake,) = desk.mistakes(line(), cable_car(), line(title="دیگر"))

    assert str(mistake) == "line 3, id: “shiraz-night-signals” stands already in line 1"


def test_numbers_may_come_as_text_and_text_as_numbers(desk):
    desk.bring_in(
        bare_line(
            start_year="2019",
            end_year=2021.0,
            sdgs=["11"],
            cost=25_000,
            results=[{"indicator": "mètres", "value": 120.5, "year": "2020"}],
        )
    )

    case = Experience.objects.get(code="dakar-gutters")
    assert (case.start_year, case.end_year, case.sdgs, case.cost) == (2019, 2021, [11], "25000")
    assert case.results.get().value == "120.5"


def test_a_planned_end_may_lie_in_the_future(desk):
    desk.bring_in(bare_line(start_year=2020, end_year=NEXT_YEAR + 10))

    assert Experience.objects.get(code="dakar-gutters").end_year == NEXT_YEAR + 10


@pytest.mark.parametrize(
    "said", [{"target": True}, {"indicator": "objectif : mètres curés"}, {"indicator": "هدف"}]
)
def test_a_target_may_be_due_in_the_future_and_is_kept_as_one(desk, said):
    desk.bring_in(_result(year=NEXT_YEAR + 5, **said))

    assert Experience.objects.get(code="dakar-gutters").results.get().is_target


def test_what_is_said_to_be_measured_is_no_target_whatever_it_is_called(refused):
    assert "in the future" in refused(_result(indicator="goal", target=False, year=NEXT_YEAR))


def test_a_case_may_be_as_old_as_cities(desk):
    desk.bring_in(bare_line(start_year=-3000, end_year=-2999))

    case = Experience.objects.get(code="dakar-gutters")
    assert (case.start_year, case.end_year) == (-3000, -2999)


@pytest.mark.parametrize("language", ["FA", "fa-IR", "fa_IR"])
def test_a_language_may_be_written_with_its_country(desk, language):
    desk.bring_in(line(language=language))

    assert Experience.objects.get(code="shiraz-night-signals").language == "fa"


@pytest.mark.parametrize(
    "text",
    [
        "\u2067dlob\u2069 <script>alert(1)</script>",
        "'; DROP TABLE experiences_experience; --",
        "\x01\x07\x1b[31m",
        "👩🏽‍🚒 \U0010ffff \ufffe",
        "ي ك ى ة",
    ],
)
def test_text_of_any_kind_is_kept_as_it_is(desk, text):
    desk.bring_in(bare_line(title=text, summary=text, partners=[text], cost=text))

    case = Experience.objects.get(code="dakar-gutters")
    assert (case.title, case.summary, case.partners, case.cost) == (text, text, [text], text)


def test_what_would_turn_the_page_around_is_left_out(desk):
    desk.bring_in(bare_line(title="\u202eLes \u2066caniveaux", partners=["\u202bVille\u202c"]))

    case = Experience.objects.get(code="dakar-gutters")
    assert (case.title, case.partners) == ("Les caniveaux", ["Ville"])


def test_more_different_words_than_the_index_takes_are_no_mistake(desk):
    letters = [chr(code) for code in range(0x4E00, 0x9FA5)]
    choose = random.Random(7).choices
    texts = {field: "".join(choose(letters, k=60_000)) for field in ("summary", "problem")}
    desk.bring_in(bare_line(title="下水道", language="zh", **texts))

    assert Experience.objects.get(code="dakar-gutters").summary == texts["summary"]


# Anything at all as a file: text that is nearly a line, and bytes that are none.
_NEARLY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["fa", "Dakar", "SN", "on-street parking", "http://d.example", "ongoing"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["indicator", "value", "before", "after", "year", "source", "title", "url"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
_CHANGED = st.dictionaries(st.sampled_from(sorted(line())), _NEARLY, max_size=4)


def _imported(path) -> bool:
    try:
        import_experiences(path=path, by=system_actor(), report=str)
    except ImportRefused:
        return False
    return True


_ANY = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@_ANY
@given(raw=st.binary(max_size=400))
def test_arbitrary_bytes_never_crash_and_never_write(desk, raw):
    before = json.dumps(bare_line("before-it")).encode()

    assert not _imported(desk.file(before, b"{" + raw))
    assert not Experience.objects.filter(code="before-it").exists()


@_ANY
@given(changed=_CHANGED)
def test_a_line_with_anything_in_its_fields_is_imported_or_refused_whole(desk, changed):
    count = Experience.objects.count()
    first, second = line("first-of-two"), line("second-of-two") | changed
    path = desk.file(json.dumps(first).encode(), json.dumps(second).encode())

    with transaction.atomic():
        came_in = _imported(path)
        assert Experience.objects.count() == count + 2 * came_in
        transaction.set_rollback(True)


def test_thousands_of_mistakes_are_all_told(desk, tmp_path):
    told = 0

    def count(mistake) -> None:
        nonlocal told
        told += 1

    path = write_lines(tmp_path / "many.jsonl", (bare_line(title="") for _ in range(2_000)))
    with pytest.raises(ImportRefused, match="2,000 mistakes"):
        import_experiences(path=path, by=system_actor(), report=count)
    assert told == 2_000
