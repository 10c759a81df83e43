"""Handing over: everything in one act, with a list, and the successor begins the same day."""

import pytest
from django.core.exceptions import PermissionDenied

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import held_by
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.notifications.models import Notice
from hamshahr.domains.network.appointing import end_appointment
from hamshahr.domains.network.models import HandOver, Invitation
from hamshahr.domains.network.people.handing_over import (
    CannotSucceed,
    NoFocalPoint,
    hand_over,
    kept_by,
)
from hamshahr.kernel.audit.models import AuditRecord
from tests.cast import AWA, CLAIRE, HODA, KAVEH, LEILA, MATEO, NASRIN, REZA, SHIRAZ
from tests.people.conftest import PARISA, PASSWORD, link_in

pytestmark = pytest.mark.django_db
PAGE = "/en/cities/shiraz/people/hand-over/"


def roles(who):
    return {one.role for one in held_by(who.account() if not isinstance(who, User) else who)}


@pytest.fixture
def to_hoda(nasrin):
    """Return a way in which Nasrin hands Shiraz over to Hoda."""
    HODA.serving()

    def do(**said):
        given = {
            "city": SHIRAZ.placed(), "predecessor": nasrin, "successor": HODA.account(),
            "predecessor_stays": False, "by": nasrin,
        }  # fmt: skip
        return hand_over(**given | said)

    return do


def test_the_successor_is_focal_point_from_this_moment_and_no_day_is_without_one(to_hoda):
    to_hoda()

    assert Role.FOCAL_POINT in roles(HODA)
    assert roles(NASRIN) == set()
    begins = HODA.account().appointments.get(role=Role.FOCAL_POINT).starts
    assert NASRIN.account().appointments.get().ends == begins


def test_she_may_stay_as_an_expert(to_hoda):
    to_hoda(predecessor_stays=True)

    assert roles(NASRIN) == {Role.EXPERT}


def test_a_deputy_who_succeeds_is_deputy_no_more(nasrin):
    kaveh = KAVEH.serving()
    hand_over(
        city=SHIRAZ.placed(),
        predecessor=nasrin,
        successor=kaveh,
        predecessor_stays=False,
        by=nasrin,
    )

    assert roles(KAVEH) == {Role.FOCAL_POINT}


def test_letters_on_their_way_stay_good_and_the_successor_vouches(
    to_hoda, invited, mailoutbox, client
):
    made = invited()
    done = to_hoda()

    assert [one.object_id for one in done.things.filter(object_type="invitation")] == [str(made.pk)]
    client.post(link_in(mailoutbox[0]), {"name": PARISA.name, "password": PASSWORD})
    assert PARISA.account().appointments.get().vouched_by == HODA.account()


def test_what_was_announced_is_what_changed_hands(to_hoda, invited, nasrin):
    invited()
    announced = {kept.object_type: list(kept.ids) for kept in kept_by(nasrin, SHIRAZ.placed().pk)}
    done = to_hoda()
    changed = {}
    for thing in done.things.all():
        changed.setdefault(thing.object_type, []).append(thing.object_id)

    assert changed == announced
    assert kept_by(nasrin, SHIRAZ.placed().pk) == []


def test_both_and_the_secretariat_are_told_and_the_record_knows(to_hoda):
    awa = AWA.serving()
    to_hoda()
    told = Notice.objects.filter(kind="network.handed_over").values_list("person", flat=True)

    assert set(told) == {HODA.account().pk, awa.pk}
    kept = AuditRecord.objects.get(deed="network.hand_over")
    assert kept.details["successor"] == str(HODA.account().pk)


def test_she_can_hand_back_on_the_same_day(to_hoda, nasrin):
    to_hoda(predecessor_stays=True)
    hoda = HODA.account()
    hand_over(
        city=SHIRAZ.placed(), predecessor=hoda, successor=nasrin, predecessor_stays=True, by=hoda
    )

    assert Role.FOCAL_POINT in roles(NASRIN)
    assert roles(HODA) == {Role.EXPERT}


@pytest.mark.parametrize("who", [REZA, MATEO, AWA, NASRIN])
def test_who_does_not_serve_the_city_or_is_herself_does_not_succeed(to_hoda, who):
    with pytest.raises(CannotSucceed):
        to_hoda(successor=who.serving())

    assert roles(NASRIN) == {Role.FOCAL_POINT}


def test_a_closed_account_does_not_succeed(to_hoda):
    User.objects.filter(email=HODA.email).update(is_active=False)
    with pytest.raises(CannotSucceed):
        to_hoda()


@pytest.mark.parametrize("who", [HODA, KAVEH, LEILA, REZA, CLAIRE])
def test_nobody_takes_over_by_herself(to_hoda, who):
    with pytest.raises(PermissionDenied):
        to_hoda(by=who.serving())

    assert roles(NASRIN) == {Role.FOCAL_POINT}


def test_the_secretariat_hands_over_for_who_is_gone(to_hoda):
    to_hoda(by=AWA.serving())

    assert Role.FOCAL_POINT in roles(HODA)


def test_the_second_of_two_hand_overs_finds_another_focal_point(to_hoda):
    KAVEH.serving()
    to_hoda()
    with pytest.raises(NoFocalPoint):
        to_hoda(successor=KAVEH.account(), by=AWA.serving())

    assert roles(KAVEH) == {Role.DEPUTY_FOCAL_POINT}
    assert HandOver.objects.count() == 1


def test_the_page_shows_what_passes_and_then_what_passed(client, nasrin, invited):
    HODA.serving()
    invited()
    client.force_login(nasrin)
    page = client.get(PAGE).text
    assert PARISA.name in page
    assert HODA.name in page
    answer = client.post(PAGE, {"to": str(HODA.account().pk), "stays": "no"}, follow=True)

    assert "What changed hands" in answer.text
    assert PARISA.name in answer.text
    for reader in (HODA.account(), nasrin, AWA.serving()):
        client.force_login(reader)
        assert client.get(answer.request["PATH_INFO"]).status_code == 200
    client.force_login(REZA.serving())
    assert client.get(answer.request["PATH_INFO"]).status_code == 404


@pytest.mark.parametrize("said", [{}, {"to": "x", "stays": "no"}, {"to": "", "stays": "maybe"}])
def test_a_form_that_names_nobody_is_told_so(client, nasrin, said):
    HODA.serving()
    client.force_login(nasrin)

    assert client.post(PAGE, said).status_code == 422
    assert roles(NASRIN) == {Role.FOCAL_POINT}


def test_where_nobody_can_take_over_the_page_leads_to_inviting_somebody(client, nasrin):
    client.force_login(nasrin)
    assert f'href="{PAGE}invite/"' in client.get(PAGE).text

    client.force_login(AWA.serving())
    assert 'href="/en/cities/shiraz/people/invite/"' in client.get(PAGE).text
    end_appointment(appointment=nasrin.appointments.get(), by=AWA.account())
    without = client.get(PAGE).text
    assert "no focal point" in without
    assert 'href="/en/cities/shiraz/people/invite/"' in without


def test_somebody_new_takes_over_by_accepting(client, nasrin, invited, mailoutbox):
    waiting = invited(email="shirin@shiraz.example", name="شیرین")
    client.force_login(nasrin)
    client.post(
        f"{PAGE}invite/", {"email": PARISA.email, "name": "", "language": "fa", "stays": "yes"}
    )
    assert roles(NASRIN) == {Role.FOCAL_POINT}, "until it is accepted"
    client.logout()
    client.post(link_in(mailoutbox[1]), {"name": PARISA.name, "password": PASSWORD})

    assert roles(PARISA) == {Role.FOCAL_POINT}
    assert roles(NASRIN) == {Role.EXPERT}
    waiting.refresh_from_db()
    assert waiting.invited_by == PARISA.account()
    assert HandOver.objects.get().successor == PARISA.account()


def test_a_successor_invited_by_one_who_has_gone_takes_nothing_over(
    client, nasrin, invited, mailoutbox
):
    invited(role=Role.FOCAL_POINT, as_successor=True)
    end_appointment(appointment=nasrin.appointments.get(), by=AWA.serving())
    answer = client.post(link_in(mailoutbox[0]), {"name": PARISA.name, "password": PASSWORD})

    assert answer.status_code == 409
    assert not User.objects.filter(email=PARISA.email).exists()
    assert Invitation.objects.get().accepted_at is None


@pytest.mark.parametrize("who", [HODA, KAVEH, REZA])
def test_only_the_focal_point_promises_a_successor_what_she_keeps(invited, who):
    with pytest.raises(PermissionDenied):
        invited(by=who.serving(), role=Role.FOCAL_POINT, as_successor=True)
