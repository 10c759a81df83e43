"""An experience taken along: what leaves one instance says the same in another, or in a paper."""

import json

import pytest
from pybtex.database import parse_string

from hamshahr.domains.experiences.importing.line import ExperienceLine
from hamshahr.domains.experiences.importing.writing import says_what_its_line_says
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.network import facts
from tests.site.reading import Page

pytestmark = pytest.mark.django_db

IN_FIVE_SCRIPTS = [
    "tehran-brt", "shanghai-waste-sorting", "seoul-owl-bus", "riyadh-wadi-hanifah",
    "lagos-brt-lite",
]  # fmt: skip
# All that TeX, BibTeX, JSON and HTML could trip over
HOSTILE = r"50 % & $5 #1 a_b {open ~^ \input{/etc/passwd} </script><script>alert(1)</script> “ é"


def taken(client, code, form, language="fa"):
    answer = client.get(f"/{language}/experiences/{code}.{form}")
    assert answer.status_code == 200
    return answer


def test_the_file_leaves_out_nothing_that_an_import_takes(client):
    said = json.loads(taken(client, "tehran-brt", "json").content)

    assert set(ExperienceLine.model_fields) - set(said) == set()


def test_every_experience_comes_back_from_its_own_file_unchanged(client):
    for experience in Experience.objects.select_related("city").prefetch_related(
        "sources", "results", "topic_links"
    ):
        said = json.loads(taken(client, experience.code, "json").content)
        entry = ExperienceLine.model_validate(said)
        city = facts.resolve(entry.city, entry.country_iso2, entry.geonames_id)

        assert says_what_its_line_says(experience, entry), experience.code
        assert (city.geonames_id, city.kind) == (
            experience.city.geonames_id,
            experience.city.kind,
        ), experience.code
        assert entry.topics == [link.topic_id for link in experience.topic_links.all()]
        sources = [source.position for source in experience.sources.all()]
        assert sources == list(range(len(entry.sources)))


def test_a_file_says_where_and_when_it_was_taken(client):
    said = json.loads(taken(client, "tehran-brt", "json").content)

    assert said["url"].endswith("/fa/experiences/tehran-brt/")
    assert said["published_at"]
    assert said["evidence_level"] is None


@pytest.mark.parametrize("code", IN_FIVE_SCRIPTS)
def test_a_citation_manager_reads_what_the_page_says(client, code):
    experience = Experience.objects.get(code=code)
    (item,) = json.loads(taken(client, code, "csl.json").content)
    entry = parse_string(taken(client, code, "bib").content.decode(), "bibtex").entries[code]

    assert item["title"] == entry.fields["title"].strip("{}") == experience.title
    assert item["language"] == entry.fields["language"] == experience.language
    assert item["URL"] == entry.fields["url"]
    assert item["issued"]["date-parts"][0][0] == int(entry.fields["year"])
    assert "author" not in item
    assert "not confirmed by the city" in item["note"]


def test_a_hostile_title_breaks_no_form(client):
    Experience.objects.filter(code="tehran-brt").update(title=HOSTILE, summary=HOSTILE)

    (item,) = json.loads(taken(client, "tehran-brt", "csl.json").content)
    bibtex = taken(client, "tehran-brt", "bib").content.decode()
    page = Page(client.get("/fa/experiences/tehran-brt/"))
    (script,) = [
        one for one in page.all("script") if one.attributes.get("type") == "application/ld+json"
    ]

    assert item["title"] == HOSTILE
    assert list(parse_string(bibtex, "bibtex").entries) == ["tehran-brt"]
    assert r"\input" not in bibtex
    assert json.loads(script.text)["headline"] == HOSTILE


def test_search_engines_read_who_where_when_and_from_what(client):
    page = Page(client.get("/en/experiences/tehran-brt/"))
    (script,) = [
        one for one in page.all("script") if one.attributes.get("type") == "application/ld+json"
    ]
    said = json.loads(script.text)
    experience = Experience.objects.get(code="tehran-brt")

    assert said["@type"] == "Article"
    assert said["inLanguage"] == "fa"
    assert said["contentLocation"]["name"] == "Tehran"
    assert said["license"].startswith("https://creativecommons.org/licenses/by/4.0/")
    assert len(said["isBasedOn"]) == experience.sources.count()
    assert "author" not in said


@pytest.mark.parametrize("form", ["json", "csl.json", "bib"])
def test_a_draft_is_no_more_there_as_a_file_than_as_a_page(client, form):
    Experience.objects.filter(code="tehran-brt").update(state=Experience.State.DRAFT)

    assert client.get(f"/fa/experiences/tehran-brt.{form}").status_code == 404
    assert client.get(f"/fa/experiences/no-such-case.{form}").status_code == 404


def test_the_page_leads_to_its_files(client):
    page = Page(client.get("/fr/experiences/tehran-brt/"))
    links = {link.attributes.get("href") for link in page.all("a")}

    assert {f"/fr/experiences/tehran-brt.{form}" for form in ("json", "bib", "csl.json")} <= links


@pytest.mark.parametrize("form", ["json", "csl.json", "bib"])
def test_a_file_costs_the_same_few_queries_for_any_case(
    client, form, django_assert_max_num_queries
):
    with django_assert_max_num_queries(6):
        taken(client, "seoul-owl-bus", form)
