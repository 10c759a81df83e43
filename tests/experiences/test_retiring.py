"""A case that is no longer so: at its address with a reason, and nowhere else."""

import json
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation
from docx import Document

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.search.indexing.meaning import index_meaning
from hamshahr.domains.experiences.cards import card_of
from hamshahr.domains.experiences.importing.action import import_experiences
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.retiring import CannotRetire, bring_back, retire
from hamshahr.domains.network.appointing import appoint
from tests.cast import (
    AWA,
    CLAIRE,
    HODA,
    INES,
    KAVEH,
    LEILA,
    MATEO,
    NASRIN,
    SHIRAZ,
    line,
    write_lines,
)
from tests.experiences.surfaces import (
    LINE,
    MARK,
    experience,
    surfaces,
    surfacing,
    tables_holding,
    told,
    words_of_print,
)
from tests.experiences.test_printed import print_of, word_of
from tests.site.reading import Page

pytestmark = pytest.mark.django_db

# Where a retired case is still to be read
OF_ITS_OWN = {
    "experiences:experience", "experiences:json", "experiences:csl", "experiences:bibtex",
    "experiences:md", "experiences:embed", "experiences:revisions", "experiences:revision",
    "experiences:compare", "api-1:revision",
}  # fmt: skip
REASON = "The night buses stopped in 2025, when the contract ended."


@pytest.fixture
def bring_in(tmp_path):
    def bring_in(*lines):
        file = write_lines(tmp_path / "lines.jsonl", lines)
        import_experiences(path=file, by=system_actor(), report=pytest.fail)
        return Experience.objects.get(code=lines[0]["id"])

    return bring_in


def test_a_retired_case_shows_at_its_own_addresses_alone_and_everywhere_when_brought_back(
    client, bring_in
):
    everywhere = surfaces()
    without = {each: told(client, each) for each in everywhere if not each.is_its_own}
    bring_in(LINE)
    index_meaning()
    shown = surfacing(client, everywhere)
    retire(experience=experience(), reason=REASON, language="en", by=system_actor())
    retired = {each: told(client, each) for each in without}
    of_itself = surfacing(client, everywhere)
    held = tables_holding(MARK)
    bring_back(experience=experience(), by=system_actor())
    index_meaning()

    assert {each.address for each in without if retired[each] != without[each]} == set()
    own = {each.name for each in everywhere if each.is_its_own}
    assert OF_ITS_OWN <= of_itself <= own
    assert held == set()
    again = [surface for surface in everywhere if surface.name in shown]
    assert surfacing(client, again) == shown


@pytest.mark.parametrize("language", ["en", "fa"])
def test_its_page_says_since_when_why_and_by_which_function(client, bring_in, language):
    case = bring_in(line())
    retire(experience=case, reason="قرارداد پایان یافت.", language="fa", by=NASRIN.serving())

    answer = client.get(f"/{language}/experiences/{case.code}/")
    page = Page(answer)
    assert answer.status_code == 200
    assert page.all("blockquote", lang="fa")
    assert "قرارداد پایان یافت." in answer.text
    assert NASRIN.name not in answer.text
    assert page.all("meta", name="robots", content="noindex")
    if language == "en":
        assert "focal point of Shiraz" in answer.text
        assert '"creativeWorkStatus": "Retired"' in answer.text


def test_whatever_form_it_is_taken_along_in_says_that_it_is_retired(client, bring_in):
    case = bring_in(line())
    retire(experience=case, reason="Ended.", language="en", by=NASRIN.serving())
    address = f"/en/experiences/{case.code}"

    assert json.loads(client.get(f"{address}.json").content)["state"] == "retired"
    for rest in (".bib", ".csl.json", ".md", "/embed/"):
        assert "retired on" in client.get(f"{address}{rest}").text.lower(), rest
    told = client.get(f"/api/v1/experiences/{case.code}/revisions").json()
    assert told["state"] == "retired"


def test_on_paper_in_word_and_where_it_is_shared_it_says_so_too(client, bring_in):
    case = bring_in(line())
    retire(experience=case, reason="Ended.", language="en", by=NASRIN.serving())
    address = f"/en/experiences/{case.code}"
    with translation.override("en"):
        shared = card_of(case.code, "en", by=None)
    page = Page(client.get(f"{address}/"))

    assert "Retired on" in words_of_print(print_of(client, case.code))
    word = Document(BytesIO(word_of(client, case.code)))
    assert any(one.text.startswith("Retired on") for one in word.paragraphs)
    assert shared.as_of.said.startswith("Retired on")
    described = page.one("meta", name="description").attributes["content"]
    assert described.startswith("Retired on")


@pytest.mark.parametrize("person", [NASRIN, KAVEH, CLAIRE])
def test_keepers_of_the_city_and_editors_retire(bring_in, person):
    case = bring_in(line())

    retire(experience=case, reason="Ended.", language="en", by=person.serving())

    assert Experience.objects.get(pk=case.pk).state == Experience.State.RETIRED


@pytest.mark.parametrize("person", [MATEO, HODA, LEILA, AWA, INES])
def test_nobody_else_does(bring_in, person):
    case = bring_in(line())
    with pytest.raises(PermissionDenied):
        retire(experience=case, reason="Ended.", language="en", by=person.serving())


def test_an_editor_who_serves_the_city_as_an_expert_does_not(bring_in):
    claire, case = CLAIRE.serving(), bring_in(line())
    appoint(person=claire, role=Role.EXPERT, city=SHIRAZ.placed(), by=AWA.serving())

    with pytest.raises(PermissionDenied):
        retire(experience=case, reason="Ended.", language="en", by=claire)


def test_what_an_editor_retired_an_editor_brings_back(bring_in):
    case = bring_in(line())
    retire(experience=case, reason="Untrue.", language="en", by=CLAIRE.serving())

    with pytest.raises(PermissionDenied):
        bring_back(experience=case, by=NASRIN.serving())
    bring_back(experience=case, by=CLAIRE.account())
    assert Experience.objects.get(pk=case.pk).retired_at is None


@pytest.mark.parametrize("reason", ["", "   ", "x" * 2_001])
def test_nothing_is_retired_without_a_reason_that_fits(bring_in, reason):
    with pytest.raises(CannotRetire):
        retire(experience=bring_in(line()), reason=reason, language="en", by=NASRIN.serving())


def test_a_case_is_retired_once(bring_in):
    case = bring_in(line())
    retire(experience=case, reason="Ended.", language="en", by=NASRIN.serving())

    with pytest.raises(CannotRetire):
        retire(experience=case, reason="Ended.", language="en", by=NASRIN.serving())


def test_a_focal_point_retires_on_a_page_and_brings_back(client, bring_in):
    case = bring_in(line())
    client.force_login(NASRIN.serving())
    address = f"/en/experiences/{case.code}/retire/"

    assert client.get(address).status_code == 200
    assert case.title in client.get(address).text
    assert client.post(address, {"reason": "", "language": "fa"}).status_code == 422
    assert client.post(address, {"reason": "پایان یافت", "language": "fa"}).status_code == 302
    assert "پایان یافت" in client.get(f"/en/experiences/{case.code}/").text
    assert client.post(f"/en/experiences/{case.code}/bring-back/").status_code == 302
    assert Experience.objects.get(pk=case.pk).state == Experience.State.PUBLISHED


def test_a_reason_that_is_html_does_no_harm(client, bring_in):
    case = bring_in(line())
    retire(experience=case, reason="<script>alert(1)</script>", language="en", by=NASRIN.serving())

    assert "<script>alert(1)" not in client.get(f"/en/experiences/{case.code}/").text


def test_a_retired_case_is_counted_nowhere(client, bring_in):
    before = Page(client.get("/en/search/")).total
    case = bring_in(line())
    retire(experience=case, reason="Ended.", language="en", by=NASRIN.serving())

    assert Page(client.get("/en/search/")).total == before
