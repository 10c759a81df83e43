"""The starter library as it is shipped: complete, whole in each line, and honest in its numbers."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

DOMAINS = Path(__file__).parents[2] / "hamshahr" / "domains"
LIBRARY = DOMAINS / "experiences" / "starter" / "experiences.jsonl"
VOCABULARY = DOMAINS / "topics" / "vocabulary.json"

Line = dict[str, Any]

LINES_BY_LANGUAGE = {
    "ar": 9,
    "de": 7,
    "en": 88,
    "es": 27,
    "fa": 13,
    "fr": 20,
    "id": 1,
    "it": 4,
    "ko": 1,
    "pt": 16,
    "tr": 1,
    "zh": 1,
}
RESULTS = 706
COMPARED_RESULTS = 25  # with a value before and one after
COMPILED_IN = 2026
FORECASTS = {("marrakech-reuse-eau", 4)}  # its indicator says that 2030 is a target
ARABIC_YEH_AND_KAF = "يىك"


@pytest.fixture(scope="module")
def library() -> list[Line]:
    return [json.loads(line) for line in LIBRARY.read_text(encoding="utf-8").splitlines()]


def results(library: list[Line]) -> Iterator[tuple[str, int, Line]]:
    for line in library:
        for position, result in enumerate(line["results"]):
            yield line["id"], position, result


def prose(value: Any, name: str = "") -> Iterator[str]:
    """Every text in a line but the addresses of its sources, which stay as they are."""
    if isinstance(value, str):
        if name != "url":
            yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from prose(part, key)
    elif isinstance(value, list):
        for part in value:
            yield from prose(part, name)


def test_every_language_has_as_many_experiences_as_were_compiled(library: list[Line]) -> None:
    assert Counter(line["language"] for line in library) == LINES_BY_LANGUAGE
    assert len(library) == 188


def test_every_experience_has_a_name_of_its_own(library: list[Line]) -> None:
    assert len({line["id"] for line in library}) == len(library)


def test_no_result_was_lost_or_added(library: list[Line]) -> None:
    assert sum(len(line["results"]) for line in library) == RESULTS


def test_before_and_after_come_together_and_are_plain_numbers(library: list[Line]) -> None:
    compared = [result for _, _, result in results(library) if {"before", "after"} & set(result)]
    assert len(compared) == COMPARED_RESULTS
    for result in compared:
        for number in (result["before"], result["after"]):
            assert number.isascii()
            assert number.replace(".", "", 1).isdigit(), result


def test_the_value_after_is_the_one_that_the_text_of_the_value_gives(library: list[Line]) -> None:
    for name, position, result in results(library):
        if "after" in result:
            assert result["after"] in result["value"].replace(",", "."), (name, position)


def test_what_is_not_in_english_has_an_english_title_of_ours(library: list[Line]) -> None:
    for line in library:
        is_translated = line["language"] != "en"
        assert ("title_en" in line) is is_translated, line["id"]
        assert (line.get("title_en_by") == "editor") is is_translated, line["id"]
        assert not is_translated or line["title_en"].strip(), line["id"]


def test_titles_do_not_end_in_a_full_stop(library: list[Line]) -> None:
    for line in library:
        for title in (line["title"], line.get("title_en", "")):
            assert not title.endswith((".", "。", "۔")), line["id"]


def test_persian_is_written_with_persian_letters(library: list[Line]) -> None:
    for line in library:
        if line["language"] == "fa":
            for text in prose(line):
                assert not set(text) & set(ARABIC_YEH_AND_KAF), (line["id"], text)


def test_nothing_started_or_was_measured_after_the_library_was_compiled(
    library: list[Line],
) -> None:
    assert all(line["start_year"] <= COMPILED_IN for line in library)
    later = {
        (name, position)
        for name, position, result in results(library)
        if result["year"] is not None and result["year"] > COMPILED_IN
    }
    assert later == FORECASTS


def test_nothing_ends_before_it_starts(library: list[Line]) -> None:
    for line in library:
        assert line["end_year"] is None or line["end_year"] >= line["start_year"], line["id"]


def test_every_result_rests_on_a_source_that_is_there(library: list[Line]) -> None:
    for line in library:
        for result in line["results"]:
            assert 0 <= result["source"] < len(line["sources"]), line["id"]


def test_no_page_is_given_twice_as_a_source_of_one_experience(library: list[Line]) -> None:
    for line in library:
        addresses = [source["url"] for source in line["sources"] if source["url"]]
        assert len(set(addresses)) == len(addresses), line["id"]


def test_addresses_of_sources_are_web_addresses(library: list[Line]) -> None:
    for line in library:
        for source in line["sources"]:
            address = source["url"]
            assert address is None or address.startswith(("http://", "https://")), line["id"]
            assert address is None or " " not in address, line["id"]


def test_every_topic_is_one_of_the_vocabulary(library: list[Line]) -> None:
    vocabulary = json.loads(VOCABULARY.read_text(encoding="utf-8"))
    known = {
        label.casefold()
        for topic in vocabulary["topics"]
        for labels in topic["labels"].values()
        for label in (labels["preferred"], *labels["alternative"])
    }
    for line in library:
        assert {topic.casefold() for topic in line["topics"]} <= known, line["id"]
