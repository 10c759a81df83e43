"""A draft is seen by nobody until it is published, wherever one looks."""

import json

import pytest

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.search.indexing.meaning import index_meaning
from hamshahr.domains.experiences.heads import heads
from hamshahr.domains.experiences.importing.action import import_experiences
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.permissions import may_see, visible_to
from hamshahr.domains.experiences.queries import case
from tests.site.reading import Page

pytestmark = pytest.mark.django_db

# A word that stands nowhere else
WORD = "Quibblefish"
CODE = "lagos-quibblefish-draft"
LINE = {
    "id": CODE,
    "city": "Lagos",
    "country_iso2": "NG",
    "language": "en",
    "title": f"{WORD} crossings on the lagoon",
    "summary": f"The {WORD} brings people across the lagoon by boat.",
    "problem": f"No bridge reaches the {WORD} quarter.",
    "topics": ["integrated transport"],
    "start_year": 2020,
    "status": "ongoing",
    "sources": [{"title": f"{WORD} report", "url": "https://lagos.example/report"}],
}


@pytest.fixture
def draft(tmp_path):
    """Import one experience as a draft, and read it for its meaning as an import does."""
    file = tmp_path / "draft.jsonl"
    file.write_text(json.dumps(LINE) + "\n", encoding="utf-8")
    import_experiences(
        path=file, by=system_actor(), draft=True, report=lambda m: pytest.fail(str(m))
    )
    index_meaning()
    return Experience.objects.get(code=CODE)


@pytest.mark.parametrize(
    "address",
    [
        f"/en/experiences/{CODE}/",
        f"/fa/experiences/{CODE}/",
        *(f"/en/experiences/{CODE}/{kind}/" for kind in ("claim", "correct", "remove")),
    ],
)
def test_a_draft_has_no_page(client, draft, address):
    assert client.get(address).status_code == 404


def _without(text, code):
    return text.replace(code, "").replace(code.replace("-", " "), "")


def test_a_draft_answers_as_what_is_not_there(client, draft):
    answer = client.get(f"/en/experiences/{CODE}/")
    nothing = client.get(f"/en/experiences/{CODE[:-5]}other/")

    # Both repeat the address, and its words to search for
    assert _without(answer.text, CODE) == _without(nothing.text, f"{CODE[:-5]}other")


@pytest.mark.parametrize(
    "address",
    [
        "/en/",
        "/en/search/",
        f"/en/search/?q={WORD}",
        "/en/search/?q=boats+across+the+lagoon&country=NG",
        "/en/search/?country=NG",
        "/en/experiences/lagos-brt-lite/",
        f"/api/v1/search?q={WORD}&limit=100",
    ],
)
def test_nothing_of_a_draft_reaches_a_reader(client, draft, address):
    answer = client.get(address)

    assert answer.status_code == 200
    told = answer.text.replace(f">{WORD}</textarea>", "").replace(f'value="{WORD}"', "")
    told = (
        told.replace(f"<title>{WORD}", "")
        .replace(f"q={WORD}", "")
        .replace(f'"query": "{WORD}"', "")
    )
    assert WORD not in told
    assert CODE not in told


def test_a_draft_is_not_counted(client, draft):
    published = Experience.objects.filter(state="published")

    page = Page(client.get("/en/search/"))
    assert page.total == published.count() == Experience.objects.count() - 1
    assert page.choices["country", "NG"] == published.filter(city__country="NG").count()


def test_nobody_can_ask_about_a_draft(client, draft):
    sent = {"name": "A", "email": "a@example.org", "message": "mine"}

    assert client.post(f"/en/experiences/{CODE}/claim/", sent).status_code == 404
    assert not draft.asks.exists()


def test_who_may_see_one_and_who_sees_it_in_a_list_agree(draft):
    for by in (None, system_actor()):
        for experience in Experience.objects.all():
            seen = may_see(by, experience)

            assert seen == visible_to(by).filter(pk=experience.pk).exists()
            assert seen == (experience.pk in heads([experience.pk], "fa", by=by))
            assert seen == (case(experience.code, by=by) is not None)


def test_what_was_published_and_is_a_draft_again_leaves_at_once(client):
    Experience.objects.filter(code="lagos-brt-lite").update(state="draft")

    assert client.get("/en/experiences/lagos-brt-lite/").status_code == 404
    for address in (
        "/en/",
        "/en/search/?country=NG",
        "/en/search/?q=BRT-Lite",
        "/api/v1/search?q=BRT-Lite",
    ):
        assert "lagos-brt-lite" not in client.get(address).text.replace("q=BRT-Lite", "")
