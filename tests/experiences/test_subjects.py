"""What the library holds under a topic, a region or a goal: the best-evidenced first."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.search.indexing.words import index_words
from hamshahr.domains.experiences import subjects
from hamshahr.domains.experiences.importing.action import import_experiences
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.subjects import Subject, active_cities, best, frequent_topics
from hamshahr.domains.topics.models import Topic
from hamshahr.kernel.remembering import forget_all
from tests.cast import DAKAR, LYON, SHIRAZ, bare_line, write_lines

pytestmark = pytest.mark.django_db

TRAMS = Subject("topic", ["trams"])


@pytest.fixture
def tell(tmp_path):
    """Let cities tell of trams; each line by its code."""
    Topic.objects.create(code="trams", broader_id="sustainability")

    def tell(**lines):
        said = [
            bare_line(code, topics=["trams"], language="en", title=code) | line
            for code, line in lines.items()
        ]
        import_experiences(
            path=write_lines(tmp_path / "trams.jsonl", said), by=system_actor(), report=pytest.fail
        )

    return tell


def order():
    found = best(TRAMS, "en")
    return [head.code for head in found.heads] if found else []


def measured(*, is_target=False):
    return {"indicator": "Trips", "value": "4", "target": is_target}


def source(year):
    return {"sources": [{"title": "Report", "url": "https://lyon.example/r", "year": year}]}


def test_a_reviewed_case_comes_before_any_other(tell):
    tell(fresh=source(2025), reviewed=source(2001))
    Experience.objects.filter(code="reviewed").update(evidence_level=1)

    assert order() == ["reviewed", "fresh"]


def test_a_higher_level_comes_first(tell):
    tell(two={}, four={})
    Experience.objects.filter(code="two").update(evidence_level=2)
    Experience.objects.filter(code="four").update(evidence_level=4)

    assert order() == ["four", "two"]


def test_a_measured_result_comes_before_freshness(tell):
    tell(fresh=source(2025), measured=source(2001) | {"results": [measured()]})

    assert order() == ["measured", "fresh"]


def test_a_target_is_no_measured_result(tell):
    tell(fresh=source(2025), aimed=source(2001) | {"results": [measured(is_target=True)]})

    assert order() == ["fresh", "aimed"]


def test_the_year_in_which_its_city_confirmed_it_counts(tell):
    tell(young=source(2020), old=source(1999), undated={})
    Experience.objects.filter(code="old").update(confirmed_on=date(2024, 5, 1))
    Experience.objects.filter(code="undated").update(confirmed_on=date(2023, 5, 1))

    assert order() == ["old", "undated", "young"]


def test_a_confirmation_never_makes_a_case_older(tell):
    tell(younger=source(2021), confirmed=source(2022))
    Experience.objects.filter(code="confirmed").update(confirmed_on=date(2019, 5, 1))

    assert order() == ["confirmed", "younger"]


def test_what_its_city_left_unanswered_sinks_whatever_its_year(tell):
    tell(asked=source(2024), other=source(2001))
    Experience.objects.filter(code="asked").update(
        confirmed_on=date(2024, 5, 1), unanswered_since=date(2025, 6, 1)
    )

    assert order() == ["other", "asked"]


def test_a_frequent_subject_is_found_along_an_index():
    """Else every page of a subject sorts all that it holds."""
    with CaptureQueriesContext(connection) as made:
        best(Subject("topic", ["smart-traffic"]), "en")
    asked = made.captured_queries[0]["sql"]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {asked}")
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "Index Scan using experience_best_first" in plan
    assert "Sort" not in plan


def test_what_is_of_no_known_year_comes_last(tell):
    tell(unknown={}, old=source(1990), new=source(2020))

    assert order() == ["new", "old", "unknown"]


def test_no_more_are_shown_than_fit_but_all_are_counted(tell):
    tell(**{f"case-{number}": {} for number in range(subjects.BEST + 2)})

    found = best(TRAMS, "en")

    assert found is not None
    assert len(found.heads) == subjects.BEST
    assert found.total == subjects.BEST + 2


def test_cities_that_tell_more_come_first(tell):
    tell(one=SHIRAZ.named, two=DAKAR.named, three=DAKAR.named, four=LYON.named)

    found = active_cities(TRAMS, "fa")

    assert found is not None
    assert (found.cities[0].name, found.cities[0].count) == ("داکار", 2)
    assert {city.name for city in found.cities} == {"داکار", "شیراز", "Lyon"}
    assert found.total == 3


def test_an_experience_with_two_topics_of_a_theme_counts_once(tell):
    tell(one={"topics": ["trams", "heat"]}, two={})

    found = best(Subject("topic", ["trams", "heat"]), "en")
    assert found is not None
    assert found.total == 1 + Experience.objects.filter(topics="heat").count()


def test_a_draft_is_nothing_that_is_shown(tell):
    tell(one={})
    draft = Experience.objects.filter(code="one")
    draft.update(state="draft")
    index_words(kind="experience", ids=[draft.get().pk])

    assert best(TRAMS, "en") is None
    assert active_cities(TRAMS, "en") is None


@pytest.mark.parametrize(
    ("facet", "value", "expected"),
    [
        ("region", "africa", {"city__region": "africa"}),
        ("sdg", "13", {"sdgs__contains": [13]}),
        ("topic", "water", {"topics": "water"}),
    ],
)
def test_a_subject_holds_what_the_search_narrowed_to_it_holds(client, facet, value, expected):
    subject = Subject(facet, [value])
    found = best(subject, "en")
    cities = active_cities(subject, "en")
    assert found is not None
    assert cities is not None

    there = Experience.objects.filter(**expected)
    assert found.total == there.count()
    assert cities.total == there.values("city").distinct().count()
    assert subject.url.endswith(f"/search/?{facet}={value}")


def test_the_topics_of_a_city_are_those_that_its_experiences_carry(tell):
    tell(one={"topics": ["trams", "heat"]} | LYON.named, two=LYON.named)
    others = Experience.objects.filter(city__slug="lyon").exclude(code__in=["one", "two"])

    found = frequent_topics(Subject("city", ["lyon"]), "en")

    counts = {topic.label: topic.count for topic in found}
    assert counts["trams"] == 2
    assert counts["Urban heat"] == 1 + others.filter(topics="heat").count()


@pytest.mark.parametrize("page", ["topics/trams/", "topics/sustainability/", "regions/africa/"])
def test_a_page_of_a_subject_asks_no_more_for_more_rows(client, tell, page):
    tell(one={}, two=LYON.named)
    client.get(f"/en/{page}")
    counts = []
    for more in (3, 40):
        tell(**{f"case-{number}": {} for number in range(more)})
        forget_all()  # what a page remembers for a second is asked in both
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/en/{page}").status_code == 200
        counts.append(len(captured))

    assert counts[0] == counts[1] <= 12
