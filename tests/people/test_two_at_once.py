"""Two people at the same moment, on real connections: one of them wins, the other is told."""

import pytest
from django.core import mail

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.accounts.roles import Role
from hamshahr.domains.network.appointing import appoint
from hamshahr.domains.network.models import Appointment, City, Invitation
from hamshahr.domains.network.people.accepting import NotValid, RoleTaken, accept_with_new_account
from hamshahr.domains.network.people.inviting import Invited, InvitedAlready, invite
from tests.people.at_once import elsewhere, forget_people
from tests.people.conftest import PASSWORD, secret_in

pytestmark = pytest.mark.django_db
KEEPER, ONE, OTHER = "keeper@lyon.example", "one@lyon.example", "other@lyon.example"


@pytest.fixture
def keeper(db):
    """Somebody of the secretariat whom every connection sees, and who is gone afterwards."""

    def come():
        person = User.objects.create_user(KEEPER, "Keeper")
        appoint(person=person, role=Role.SECRETARIAT, by=system_actor())
        return person

    elsewhere(lambda: forget_people(KEEPER, ONE, OTHER))  # a run that was killed left them
    (person,) = elsewhere(come)
    yield person
    assert elsewhere(lambda: forget_people(KEEPER, ONE, OTHER)) == [None]


def inviting(keeper, email, role=Role.EXPERT):
    def do():
        city = City.objects.get(slug="dakar")
        return invite(invited=Invited(email, "Somebody", role, city, "fr"), by=keeper)

    return do


def accepting(letter, name):
    return lambda: accept_with_new_account(secret=secret_in(letter), name=name, password=PASSWORD)


def test_of_two_who_accept_one_invitation_one_comes_in(keeper):
    elsewhere(inviting(keeper, ONE))
    (letter,) = mail.outbox
    came = elsewhere(accepting(letter, "First"), accepting(letter, "Second"))

    (given,) = [one for one in came if isinstance(one, Appointment)]
    assert [type(one) for one in came if one is not given] == [NotValid]
    assert User.objects.get(email=ONE).name == given.person.name
    assert Appointment.objects.filter(person=given.person).count() == 1


def test_of_two_who_are_invited_as_focal_point_one_becomes_it(keeper):
    elsewhere(inviting(keeper, ONE, Role.FOCAL_POINT))
    elsewhere(inviting(keeper, OTHER, Role.FOCAL_POINT))
    came = elsewhere(*(accepting(letter, "Somebody") for letter in mail.outbox))

    assert sorted(type(one).__name__ for one in came) == ["Appointment", "RoleTaken"]
    assert RoleTaken in [type(one) for one in came]
    assert Appointment.objects.filter(role=Role.FOCAL_POINT, city__slug="dakar").count() == 1
    assert User.objects.filter(email__in=[ONE, OTHER]).count() == 1


def test_of_two_who_invite_the_same_person_one_writes_to_her(keeper):
    made = elsewhere(inviting(keeper, ONE), inviting(keeper, ONE))

    assert sorted(type(one).__name__ for one in made) == ["Invitation", "InvitedAlready"]
    assert InvitedAlready in [type(one) for one in made]
    assert Invitation.objects.filter(email=ONE).count() == 1
    assert len(mail.outbox) == 1
