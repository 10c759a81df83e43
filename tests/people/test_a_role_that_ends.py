"""A role that ends while its holder works, and invitations that nobody answers."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from hamshahr.commons.notifications.models import Notice
from hamshahr.domains.network.admitting import admit_member, change_standing
from hamshahr.domains.network.appointing import end_appointment
from hamshahr.domains.network.models import Invitation, Membership
from hamshahr.domains.network.people.erasing import KEPT_FOR, erase_old_invitations
from hamshahr.domains.network.people.expiring import tell_of_expired_invitations
from hamshahr.kernel.today import today
from tests.cast import AWA, REZA, SHIRAZ
from tests.people.conftest import PARISA, PASSWORD, link_in
from tests.people.test_inviting import later

pytestmark = pytest.mark.django_db
PAGE = "/en/cities/shiraz/people/invite/"
TYPED = "رئیس ادارهٔ چراغ‌های راهنمایی"


def test_her_next_form_is_refused_clearly_and_her_text_is_shown_to_her(client, nasrin, mailoutbox):
    client.force_login(nasrin)
    assert client.get(PAGE).status_code == 200
    end_appointment(appointment=nasrin.appointments.get(), by=AWA.serving())
    answer = client.post(
        PAGE, {"function": TYPED, "email": PARISA.email, "role": "expert", "password": "p" * 20}
    )

    assert answer.status_code == 404
    assert TYPED in answer.text
    assert "focal point" in answer.text
    assert "ended on" in answer.text
    assert "p" * 20 not in answer.text
    assert not Invitation.objects.exists()
    assert not mailoutbox


def test_while_a_city_is_suspended_its_roles_say_that_they_rest_and_lead_nowhere(client, nasrin):
    awa = AWA.serving()
    member = admit_member(city=SHIRAZ.placed(), since=today(), by=awa)
    client.force_login(nasrin)
    before = client.get("/en/me/appointments/").text
    change_standing(
        membership=member, standing=Membership.Standing.SUSPENDED, from_day=today(), reason="",
        by=awa,
    )  # fmt: skip
    after = client.get("/en/me/appointments/").text

    assert "It rests" not in before
    assert "It rests" in after
    for path in ("keep/", "people/", "people/hand-over/"):
        assert f'href="/en/cities/shiraz/{path}"' in before
        assert f'href="/en/cities/shiraz/{path}"' not in after
        assert client.get(f"/en/cities/shiraz/{path}").status_code == 404


def test_what_is_not_hers_and_what_is_not_there_are_told_alike(client):
    client.force_login(REZA.serving())
    given = {"function": TYPED}
    pages = [
        re.sub('name="csrfmiddlewaretoken" value="[^"]+"', "", client.post(path, given).text)
        for path in (PAGE, PAGE.replace("shiraz", "a-city-that-is-not-there"))
    ]

    assert pages[0].replace("/shiraz/", "") == pages[1].replace("/a-city-that-is-not-there/", "")


def test_a_text_with_markup_is_shown_as_text(client):
    client.force_login(REZA.serving())

    assert "<script>alert" not in client.post(PAGE, {"function": "<script>alert(1)</script>"}).text


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.post(PAGE, {"function": TYPED}).status_code == 401


def test_whoever_invited_is_told_once_that_nobody_answered(invited, nasrin):
    later(invited(), days=15)
    assert [tell_of_expired_invitations() for _ in range(2)] == [1, 0]

    assert Notice.objects.filter(person=nasrin, kind="network.invitation_expired").count() == 1


def test_old_invitations_say_nothing_of_people_any_more(client, invited, mailoutbox):
    answered = invited()
    client.post(link_in(mailoutbox[0]), {"name": PARISA.name, "password": PASSWORD})
    waiting = invited(email="shirin@shiraz.example")
    past = timezone.now() - KEPT_FOR - timedelta(days=1)
    Invitation.objects.filter(pk=answered.pk).update(accepted_at=past)
    assert erase_old_invitations() == 1
    answered.refresh_from_db()
    waiting.refresh_from_db()

    assert (answered.email, answered.name) == ("", "")
    assert answered.accepted_by is not None
    assert waiting.email
    later(waiting, days=KEPT_FOR.days + 15)
    assert erase_old_invitations() == 1
    invited(email="shirin@shiraz.example")  # may be invited anew
