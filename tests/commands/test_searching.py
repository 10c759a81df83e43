"""``hamshahr search`` and ``hamshahr evaluate``, as they are met in a shell."""

import json

import pytest

from tests.commands.conftest import failed_plainly

pytestmark = pytest.mark.slow


def test_json_has_the_documented_shape(shell):
    answer = shell.answer("search", "چراغ راهنمایی", "--language", "fa", "--limit", "2")

    assert list(answer) == ["query", "language", "took_ms", "results"]
    assert (answer["query"], answer["language"]) == ("چراغ راهنمایی", "fa")
    assert isinstance(answer["took_ms"], int)
    assert len(answer["results"]) == 2
    first = answer["results"][0]
    assert list(first) == [
        "id", "title", "city", "country", "language", "score", "reasons", "passage", "url",
    ]  # fmt: skip
    assert first["id"] == "shiraz-night-signals"
    assert (first["city"], first["language"]) == ("شیراز", "fa")
    assert first["url"].endswith("/experiences/shiraz-night-signals/")
    for reason in first["reasons"]:
        assert list(reason) == ["kind", "text", "weight"]
        assert 0 <= reason["weight"] <= 1


def test_a_search_in_persian_finds_what_medellin_wrote_in_spanish(shell):
    answer = shell.answer("search", "پله برای رسیدن به ایستگاه تله‌کابین", "--language", "fa")

    assert answer["results"][0]["id"] == "medellin-cable-stairs"


def test_people_read_titles_cities_and_reasons(shell):
    done = shell.run("search", "caniveaux")

    assert done.returncode == 0
    assert "Des caniveaux curés avant les pluies\n    Dakar, " in done.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["bus", "--limit", "0"], "limit must be from 1 to 100, not 0."),
        (["bus", "--limit", "101"], "limit must be from 1 to 100, not 101."),
        (["bus", "--limit", "-1"], "limit must be from 1 to 100, not -1."),
        ([""], ""),
        (["   "], ""),
        (["؟!…"], ""),
        (["bus", "--language", "xx"], "xx"),
        (["b" * 100_000], "100,000"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_sentence(shell, words, told):
    assert told in failed_plainly(shell.run("search", *words), "search")


@pytest.mark.parametrize(
    "query", ["<script>alert(1)</script>", "'; DROP TABLE x; --", "\u202ebus", b"\xff bus"]
)
def test_a_strange_query_is_a_query(shell, query):
    assert shell.run("search", query, "--json").returncode == 0


def test_a_reader_who_has_enough_is_no_error(shell):
    for enough in ("head -1", "true"):
        done = shell.script(f"set -o pipefail; hamshahr search bus --limit 100 --json | {enough}")
        assert (done.returncode, done.stderr) == (0, "")


def test_the_evaluation_prints_its_figures_and_writes_the_ranks(shell, tmp_path):
    judgments = tmp_path / "judgments.jsonl"
    asked = [
        {"query": "caniveaux", "language": "fr", "relevant": ["dakar-gutters"], "extra": 1},
        {"query": "signals at night", "language": "en", "relevant": ["shiraz-night-signals"]},
        {
            "query": "escaleras",
            "language": "es",
            "relevant": ["dakar-gutters"],
            "city": "Medellín",
            "exclude_city": True,
        },
    ]
    judgments.write_text("\n".join(map(json.dumps, asked)), encoding="utf-8")
    ranks = tmp_path / "ranks.jsonl"
    done = shell.run("evaluate", judgments, "--ranks", ranks)

    assert done.returncode == 0, done.stderr
    for figure in ("recall@1", "recall@5", "recall@10", "MRR", "nDCG@10"):
        assert figure.lower() in done.stdout.lower().replace("recall @", "recall@")
    written = [json.loads(text) for text in ranks.read_text(encoding="utf-8").splitlines()]
    assert [list(one) for one in written] == [["line", "ranked"]] * 3
    assert [one["line"] for one in written] == [1, 2, 3]
    assert "dakar-gutters" in written[0]["ranked"]
    assert "shiraz-night-signals" in written[1]["ranked"]
    assert "medellin-cable-stairs" not in written[2]["ranked"]
    assert all(len(one["ranked"]) <= 100 for one in written)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"query": "bus"}'])
def test_judgments_that_are_none_are_refused(shell, tmp_path, text):
    path = tmp_path / "judgments.jsonl"
    path.write_text(text, encoding="utf-8")

    failed_plainly(shell.run("evaluate", path), "evaluate")


def test_judgments_that_are_not_there_are_named(shell):
    done = shell.run("evaluate", "/nowhere/judgments.jsonl")

    assert "/nowhere/judgments.jsonl" in failed_plainly(done, "evaluate")


def test_ranks_that_cannot_be_written_are_told(shell, tmp_path):
    path = tmp_path / "judgments.jsonl"
    asked = {"query": "caniveaux", "language": "fr", "relevant": ["dakar-gutters"]}
    path.write_text(json.dumps(asked), encoding="utf-8")
    done = shell.run("evaluate", path, "--ranks", "/nowhere/ranks.jsonl")

    assert "cannot be written" in failed_plainly(done, "evaluate")
