"""What is imported as a draft is nowhere to be found until it is published."""

import pytest

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.search.models import SearchDocument, SearchWord
from hamshahr.commons.search.retrieval.browsing import browse_total
from hamshahr.domains.experiences import queries
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.permissions import may_see, visible_to
from tests.cast import LEILA, PEOPLE, bare_line, cable_car

pytestmark = pytest.mark.django_db

CODE = "dakar-gutters"


@pytest.fixture
def draft(desk) -> Experience:
    desk.bring_in(bare_line(title="Un quokkamobile"), draft=True)
    return Experience.objects.get(code=CODE)


def test_a_draft_has_no_date_of_publication(draft):
    assert (draft.state, draft.published_at) == ("draft", None)


def test_a_draft_has_no_words_in_the_index(draft):
    assert not SearchDocument.objects.filter(object_id=draft.pk).exists()
    assert not SearchWord.objects.filter(word="quokkamobile", documents__gt=0).exists()


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_page_of_a_draft_is_not_there(client, draft, language):
    assert client.get(f"/{language}/experiences/{CODE}/").status_code == 404


def test_search_does_not_find_a_draft_on_pages_or_by_the_api(client, draft):
    page = client.get("/en/search/", {"q": "quokkamobile"})
    answer = client.get("/api/v1/search", {"q": "quokkamobile", "limit": 100})

    assert f"/experiences/{CODE}" not in page.content.decode()
    assert answer.status_code == 200
    assert CODE not in {result["id"] for result in answer.json()["results"]}


def test_a_draft_is_not_counted_and_not_new(desk):
    count = browse_total(KIND, ())
    desk.bring_in(bare_line(), draft=True)

    assert browse_total(KIND, ()) == count
    assert CODE not in {head.code for head in queries.newest("en")}


def test_a_draft_is_found_by_the_system_alone(draft):
    assert queries.get_for(CODE, by=None) is None
    assert queries.get_for(CODE, by=LEILA.account()) is None
    assert queries.get_for(CODE, by=system_actor()) == draft


def test_a_draft_is_published_by_importing_it_without_draft(desk, draft, client):
    written = desk.bring_in(bare_line(title="Un quokkamobile"))

    assert (written.new, written.changed) == (0, 1)
    assert Experience.objects.get(code=CODE).published_at is not None
    assert SearchDocument.objects.filter(object_id=draft.pk).exists()
    assert client.get(f"/fr/experiences/{CODE}/").status_code == 200


def test_what_is_published_stays_published_when_imported_as_a_draft(desk):
    desk.bring_in(bare_line())
    at = Experience.objects.get(code=CODE).published_at
    same = desk.bring_in(bare_line(), draft=True)
    desk.bring_in(bare_line(title="Des caniveaux propres"), draft=True)

    case = Experience.objects.get(code=CODE)
    assert same.unchanged == 1
    assert (case.state, case.published_at) == ("published", at)
    assert SearchDocument.objects.get(code=CODE).title == "Des caniveaux propres"


def test_a_draft_imported_again_as_a_draft_stays_as_it_was(desk, draft):
    assert desk.bring_in(bare_line(title="Un quokkamobile"), draft=True).unchanged == 1


def test_the_rule_for_one_and_the_rule_for_lists_agree_over_the_cast(desk):
    desk.bring_in(bare_line(), draft=True)
    desk.bring_in(cable_car())
    everybody = [None, system_actor(), *(person.account() for person in PEOPLE)]

    for by in everybody:
        listed = set(visible_to(by).values_list("pk", flat=True))
        allowed = {case.pk for case in Experience.objects.all() if may_see(by, case)}
        assert listed == allowed
