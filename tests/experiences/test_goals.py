"""The pages of the seventeen goals."""

import pytest

from hamshahr.commons.search.indexing.words import index_words
from hamshahr.domains.experiences.models import Experience
from tests.site.reading import Page

pytestmark = pytest.mark.django_db


def test_the_list_leads_to_every_goal_with_what_serves_it(client):
    page = Page(client.get("/en/goals/"))
    links = {link.attributes.get("href"): link.text for link in page.all("a")}

    for number in range(1, 18):
        serving = Experience.objects.filter(sdgs__contains=[number]).count()
        assert links[f"/en/goals/{number}/"].split()[-1] == str(serving)


def test_a_goal_is_named_and_shows_what_serves_it(client):
    page = Page(client.get("/fa/goals/13/"))

    assert "اقدام اقلیمی" in page.one("h1").text
    assert any(
        link.attributes.get("href", "").endswith("/search/?sdg=13") for link in page.all("a")
    )


def test_a_goal_that_nothing_serves_says_so_and_leads_on(client):
    serving = Experience.objects.filter(sdgs__contains=[14])
    ids = list(serving.values_list("pk", flat=True))
    serving.update(sdgs=[])
    index_words(kind="experience", ids=ids)
    page = Page(client.get("/en/goals/14/"))

    assert "No experience serves this goal yet" in page.source
    assert "best" not in {element.attributes.get("id") for element in page.all("h2")}


@pytest.mark.parametrize("number", ["0", "18", "999999999999999999999", "x", "-1"])
def test_there_are_seventeen_goals_and_no_more(client, number):
    assert client.get(f"/en/goals/{number}/").status_code == 404
