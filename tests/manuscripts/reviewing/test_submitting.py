"""A city hands its text in: who may, what is agreed to, and that it is the text she read."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.files.reading import readable_file
from hamshahr.commons.notifications.models import Notice
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.manuscripts.models import Manuscript, Submission
from hamshahr.domains.manuscripts.reviewing.seen import ChangedMeanwhile, last_change
from hamshahr.domains.manuscripts.reviewing.states import FOLLOWS, NotNow
from hamshahr.domains.manuscripts.reviewing.submitting import (
    NothingNew,
    NotReady,
    ask_to_submit,
    withdraw,
)
from hamshahr.domains.network.appointing import appoint
from hamshahr.kernel.audit.models import AuditRecord
from tests.cast import AWA, HODA, MEDELLIN, NASRIN, SHIRAZ, Person
from tests.manuscripts.reviewing.conftest import fresh, hand_in, picture_of, write

pytestmark = pytest.mark.django_db

LUCIA = Person("Lucía Restrepo", "lucia@medellin.example")


@pytest.fixture
def lucia(stairs):
    """An expert of Medellín."""
    person = LUCIA.account()
    appoint(person=person, role=Role.EXPERT, city=MEDELLIN.placed(), by=AWA.serving())
    return person


def notices_of(person):
    return list(Notice.objects.filter(person=person).values_list("kind", flat=True))


def test_what_is_handed_in_is_kept_whole_with_what_was_agreed_to(stairs, mateo):
    with translation.override("en"):
        made = hand_in(stairs, by=mateo, licence="CC0 1.0")

    assert made.content["members_words"]
    assert made.submitted_by == mateo
    assert made.licence == "CC0 1.0"
    assert "without conditions" in made.agreed_text
    assert "Machines may translate it." in made.agreed_text
    assert fresh(stairs).state == Manuscript.State.SUBMITTED
    told = AuditRecord.objects.get(deed="manuscripts.submit")
    assert told.body == stairs.city_id
    assert told.details == {"number": 1, "licence": "CC0 1.0"}


def test_a_submission_is_never_changed(stairs, mateo):
    made = hand_in(stairs, by=mateo)

    with pytest.raises(Exception, match="submissions_stay_as_submitted"):
        Submission.objects.filter(pk=made.pk).update(content={})


def test_the_editors_hear_of_it_and_the_library_does_not(stairs, mateo, claire):
    hand_in(stairs, by=mateo)

    assert notices_of(claire) == ["manuscripts.submitted"]
    assert not Experience.objects.filter(title__startswith="Escaleras").exists()


def test_what_a_colleague_wrote_meanwhile_is_not_handed_in_unread(stairs, mateo, lucia):
    seen = last_change(stairs)
    write(stairs, "went_wrong", "El techo goteaba.", by=lucia)

    with pytest.raises(ChangedMeanwhile) as refused:
        hand_in(stairs, by=mateo, seen=seen)
    assert refused.value.before.text("went_wrong") != refused.value.now.text("went_wrong")
    assert not Submission.objects.exists()


def test_a_change_that_was_taken_back_changed_nothing(stairs, mateo, lucia):
    seen, before = last_change(stairs), stairs.fields.get(path="went_wrong").value
    write(stairs, "went_wrong", "El techo goteaba.", by=lucia)
    write(stairs, "went_wrong", before, by=lucia)

    assert hand_in(stairs, by=mateo, seen=seen).number == 1


def test_a_text_with_gaps_is_not_handed_in(stairs, mateo):
    write(stairs, "went_wrong", "", by=mateo)

    with pytest.raises(NotReady) as refused:
        hand_in(stairs, by=mateo)
    assert [one.path for one in refused.value.mistakes] == ["went_wrong"]


def test_people_on_a_picture_must_have_agreed(stairs, mateo):
    write(stairs, "pictures", ["p2d8n5ty"], by=mateo)
    write(stairs, "pictures.p2d8n5ty.file", str(picture_of(stairs.city, by=mateo).pk), by=mateo)
    write(stairs, "pictures.p2d8n5ty.alt", "Vecinas en las escaleras", by=mateo)
    write(stairs, "pictures.p2d8n5ty.shows_people", value=True, by=mateo)

    with pytest.raises(NotReady) as refused:
        hand_in(stairs, by=mateo)
    assert "pictures.p2d8n5ty.consent" in [one.path for one in refused.value.mistakes]


def test_an_expert_asks_who_may_submit(stairs, mateo, lucia):
    with pytest.raises(PermissionDenied):
        hand_in(stairs, by=lucia)

    ask_to_submit(manuscript=stairs, by=lucia)
    assert notices_of(mateo) == ["manuscripts.to_submit"]


@pytest.mark.parametrize("person", [NASRIN, HODA, AWA])
def test_nobody_hands_in_for_another_city(stairs, person):
    with pytest.raises(PermissionDenied):
        hand_in(stairs, by=person.serving())
    with pytest.raises(PermissionDenied):
        ask_to_submit(manuscript=stairs, by=person.serving())


def test_the_same_text_is_not_handed_in_twice(submitted, mateo):
    with pytest.raises(NothingNew):
        hand_in(submitted, by=mateo)


def test_a_submission_is_taken_back_and_handed_in_again(in_review, mateo, claire):
    withdraw(manuscript=in_review, by=mateo)

    assert fresh(in_review).state == Manuscript.State.DRAFT
    assert fresh(in_review).editor is None
    assert "manuscripts.withdrawn" in notices_of(claire)
    assert hand_in(in_review, by=mateo).number == 2
    with pytest.raises(PermissionDenied):
        withdraw(manuscript=in_review, by=claire)


def test_what_is_a_draft_cannot_be_taken_back(stairs, mateo):
    with pytest.raises(NotNow):
        withdraw(manuscript=stairs, by=mateo)


def test_every_state_says_what_may_follow_it():
    assert set(FOLLOWS) == set(Manuscript.State)


def test_the_file_of_another_city_is_not_handed_in(stairs, mateo):
    of_shiraz = picture_of(SHIRAZ.placed(), by=NASRIN.serving())
    write(stairs, "documents", ["d2d8n5ty"], by=mateo)
    for key, value in {
        "file": str(of_shiraz.pk), "title": "Plano", "licence": "CC BY 4.0",
    }.items():  # fmt: skip
        write(stairs, f"documents.d2d8n5ty.{key}", value, by=mateo)

    with pytest.raises(NotReady) as refused:
        hand_in(stairs, by=mateo)
    assert [one.path for one in refused.value.mistakes] == ["documents.d2d8n5ty.file"]


def test_the_editor_reads_the_files_of_what_she_reviews_and_strangers_do_not(stairs, mateo, claire):
    plan = picture_of(stairs.city, by=mateo)
    write(stairs, "documents", ["d2d8n5ty"], by=mateo)
    for key, value in {"file": str(plan.pk), "title": "Plano", "licence": "CC BY 4.0"}.items():
        write(stairs, f"documents.d2d8n5ty.{key}", value, by=mateo)
    assert readable_file(plan.pk, claire) is None

    hand_in(stairs, by=mateo)
    assert readable_file(plan.pk, claire) is not None
    assert readable_file(plan.pk, NASRIN.serving()) is None
    assert readable_file(plan.pk, None) is None
