"""Two people decide on the same case at the same moment, on connections of their own."""

import pytest
from django.db import connection
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.notifications.models import Notice
from hamshahr.commons.search.indexing.words import index_words
from hamshahr.commons.translating.models import SourceText
from hamshahr.domains.experiences.confirming import IsTheCitysAlready, Seen
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.models import Experience, Revision
from hamshahr.domains.experiences.publishing.projecting import content_of
from hamshahr.domains.manuscripts.actions import begin_manuscript
from hamshahr.domains.manuscripts.claiming.deeds_of_a_city import claim_as_it_stands
from hamshahr.domains.manuscripts.models import Claim, Manuscript, Submission, Verdict
from hamshahr.domains.manuscripts.reviewing.seen import last_change
from hamshahr.domains.manuscripts.reviewing.states import NotNow
from hamshahr.domains.manuscripts.reviewing.taking_up import AnothersReview, take_up
from hamshahr.domains.network.appointing import appoint
from hamshahr.domains.network.models import City
from tests.manuscripts.reviewing.conftest import hand_in, publish_it
from tests.manuscripts.told import STAIRS
from tests.people.at_once import elsewhere, forget_people

pytestmark = pytest.mark.django_db

KEEPER, DEPUTY = "keeper@dakar.example", "deputy@dakar.example"
ONE, OTHER = "one@editors.example", "other@editors.example"
ROLES = {
    KEEPER: Role.FOCAL_POINT, DEPUTY: Role.DEPUTY_FOCAL_POINT, ONE: Role.EDITOR, OTHER: Role.EDITOR
}  # fmt: skip
COMPILED = "dakar-two-at-once"


@pytest.fixture
def people(db):
    """The keepers of Dakar and two editors, whom every connection sees; gone afterwards."""
    elsewhere(forget)  # a run that was killed left them
    (found,) = elsewhere(come)
    yield found
    assert elsewhere(forget) == [None]


def come():
    found = {}
    for email, role in ROLES.items():
        found[email] = User.objects.create_user(email, email.partition("@")[0])
        city = None if role == Role.EDITOR else dakar()
        appoint(person=found[email], role=role, city=city, by=system_actor())
    return found


def dakar():
    return City.objects.get(slug="dakar")


def forget():
    """Take out again what these people told and published, and what was compiled for them."""
    written = Manuscript.objects.filter(begun_by__email__in=ROLES)
    cases = set(written.values_list("experience", flat=True)) - {None}
    cases |= set(Experience.objects.filter(code=COMPILED).values_list("pk", flat=True))
    submissions = Submission.objects.filter(manuscript__in=written)
    Verdict.objects.filter(submission__in=submissions).delete()
    Claim.objects.filter(revision__experience__in=cases).delete()
    submissions.delete()
    written.delete()
    Experience.objects.filter(pk__in=cases).update(revision=None)
    Revision.objects.filter(experience__in=cases).delete()
    Experience.objects.filter(pk__in=cases).delete()
    index_words(kind="experience", ids=list(cases))
    SourceText.objects.filter(object_id__in=cases).delete()
    Notice.objects.filter(person__email__in=ROLES).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE status = 'todo'")
    forget_people(*ROLES)


@pytest.fixture
def in_review(people):
    """A case of Dakar that one of the editors reviews."""

    def tell():
        manuscript = begin_manuscript(
            city=dakar(), language="es", by=people[KEEPER], content=Content(STAIRS)
        )
        hand_in(manuscript, by=people[KEEPER])
        return take_up(manuscript=manuscript, by=people[ONE])

    (manuscript,) = elsewhere(tell)
    return manuscript


@pytest.fixture
def compiled(people):
    """A case of Dakar that nobody of the city has confirmed."""

    def compile_it():
        return Experience.objects.create(
            code=COMPILED, city=dakar(), title="Des escaliers", language="fr", licence="CC BY 4.0",
            summary="Un chemin sûr.", provenance=Experience.Provenance.COMPILED,
            state=Experience.State.PUBLISHED, published_at=timezone.now(),
        )  # fmt: skip

    (case,) = elsewhere(compile_it)
    assert isinstance(case, Experience), case
    return case


def test_what_is_published_twice_at_once_is_one_revision(people, in_review):
    seen = last_change(in_review)
    came = elsewhere(
        *[lambda: publish_it(in_review, seen=seen, by=people[ONE]) for _tab in range(2)]
    )

    assert sorted(type(one).__name__ for one in came) == ["NotNow", "Revision"]
    assert [one.state for one in came if isinstance(one, NotNow)] == ["published"]
    assert Revision.objects.filter(experience__manuscript=in_review).count() == 1
    assert Verdict.objects.filter(submission__manuscript=in_review).count() == 1


def test_of_two_editors_who_publish_at_once_the_one_whose_review_it_is_does(people, in_review):
    seen = last_change(in_review)

    def take_it_over_and_publish():
        take_up(manuscript=in_review, by=people[OTHER], reason="She is away.")
        return publish_it(in_review, seen=seen, by=people[OTHER])

    came = elsewhere(
        lambda: publish_it(in_review, seen=seen, by=people[ONE]), take_it_over_and_publish
    )

    (revision,) = [one for one in came if isinstance(one, Revision)]
    (refused,) = [one for one in came if one is not revision]
    assert isinstance(refused, NotNow | AnothersReview)
    assert Revision.objects.filter(experience=revision.experience).count() == 1


def test_of_two_keepers_who_claim_a_case_at_once_one_is_told_that_it_is_theirs(people, compiled):
    seen = Seen(content_of(compiled).digest(), may_be_machine_translated=True)
    came = elsewhere(
        *[
            lambda by=people[email]: claim_as_it_stands(experience=compiled, seen=seen, by=by)
            for email in (KEEPER, DEPUTY)
        ]
    )

    assert {type(one) for one in came} == {Claim, IsTheCitysAlready}
    assert Revision.objects.filter(experience=compiled).count() == 1
