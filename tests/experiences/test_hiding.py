"""An experience that was hidden surfaces nowhere, and everywhere again after a reversal."""

import json

import pytest
from django.utils import timezone

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.moderation.actions import decide, report
from hamshahr.commons.moderation.models import Case, Decision, Ground
from hamshahr.commons.search.indexing.meaning import index_meaning
from hamshahr.domains.experiences.importing.action import import_experiences
from hamshahr.domains.experiences.models import MembersLayer
from hamshahr.domains.experiences.permissions import may_see, visible_to
from hamshahr.domains.experiences.reported import find
from hamshahr.kernel.audit.models import AuditRecord
from hamshahr.kernel.content_version.reading import ask_again
from tests.cast import CLAIRE, write_lines
from tests.experiences.surfaces import (
    ASKED,
    CODE,
    LINE,
    MARK,
    NEIGHBOUR,
    experience,
    surfaces,
    surfacing,
    tables_holding,
    told,
)
from tests.site.reading import Page

pytestmark = pytest.mark.django_db

PAGE = f"/en/experiences/{CODE}/"
# Where a published experience shows, so that the walk is known to see
SHOWS = {
    "site:home", "site:search", "site:feed", "api-1:search", "sitemap-part",
    "network:city", "network:region", "topics:topic", "experiences-goal",
    "experiences:experience", "experiences:json", "experiences:csl", "experiences:bibtex",
    "experiences:revisions", "experiences:revision", "experiences:revision-csl",
    "experiences:revision-bibtex", "experiences:compare", "experiences:ask", "moderation:report",
}  # fmt: skip


@pytest.fixture
def bring_in(tmp_path):
    """Import the experience that has its mark in every text, and read it for its meaning."""

    def bring_in(**said):
        file = write_lines(tmp_path / "lines.jsonl", [LINE | said])
        import_experiences(path=file, by=system_actor(), report=pytest.fail)
        index_meaning()
        return experience()

    return bring_in


def say(verdict, *, ground=None, keeps_title=False, code=CODE):
    """Decide on the experience, which is reported first where it was not."""
    case = Case.objects.filter(code=code).first()
    if case is None:
        report(
            subject=find(code, "en"),
            ground=Ground.PERSONAL_DATA,
            words="It names my daughter.",
            email="",
            language="en",
            secret="one",
        )
        case = Case.objects.get(code=code)
    last = case.decisions.first()
    return decide(
        case=case,
        verdict=verdict,
        ground=ground,
        reason="We looked into it together.",
        keeps_title=keeps_title,
        based_on=last.number if last else 0,
        by=system_actor(),
    )


def hide(**said):
    return say(Decision.Verdict.HIDDEN, ground=Ground.PERSONAL_DATA, **said)


def test_nothing_of_a_hidden_experience_surfaces_and_all_of_it_after_a_reversal(client, bring_in):
    everywhere = surfaces()
    without = {each: told(client, each) for each in everywhere if not each.is_its_own}
    bring_in()
    shown = surfacing(client, everywhere)
    beside = Page(client.get(f"/en/experiences/{NEIGHBOUR}/")).rows
    hide()
    hidden = {each: told(client, each) for each in without}
    told_of_itself = surfacing(client, everywhere)
    held = tables_holding(MARK)
    say(Decision.Verdict.KEPT)
    index_meaning()

    assert shown >= SHOWS
    assert CODE in beside
    # Counts, facets, neighbours and lists are what they were before it came
    changed = {each.address for each in without if hidden[each] != without[each]}
    assert changed == set()
    assert told_of_itself == set()
    assert held == set()
    again = [surface for surface in everywhere if surface.name in shown]
    assert surfacing(client, again) == shown


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_a_tombstone_stands_in_its_place(client, bring_in, language):
    bring_in()
    hide()

    answer = client.get(f"/{language}/experiences/{CODE}/")
    page = Page(answer)
    assert answer.status_code == 410
    assert MARK not in answer.text
    assert page.all("meta", name="robots", content="noindex")
    assert page.one("html").attributes["lang"] == language
    assert page.all("a", href=f"/{language}/pages/contact/")
    assert "no-store" in answer["Cache-Control"] or "no-cache" in answer["Cache-Control"]


def test_a_title_stays_only_where_it_was_decided_so(client, bring_in):
    bring_in()
    hide(keeps_title=True)

    text = client.get(PAGE).text
    assert f"{MARK}title" in text
    assert f"{MARK}summary" not in text


@pytest.mark.parametrize("form", ["json", "csl.json", "bib", "md", "pdf", "docx"])
def test_its_files_and_its_picture_are_gone(client, bring_in, form):
    bring_in()
    hide()

    assert client.get(f"/en/experiences/{CODE}.{form}").status_code == 410
    assert client.get(f"{PAGE}card.png").status_code == 410
    assert client.get(f"{PAGE}embed/").status_code == 410


def test_nobody_reads_what_a_hidden_case_told_members_only(client, bring_in):
    MembersLayer.objects.create(
        experience=bring_in(), language="es", content={"members_words": MARK},
        changed_at=timezone.now(),
    )  # fmt: skip
    client.force_login(CLAIRE.serving())
    assert client.get(f"{PAGE}members/").status_code == 200
    hide()

    assert client.get(f"{PAGE}members/").status_code == 404


def test_nobody_claims_or_reports_what_is_hidden(client, bring_in):
    bring_in()
    hide()

    assert client.get(f"{PAGE}claim/").status_code == 404
    assert client.get(f"/en/report/experience/{CODE}/").status_code == 404


def test_hiding_keeps_the_text_its_sources_and_its_record(bring_in):
    there = bring_in()
    hide()

    kept = experience()
    assert (kept.summary, kept.sources.count(), kept.results.count()) == (there.summary, 1, 1)
    deeds = AuditRecord.objects.filter(object_id=str(kept.pk)).values_list("deed", flat=True)
    assert {"moderation.report", "moderation.decide", "experiences.hide"} <= set(deeds)


def test_an_import_does_not_bring_back_what_was_hidden(client, bring_in):
    bring_in()
    hide()
    bring_in(summary=f"Written anew, {MARK} and all: {ASKED}.")

    assert client.get(PAGE).status_code == 410
    assert tables_holding(MARK) == set()


def test_a_kept_page_is_not_shown_once_the_text_is_hidden(client, settings):
    settings.PAGE_CACHE_BYTES = 4_000_000
    page = "/en/experiences/lagos-brt-lite/"
    ask_again()
    assert client.get(page).status_code == 200
    assert "BRT-Lite" in client.get("/en/cities/lagos/").text
    hide(code="lagos-brt-lite")
    ask_again()

    assert client.get(page).status_code == 410
    assert "BRT-Lite" not in client.get("/en/cities/lagos/").text


def test_who_may_see_one_and_who_sees_it_in_a_list_agree(bring_in):
    hidden = bring_in()
    hide()
    hidden = experience()

    for by in (None, system_actor()):
        assert may_see(by, hidden) == visible_to(by).filter(pk=hidden.pk).exists()
    assert not may_see(None, hidden)


def test_a_draft_that_is_hidden_has_no_tombstone(client, bring_in):
    bring_in()
    hide()
    visible_to(system_actor()).filter(code=CODE).update(state="draft")

    assert client.get(PAGE).status_code == 404


def test_what_was_published_before_a_name_was_removed_is_read_from_no_lexicon(client, bring_in):
    bring_in()
    hide()

    found = json.loads(client.get(f"/api/v1/search?q={MARK}titel").content)
    assert MARK not in json.dumps(found["results"])
