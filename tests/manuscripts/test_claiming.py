"""What was compiled about a city becomes its own: confirmed, corrected, or asked to be removed."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.moderation.models import Case, CityWord
from hamshahr.domains.experiences.confirming import IsTheCitysAlready, ReadsOtherwise, Seen
from hamshahr.domains.experiences.importing.action import ImportRefused, import_experiences
from hamshahr.domains.experiences.models import Experience, Revision
from hamshahr.domains.experiences.publishing.projecting import content_of
from hamshahr.domains.experiences.retiring import retire
from hamshahr.domains.experiences.starter.removing import remove_starter
from hamshahr.domains.manuscripts.claiming.deeds_of_a_city import (
    begin_next_revision,
    claim_as_it_stands,
)
from hamshahr.domains.manuscripts.models import Claim, Manuscript, ManuscriptField
from hamshahr.domains.network.models import City
from tests.cast import (
    AWA,
    CLAIRE,
    HODA,
    KAVEH,
    LEILA,
    MATEO,
    NASRIN,
    cable_car,
    line,
    write_lines,
)
from tests.site.reading import Page

pytestmark = pytest.mark.django_db

LIST = "/en/write/claim/"


@pytest.fixture
def signals(tmp_path):
    """A case of Shiraz, compiled from public sources."""
    bring_in(tmp_path, line())
    return Experience.objects.get(code="shiraz-night-signals")


@pytest.fixture
def nasrin(client):
    """The browser of the focal point of Shiraz."""
    client.force_login(NASRIN.serving())
    return client


def bring_in(tmp_path, *lines):
    file = write_lines(tmp_path / "lines.jsonl", lines)
    import_experiences(path=file, by=system_actor(), report=lambda _mistake: None)


def as_read(case, *, machine=True):
    return Seen(content_of(case).digest(), machine)


def page_of(case):
    return f"{LIST}{case.code}/"


def sent(client, case, **said):
    """What the form of her page sends, as it stands there."""
    seen = Page(client.get(page_of(case))).one("input", name="seen").attributes["value"]
    return {"seen": seen, "agrees": "on"} | said


def test_her_page_lists_what_the_library_says_about_her_city_unconfirmed_first(
    nasrin, signals, tmp_path
):
    claim_as_it_stands(experience=signals, seen=as_read(signals), by=NASRIN.account())
    bring_in(tmp_path, line("shiraz-bridges", title="پل‌ها"), cable_car())
    text = nasrin.get(LIST).text

    assert text.index("پل‌ها") < text.index(signals.title)
    assert "Medellín" not in text


def test_she_reads_the_whole_of_it_and_confirms_it_for_the_city(nasrin, signals):
    page = nasrin.get(page_of(signals)).text
    assert signals.problem in page
    assert "It stays published under CC BY 4.0." in page

    assert nasrin.post(page_of(signals), sent(nasrin, signals)).status_code == 302

    case = Experience.objects.get(pk=signals.pk)
    revision = Revision.objects.get(experience=case)
    assert case.provenance == Experience.Provenance.CITY
    assert case.next_check_on.year == case.confirmed_on.year + 1
    assert (revision.number, revision.evidence_level) == (1, None)
    assert revision.content == content_of(signals).public().values
    claim = Claim.objects.get()
    assert claim.claimed_by == NASRIN.account()
    assert "CC BY 4.0" in claim.agreed_text
    assert "Machines may not translate it." in claim.agreed_text


def test_that_it_was_compiled_stays_told(client, signals):
    claim_as_it_stands(experience=signals, seen=as_read(signals), by=NASRIN.serving())

    address = f"/en/experiences/{signals.code}/"
    page = client.get(address).text
    assert "First compiled from public sources" in page
    assert "The city has not confirmed it." not in page
    told = "compiled from public sources, confirmed by the city as it stands"
    assert told in client.get(f"{address}revisions/").text


def test_nothing_is_confirmed_without_her_agreement(nasrin, signals):
    said = sent(nasrin, signals)
    del said["agrees"]

    assert nasrin.post(page_of(signals), said).status_code == 422
    assert not Claim.objects.exists()


@pytest.mark.parametrize("person", [MATEO, CLAIRE, AWA, HODA, LEILA])
def test_nobody_but_the_keepers_of_the_city_claims(client, signals, person):
    by = person.serving()
    client.force_login(by)

    assert client.get(page_of(signals)).status_code == 404
    with pytest.raises(PermissionDenied):
        claim_as_it_stands(experience=signals, seen=as_read(signals), by=by)
    with pytest.raises(PermissionDenied):
        begin_next_revision(experience=signals, by=by)


def test_a_stranger_is_asked_to_sign_in(client, signals):
    public = client.get(f"/en/experiences/{signals.code}/").text

    assert f"/en/write/claim/{signals.code}/" in public
    assert "/sign-in/" in client.get(page_of(signals))["Location"]


def test_a_colleague_who_comes_second_is_told_that_it_is_the_citys_already(client, signals):
    seen = as_read(signals)
    claim_as_it_stands(experience=signals, seen=seen, by=NASRIN.serving())
    client.force_login(KAVEH.serving())

    with pytest.raises(IsTheCitysAlready):
        claim_as_it_stands(experience=signals, seen=seen, by=KAVEH.account())
    answer = client.post(page_of(signals), {"seen": seen.digest.hex(), "agrees": "on"})
    assert answer.status_code == 409
    assert "your city’s own already" in answer.text


@pytest.mark.parametrize("seen", ["", "00", "no digest", "f" * 64])
def test_a_text_that_changed_since_she_read_it_is_not_confirmed(nasrin, signals, seen):
    said = sent(nasrin, signals)
    Experience.objects.filter(pk=signals.pk).update(problem="Something else entirely.")

    answer = nasrin.post(page_of(signals), said | ({"seen": seen} if seen else {}))
    assert answer.status_code == 409
    assert "Something else entirely." in answer.text
    with pytest.raises(ReadsOtherwise):
        claim_as_it_stands(experience=signals, seen=as_read(signals), by=NASRIN.account())


@pytest.mark.parametrize(
    "state", [{"hidden_at": timezone.now()}, {"state": "draft", "published_at": None}]
)
def test_what_is_hidden_or_a_draft_is_not_claimed(nasrin, signals, state):
    Experience.objects.filter(pk=signals.pk).update(**state)

    assert nasrin.get(page_of(signals)).status_code == 404
    with pytest.raises(PermissionDenied):
        claim_as_it_stands(experience=signals, seen=as_read(signals), by=NASRIN.account())


def test_what_is_retired_is_brought_back_first(nasrin, signals):
    retire(experience=signals, reason="پایان یافت", language="fa", by=NASRIN.account())

    assert nasrin.get(page_of(signals))["Location"] == LIST
    assert "Bring it back" in nasrin.get(LIST).text


def test_a_city_that_leads_to_another_claims_nothing(nasrin, signals):
    mashhad = City.objects.get(slug="mashhad")
    City.objects.filter(slug="shiraz").update(merged_into=mashhad)

    assert nasrin.get(page_of(signals)).status_code == 404


def test_no_import_overwrites_what_a_city_confirmed(signals, tmp_path):
    claim_as_it_stands(experience=signals, seen=as_read(signals), by=NASRIN.serving())

    with pytest.raises(ImportRefused):
        bring_in(tmp_path, line(problem="Overwritten."))
    assert Experience.objects.get(pk=signals.pk).problem == signals.problem


def test_the_starter_library_leaves_what_a_city_confirmed(db):
    case = Experience.objects.get(code="shiraz-green-city")
    claim_as_it_stands(experience=case, seen=as_read(case), by=NASRIN.serving())

    assert case.code in remove_starter(by=system_actor()).kept
    assert Experience.objects.filter(pk=case.pk).exists()


def test_to_correct_it_she_writes_the_next_revision_from_what_it_says(nasrin, signals):
    answer = nasrin.post(f"{page_of(signals)}correct/")

    manuscript = Manuscript.objects.get(experience=signals)
    assert str(manuscript.pk) in answer["Location"]
    assert (manuscript.city, manuscript.language) == (signals.city, "fa")
    assert ManuscriptField.objects.get(manuscript=manuscript, path="title").value == signals.title
    assert Experience.objects.get(pk=signals.pk).provenance == Experience.Provenance.COMPILED


def test_two_who_correct_it_write_in_one_place(signals):
    one = begin_next_revision(experience=signals, by=NASRIN.serving())

    assert begin_next_revision(experience=signals, by=KAVEH.serving()) == one


def test_what_was_given_up_leaves_room_for_another(signals):
    one = begin_next_revision(experience=signals, by=NASRIN.serving())
    Manuscript.objects.filter(pk=one.pk).update(state="withdrawn")

    assert begin_next_revision(experience=signals, by=NASRIN.account()) != one
    assert Manuscript.objects.filter(pk=one.pk).exists()


def test_to_have_it_removed_a_moderator_is_told_that_the_city_asks(nasrin, signals):
    words = "This project never happened in our city."
    answer = nasrin.post(f"{page_of(signals)}remove/", {"words": words})

    assert "/report/sent/" in answer["Location"]
    assert "waits" in nasrin.get(answer["Location"]).text.lower()
    assert CityWord.objects.get(case=Case.objects.get(object_id=signals.pk)).words == words
    assert nasrin.get(f"/en/experiences/{signals.code}/").status_code == 200


def test_a_removal_needs_a_reason(nasrin, signals):
    assert nasrin.post(f"{page_of(signals)}remove/", {"words": "no"}).status_code == 422


@pytest.mark.parametrize("asked", ["0", "99", "-1", "x", "9" * 400])
def test_a_page_of_the_list_that_is_not_there_is_not_found(nasrin, signals, asked):
    assert nasrin.get(f"{LIST}?page={asked}").status_code == 404


def test_the_list_asks_as_much_for_many_cases_as_for_one(
    nasrin, signals, tmp_path, django_assert_max_num_queries
):
    bring_in(tmp_path, *(line(f"shiraz-{number}") for number in range(19)))
    with django_assert_max_num_queries(25):
        nasrin.get(LIST)
