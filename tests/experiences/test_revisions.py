"""Every text that stood in the library stays readable, comparable and citable."""

import json

import pytest
from django.utils import timezone

from hamshahr.domains.experiences.content.showing import Reading
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.models import Experience, Revision
from hamshahr.domains.experiences.publishing.action import Assessed, Told, publish_revision
from hamshahr.domains.experiences.revisions.comparing import differences
from tests.cast import CLAIRE, MEDELLIN
from tests.manuscripts.told import STAIRS
from tests.site.reading import Page

pytestmark = pytest.mark.django_db

LATER = STAIRS | {
    "title": "Escaleras techadas hasta la estación",
    "results.r7d1m4xz.after": "11",
    "went_wrong": "",
}


@pytest.fixture
def stairs(regions_laid):
    """A case of Medellín with two revisions."""
    first = publish(STAIRS)
    publish(LATER, experience_id=first.experience_id, note="Un año después, medido de nuevo.")
    return Experience.objects.get(pk=first.experience_id)


@pytest.fixture
def regions_laid(db):
    return CLAIRE.serving()


def publish(values, *, experience_id=None, note=""):
    return publish_revision(
        city=MEDELLIN.placed(),
        experience_id=experience_id,
        told=Told(Content(values), "es", "CC BY 4.0", "Alcaldía de Medellín", True, note),
        assessed=Assessed(2, "Dos mediciones."),
        by=CLAIRE.account(),
    )


def page(client, case, rest="", language="en"):
    return client.get(f"/{language}/experiences/{case.code}/revisions/{rest}")


def test_the_list_names_every_revision_the_latest_first(client, stairs):
    text = page(client, stairs).text

    assert text.index("Revision 2") < text.index("Revision 1")
    assert "Un año después, medido de nuevo." in text
    assert CLAIRE.name not in text


def test_an_earlier_revision_reads_as_it_was_and_leads_to_the_current_one(client, stairs):
    answer = page(client, stairs, "1/")
    shown = Page(answer)

    assert STAIRS["title"] in shown.one("h1").text
    assert "El primer techo goteaba" in answer.text
    assert shown.all("meta", name="robots", content="noindex")
    assert shown.one("link", rel="canonical").attributes["href"].endswith(f"/{stairs.code}/")
    assert shown.all("a", href=f"/en/experiences/{stairs.code}/revisions/2/")


def test_the_current_one_is_for_search_engines_too(client, stairs):
    assert not Page(page(client, stairs, "2/")).all("meta", name="robots", content="noindex")


def test_what_is_for_members_only_stands_in_no_revision(client, stairs):
    for rest in ("", "1/", "2/", "1/compare/2/", "1.bib", "1.csl.json"):
        assert "ocho meses" not in page(client, stairs, rest).text


@pytest.mark.parametrize("rest", ["0/", "3/", "99999999/", "1/compare/9/"])
def test_a_revision_that_never_was_is_not_found(client, stairs, rest):
    assert page(client, stairs, rest).status_code == 404


@pytest.mark.parametrize("asked", ["0", "2", "-1", "x", "9" * 400])
def test_a_page_of_the_list_that_never_was_is_not_found(client, stairs, asked):
    assert page(client, stairs, f"?page={asked}").status_code == 404


def test_side_by_side_stands_what_differs_and_nothing_else(client, stairs):
    answer = page(client, stairs, "1/compare/2/")
    headings = [each.text for each in Page(answer).all("h2")]

    assert "Title" in headings
    assert "Result 1: After" in headings
    assert "Summary" not in headings
    assert "<ins>techadas </ins>" in answer.text
    assert "<del>12</del>" in answer.text
    assert "nothing was said" in answer.text  # what went wrong is told no more


def test_items_are_counted_in_the_readers_digits(client, stairs):
    headings = [each.text for each in Page(page(client, stairs, "1/compare/2/", "fa")).all("h2")]

    assert any("۱" in each for each in headings)
    assert not any("1" in each for each in headings)


@pytest.mark.parametrize("language", ["fa", "ar", "fr"])
def test_each_side_stands_in_the_language_of_the_case(client, stairs, language):
    shown = Page(page(client, stairs, "1/compare/2/", language))

    assert shown.one("html").attributes["lang"] == language
    assert shown.all("div", lang="es", dir="ltr")


def test_an_identifier_leads_to_its_revision_and_to_its_case(client, stairs):
    first = Revision.objects.get(experience=stairs, number=1)

    for pk, address in (
        (first.pk, f"/experiences/{stairs.code}/revisions/1/"),
        (stairs.pk, f"/experiences/{stairs.code}/"),
    ):
        answer = client.get(f"/id/{pk}/")
        assert answer.status_code == 303
        assert answer["Location"].endswith(address)
    assert client.get("/id/00000000-0000-7000-8000-00000000ffff/").status_code == 404


def test_a_citation_names_the_revision_and_its_identifier(client, stairs):
    first = Revision.objects.get(experience=stairs, number=1)
    (item,) = json.loads(page(client, stairs, "1.csl.json").content)

    assert item["version"] == "1"
    assert item["URL"].endswith(f"/id/{first.pk}/")
    assert "version = {1}" in page(client, stairs, "1.bib").text
    assert f"/id/{first.pk}/" in page(client, stairs, "1/").text
    assert f"urn:uuid:{first.pk}" in page(client, stairs, "1/").text


def test_of_a_hidden_case_no_revision_is_read(client, stairs):
    Experience.objects.filter(pk=stairs.pk).update(hidden_at=timezone.now())

    for rest in ("", "1/", "1/compare/2/", "1.bib"):
        assert page(client, stairs, rest).status_code in {404, 410}
        assert STAIRS["title"] not in page(client, stairs, rest).text


def test_a_text_that_an_import_brought_is_a_revision_too_and_stays_one(client):
    case = Experience.objects.get(code="lagos-brt-lite")
    before = page(client, case, "1/")
    CLAIRE.serving()
    told = Told(Content({**STAIRS, "title": "BRT again"}), "en", "CC BY 4.0", "", True)
    publish_revision(
        city=case.city, experience_id=case.pk, told=told, assessed=Assessed(None, ""),
        by=CLAIRE.account(),
    )  # fmt: skip

    assert before.status_code == 200
    assert case.title in before.text
    after = page(client, case, "1/").text
    assert case.title in after
    assert "compiled from public sources" in after
    assert "An earlier revision" in after
    assert "BRT again" in page(client, case, "2/").text


def test_moved_items_do_not_differ():
    two = {"partners": ["pa000000", "pb000000"], "partners.pa000000.name": "A"}
    one = Content(two | {"partners.pb000000.name": "B"})
    other = Content(two | {"partners.pb000000.name": "B", "partners": ["pb000000", "pa000000"]})

    assert differences(Reading(one, "en", "en"), Reading(other, "en", "en")) == []


def test_programs_read_the_list_and_each_revision(client, stairs):
    address = f"/api/v1/experiences/{stairs.code}/revisions"
    listed = client.get(address).json()
    first = client.get(f"{address}/1").json()

    assert [(one["number"], one["current"]) for one in listed["revisions"]] == [
        (2, True),
        (1, False),
    ]
    assert listed["state"] == "published"
    assert first["content"]["title"] == STAIRS["title"]
    assert "members_words" not in first["content"]
    assert first["identifier"] == f"urn:uuid:{stairs.revisions.get(number=1).pk}"


@pytest.mark.parametrize(
    ("rest", "status"),
    [("/9", 404), ("/0", 422), ("/99999999999", 422), ("?page=0", 422), ("?page=x", 422)],
)
def test_programs_are_told_what_is_not_there(client, stairs, rest, status):
    answer = client.get(f"/api/v1/experiences/{stairs.code}/revisions{rest}")

    assert answer.status_code == status
    assert answer.json()["detail"]


def test_programs_read_nothing_of_a_hidden_case(client, stairs):
    Experience.objects.filter(pk=stairs.pk).update(hidden_at=timezone.now())

    for rest in ("", "/1"):
        answer = client.get(f"/api/v1/experiences/{stairs.code}/revisions{rest}")
        assert answer.status_code == 404
