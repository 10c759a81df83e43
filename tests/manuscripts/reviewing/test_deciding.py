"""The verdict: what the editor saw and the city agreed to, once, by nobody of the city."""

import pytest
from django.core.exceptions import PermissionDenied

from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.notifications.models import Notice
from hamshahr.domains.experiences.models import Experience, MembersLayer
from hamshahr.domains.experiences.publishing.action import Assessed
from hamshahr.domains.manuscripts.models import Manuscript, Submission, Verdict
from hamshahr.domains.manuscripts.reviewing.deciding import (
    NoReason,
    NotAgreed,
    decline,
    publish,
    return_to_city,
)
from hamshahr.domains.manuscripts.reviewing.seen import ChangedMeanwhile, last_change
from hamshahr.domains.manuscripts.reviewing.states import NotNow
from hamshahr.domains.manuscripts.reviewing.taking_up import AnothersReview, take_up
from hamshahr.domains.network.appointing import appoint
from tests.cast import AWA, FATEMEH, INES, JONAS, MEDELLIN, Person
from tests.manuscripts.reviewing.conftest import fresh, hand_in, picture_of, publish_it, write

pytestmark = pytest.mark.django_db

LUCIA = Person("Lucía Restrepo", "lucia@medellin.example")
THEO = Person("Théo Martin", "theo@metropolis.example")


@pytest.fixture
def lucia(stairs):
    """An expert of Medellín."""
    person = LUCIA.account()
    appoint(person=person, role=Role.EXPERT, city=MEDELLIN.placed(), by=AWA.serving())
    return person


@pytest.fixture
def theo(db):
    """A second editor."""
    person = THEO.account()
    appoint(person=person, role=Role.EDITOR, city=None, by=JONAS.serving())
    return person


def test_it_is_published_with_its_level_and_reason(in_review, claire, mateo):
    revision = publish_it(in_review, by=claire)

    held = fresh(in_review)
    assert held.state == Manuscript.State.PUBLISHED
    assert held.experience == revision.experience
    assert (revision.evidence_level, revision.number) == (2, 1)
    assert revision.evidence_reason == "Dos mediciones, ninguna comparación."
    assert revision.licence == "CC BY 4.0"
    assert "members_words" not in revision.content
    assert MembersLayer.objects.get(experience=revision.experience).content["members_words"]
    assert Notice.objects.get(person=mateo, kind="manuscripts.published").path.startswith(
        "experiences/"
    )


def test_what_cannot_be_assessed_is_published_without_a_level_and_says_why(in_review, claire):
    assert publish_it(in_review, by=claire, level=None).evidence_level is None


def test_no_verdict_without_a_reason(in_review, claire):
    seen = last_change(in_review)
    with pytest.raises(NoReason):
        publish(manuscript=in_review, seen=seen, assessed=Assessed(5, " "), by=claire)
    for close in (return_to_city, decline):
        with pytest.raises(NoReason):
            close(manuscript=in_review, reason=" ", by=claire)


def test_a_text_that_changed_while_she_read_is_not_published_unread(in_review, mateo, claire):
    seen = last_change(in_review)
    write(in_review, "went_wrong", "Nada salió mal.", by=mateo)

    with pytest.raises(ChangedMeanwhile):
        publish_it(in_review, by=claire, seen=seen)
    assert not Experience.objects.filter(title__startswith="Escaleras").exists()


def test_changes_of_who_may_submit_carry_the_agreement_on(in_review, mateo, claire):
    write(in_review, "went_wrong", "El techo goteaba.", by=mateo)
    revision = publish_it(in_review, by=claire)

    first, second = Submission.objects.order_by("number")
    assert revision.content["went_wrong"] == "El techo goteaba."
    assert second.agreed_text == first.agreed_text
    assert second.submitted_by == mateo
    assert second.verdict.revision == revision


def test_a_change_of_an_expert_waits_for_the_citys_word(in_review, mateo, claire, lucia):
    write(in_review, "went_wrong", "El techo goteaba.", by=lucia)

    with pytest.raises(NotAgreed) as refused:
        publish_it(in_review, by=claire)
    assert refused.value.paths == ["went_wrong"]

    hand_in(in_review, by=mateo)
    assert fresh(in_review).editor == claire
    assert publish_it(in_review, by=claire).content["went_wrong"] == "El techo goteaba."


@pytest.mark.parametrize("person", [AWA, FATEMEH, INES])
def test_only_editors_review(submitted, person):
    with pytest.raises(PermissionDenied):
        take_up(manuscript=submitted, by=person.serving())


def test_an_editor_of_the_same_city_does_not_review(submitted, claire):
    appoint(person=claire, role=Role.EXPERT, city=MEDELLIN.placed(), by=AWA.serving())

    with pytest.raises(PermissionDenied):
        take_up(manuscript=submitted, by=claire)


def test_an_editor_who_comes_to_serve_the_city_decides_no_more(in_review, claire):
    appoint(person=claire, role=Role.EXPERT, city=MEDELLIN.placed(), by=AWA.serving())

    for deed in (
        lambda: publish_it(in_review, by=claire),
        lambda: return_to_city(manuscript=in_review, reason="no", by=claire),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def test_another_editor_takes_over_with_a_reason_first(in_review, claire, theo):
    with pytest.raises(AnothersReview) as refused:
        publish_it(in_review, by=theo)
    assert refused.value.editor == claire
    with pytest.raises(AnothersReview):
        take_up(manuscript=in_review, by=theo)

    take_up(manuscript=in_review, by=theo, reason="Claire is on leave.")
    assert publish_it(in_review, by=theo).published_by == theo
    assert Notice.objects.filter(person=claire, kind="manuscripts.taken_over").exists()


def test_of_two_verdicts_the_second_finds_the_first(in_review, claire):
    publish_it(in_review, by=claire)

    with pytest.raises(NotNow):
        publish_it(in_review, by=claire)
    with pytest.raises(NotNow):
        return_to_city(manuscript=in_review, reason="Too late.", by=claire)
    assert Verdict.objects.count() == 1
    assert in_review.experience_id is None or fresh(in_review).experience.revisions.count() == 1


def test_what_is_returned_comes_back_as_another_submission(in_review, mateo, claire):
    return_to_city(manuscript=in_review, reason="Falta el costo.", by=claire)

    assert fresh(in_review).state == Manuscript.State.RETURNED
    told = Notice.objects.get(person=mateo, kind="manuscripts.returned")
    assert told.said["reason"] == "Falta el costo."
    assert hand_in(in_review, by=mateo).number == 2


def test_what_is_declined_is_written_no_more_and_another_may_be_begun(in_review, mateo, claire):
    decline(manuscript=in_review, reason="Es publicidad.", by=claire)

    with pytest.raises(PermissionDenied):
        write(in_review, "title", "Otra vez", by=mateo)
    with pytest.raises(NotNow):
        hand_in(in_review, by=mateo)


def test_the_next_revision_goes_the_same_way_and_cannot_be_declined(in_review, mateo, claire):
    first = publish_it(in_review, by=claire)
    write(in_review, "headline", "La gente llega en un tercio del tiempo.", by=mateo)
    hand_in(in_review, by=mateo, note="Nueva medición de 2025.")
    take_up(manuscript=in_review, by=claire)

    with pytest.raises(NotNow):
        decline(manuscript=in_review, reason="No.", by=claire)
    second = publish_it(in_review, by=claire)
    assert second.experience == first.experience
    assert (second.number, second.note) == (2, "Nueva medición de 2025.")


def test_consent_of_people_is_shown_to_the_editor_and_published_nowhere(in_review, mateo, claire):
    write(in_review, "pictures", ["p2d8n5ty"], by=mateo)
    for key, value in {
        "alt": "Vecinas", "shows_people": True, "consent": "Firmaron las tres en 2019.",
        "file": str(picture_of(in_review.city, by=mateo).pk),
    }.items():  # fmt: skip
        write(in_review, f"pictures.p2d8n5ty.{key}", value, by=mateo)

    revision = publish_it(in_review, by=claire)
    assert "Firmaron" not in str(revision.content)
    assert "Firmaron" not in str(MembersLayer.objects.get(experience=revision.experience).content)


def test_the_reasons_turn_nothing_around_in_the_letter(in_review, claire):
    verdict = return_to_city(manuscript=in_review, reason="\u202eFalta\r\nel costo. ", by=claire)

    assert verdict.reason == "Falta\nel costo."
