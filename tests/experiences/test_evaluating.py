"""Measuring search: what a file of judgments may hold, and what the figures mean."""

import json

import pytest

from hamshahr.domains.experiences.evaluating import (
    BadJudgments,
    evaluate,
    ranks_lines,
    read_judgments,
    table,
)
from hamshahr.domains.experiences.evaluating.measuring import measures

GOOD = {"query": "bus lanes", "language": "en", "relevant": ["bogota-transmilenio"]}


def read(tmp_path, *lines):
    path = tmp_path / "judgments.jsonl"
    written = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    path.write_bytes(b"\n".join(written))
    return read_judgments(path)


def test_unknown_fields_and_blank_lines_are_passed_over(tmp_path):
    (judgment,) = read(tmp_path, b"", {**GOOD, "form": "short"})
    assert judgment.line == 2


def test_a_byte_order_mark_is_no_mistake(tmp_path):
    assert read(tmp_path, b"\xef\xbb\xbf" + json.dumps(GOOD).encode())


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"\xff\xfe", "line 2: is not UTF-8"),
        (b'{"query": "bus', "line 2: is not JSON, or ends too early"),
        (b"[]", "line 2: must be a JSON object"),
        ({**GOOD, "relevant": []}, "line 2: “relevant” must name an experience"),
        ({**GOOD, "query": " "}, "line 2: “query” is empty"),
        ({**GOOD, "relevant": "x"}, "line 2: “relevant” must be a list of experience ids"),
        ({"query": "bus", "relevant": ["x"]}, "line 2: “language” is missing"),
    ],
)
def test_a_line_that_is_not_in_order_is_told_with_its_number(tmp_path, line, told):
    with pytest.raises(BadJudgments) as refused:
        read(tmp_path, GOOD, line)
    assert str(refused.value) == told


def test_an_empty_file_is_refused(tmp_path):
    with pytest.raises(BadJudgments):
        read(tmp_path, b"")


def test_the_measures_are_those_of_the_textbooks():
    of = measures(["a", "x", "b", "y"], {"a", "b"})
    assert (of.recall_1, of.recall_5, of.mrr) == (0.5, 1.0, 1.0)
    assert of.ndcg == pytest.approx((1 + 0.5) / (1 + 0.6309), abs=1e-4)


def test_what_is_never_found_counts_nothing():
    of = measures(["x"], {"a"})
    assert (of.recall_10, of.mrr, of.ndcg) == (0.0, 0.0, 0.0)


@pytest.mark.django_db
def test_a_judged_query_is_ranked_and_told(tmp_path):
    judgments = read(tmp_path, {**GOOD, "query": "TransMilenio"})
    rankings = evaluate(judgments)
    (line,) = map(json.loads, ranks_lines(rankings).splitlines())
    assert line["line"] == 1
    assert line["ranked"][0] == "bogota-transmilenio"
    assert len(line["ranked"]) == 100
    assert "en → en" in table(rankings) or "en → es" in table(rankings)


@pytest.mark.django_db
@pytest.mark.parametrize("city", ["Bogotá", "بوگوتا", "bogota"])
def test_the_city_to_be_left_out_is_left_out_by_any_of_its_names(tmp_path, city):
    judgments = read(tmp_path, {**GOOD, "city": city, "exclude_city": True})
    (ranking,) = evaluate(judgments)
    assert ranking.ranked
    assert not [code for code in ranking.ranked if code.startswith("bogota-")]


@pytest.mark.django_db
def test_what_cannot_be_done_is_told_and_fails_nothing(tmp_path):
    judgments = read(
        tmp_path,
        {**GOOD, "relevant": ["no-such-experience"]},
        {**GOOD, "city": "Atlantis", "exclude_city": True},
        {**GOOD, "language": "klingon"},
        {**GOOD, "query": "?!"},
    )
    told = table(evaluate(judgments))
    assert "line 1: not in the library: no-such-experience" in told
    assert "line 2: “Atlantis” is no city here" in told
    assert "line 3: “klingon” is not a language code" in told
    assert "line 4: " in told
