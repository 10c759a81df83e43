"""The page of a city's people: who sees it, and what its keepers do there."""

import pytest

from hamshahr.commons.accounts.permitting import held_by
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.notifications.addresses import bounced
from hamshahr.commons.notifications.models import Notice
from hamshahr.domains.network.appointing import LastAdministrator, end_appointment
from hamshahr.domains.network.models import Appointment, Invitation
from hamshahr.domains.network.people.queries import shown_people
from tests.cast import (
    AWA,
    FATEMEH,
    HODA,
    JONAS,
    KAVEH,
    MASHHAD,
    MATEO,
    MEDELLIN,
    NASRIN,
    REZA,
    SHIRAZ,
)
from tests.people.conftest import PARISA, link_in
from tests.people.test_inviting import later

pytestmark = pytest.mark.django_db
PAGE = "/en/cities/shiraz/people/"


@pytest.fixture
def keeper(client, nasrin):
    """A browser in which Nasrin is signed in."""
    client.force_login(nasrin)
    return client


def typed(**said):
    return {
        "email": PARISA.email, "name": PARISA.name, "role": "expert",
        "function": "رئیس چراغ‌های راهنمایی", "language": "fa",
    } | said  # fmt: skip


def held(who, role=None) -> Appointment:
    return who.account().appointments.get(**({"role": role} if role else {}))


def test_the_focal_point_invites_a_colleague_and_sees_who_has_answered(keeper, client, mailoutbox):
    answer = keeper.post(f"{PAGE}invite/", typed(), follow=True)

    assert "on its way" in answer.text
    assert PARISA.email in answer.text
    assert "good until" in answer.text
    later(Invitation.objects.get(), days=15)
    assert "ran out unanswered" in keeper.get(PAGE).text
    client.logout()
    assert client.get(link_in(mailoutbox[0])).status_code == 410


def test_whoever_invited_sees_that_the_letter_came_back_and_a_colleague_does_not(keeper, invited):
    invited()
    bounced(PARISA.email, code=550, status="5.1.1", said="550 5.1.1 no such mailbox")
    told_to_her = keeper.get(PAGE).text
    keeper.force_login(HODA.serving())

    assert "The letter came back" in told_to_her
    assert "The letter came back" not in keeper.get(PAGE).text


def test_the_form_begins_with_the_missing_role_and_the_language_of_the_city(client):
    MEDELLIN.placed()
    client.force_login(AWA.serving())
    form = client.get("/fa/cities/medellin/people/invite/").context["form"]
    MATEO.serving()
    later_form = client.get("/fa/cities/medellin/people/invite/").context["form"]

    assert form.initial == {"role": Role.FOCAL_POINT, "language": "es"}
    assert later_form.initial["role"] == Role.EXPERT


def test_a_colleague_sees_who_serves_and_no_address_of_who_is_invited(client, invited):
    invited()
    client.force_login(HODA.serving())
    page = client.get(PAGE).text

    for told in (NASRIN.name, HODA.name, PARISA.name):
        assert told in page
    assert PARISA.email not in page
    assert "invite/" not in page


@pytest.mark.parametrize(
    "said",
    [
        {"email": "nobody"}, {"email": "a@b.example\nBcc: c@d.example"}, {"name": "پ" * 1000},
        {"role": "focal_point"}, {"role": "administrator"}, {"role": "nonsense"},
        {"language": "xx"}, {"function": "f" * 121}, {"email": ""}, {"name": "\0"},
    ],
)  # fmt: skip
def test_what_will_not_do_is_told_and_what_was_typed_is_kept(keeper, mailoutbox, said):
    answer = keeper.post(f"{PAGE}invite/", typed(**said))

    assert answer.status_code == 422
    assert 'class="error-summary"' in answer.text
    assert "رئیس چراغ‌های راهنمایی" in answer.text or "function" in said
    assert not mailoutbox


def test_somebody_invited_already_is_told_so(keeper, invited, mailoutbox):
    invited()
    answer = keeper.post(f"{PAGE}invite/", typed())

    assert answer.status_code == 409
    assert "invited to this role already" in answer.text
    assert len(mailoutbox) == 1


def test_an_invitation_is_sent_again_and_withdrawn_from_the_page(keeper, invited, mailoutbox):
    made = invited()
    assert "Not sent" in keeper.post(f"{PAGE}invitations/{made.pk}/resend/", follow=True).text
    later(made, hours=1)
    assert "void" in keeper.post(f"{PAGE}invitations/{made.pk}/resend/", follow=True).text
    assert len(mailoutbox) == 2
    answer = keeper.post(f"{PAGE}invitations/{made.pk}/withdraw/", follow=True)
    assert "withdrawn" in answer.text
    assert PARISA.email not in answer.text


def test_the_invitations_of_another_city_are_not_there(keeper, invited):
    made = invited(by=REZA.serving(), city=MASHHAD.placed())

    assert keeper.post(f"{PAGE}invitations/{made.pk}/withdraw/").status_code == 404
    assert (
        keeper.post(f"/en/cities/mashhad/people/invitations/{made.pk}/withdraw/").status_code == 404
    )


def test_an_appointment_is_ended_at_once_and_its_person_told(keeper, client):
    hoda = HODA.serving()
    page = f"{PAGE}{held(HODA).pk}/end/"
    assert HODA.name in keeper.get(page).text
    assert held_by(hoda)
    keeper.post(page)

    assert not held_by(hoda)
    assert Notice.objects.filter(person=hoda, kind="network.appointment_ended").count() == 1
    assert HODA.name in keeper.get(f"{PAGE}?former").text
    client.force_login(hoda)
    assert client.get(PAGE).status_code == 404


def test_the_deputy_does_not_end_the_focal_point(client):
    NASRIN.serving()
    client.force_login(KAVEH.serving())

    assert client.post(f"{PAGE}{held(NASRIN).pk}/end/").status_code == 404
    assert held_by(NASRIN.account())


def test_a_colleague_is_named_deputy_and_told(keeper):
    hoda = HODA.serving()
    keeper.post(f"{PAGE}{held(HODA).pk}/deputy/")

    assert {one.role for one in held_by(hoda)} == {Role.EXPERT, Role.DEPUTY_FOCAL_POINT}
    assert Notice.objects.filter(person=hoda, kind="network.appointed").exists()
    again = keeper.post(f"{PAGE}{held(HODA, Role.EXPERT).pk}/deputy/", follow=True)
    assert "deputy already" in again.text


def test_somebody_of_another_city_is_not_named_deputy(keeper):
    reza = REZA.serving()

    assert keeper.post(f"{PAGE}{held(REZA).pk}/deputy/").status_code == 404
    assert {one.role for one in held_by(reza)} == {Role.FOCAL_POINT}


def test_a_function_is_worded_by_her_and_by_the_keepers(keeper, client):
    HODA.serving()
    keeper.post(f"{PAGE}{held(HODA).pk}/function/", {"function": "کارشناس\u202e چراغ‌ها"})
    assert held(HODA).function == "کارشناس چراغ‌ها"
    assert (
        keeper.post(f"{PAGE}{held(HODA).pk}/function/", {"function": "f" * 121}).status_code == 422
    )
    client.force_login(HODA.account())
    client.post(f"/en/me/appointments/{held(HODA).pk}/function/", {"function": "مهندس"})
    assert held(HODA).function == "مهندس"
    client.post(f"/en/me/appointments/{held(NASRIN).pk}/function/", {"function": "x"})
    assert held(NASRIN).function == ""


def test_nobody_is_named_in_public_who_did_not_agree(client):
    hoda, city = HODA.serving(), SHIRAZ.placed()
    assert shown_people(city) == []
    client.force_login(hoda)
    page = f"/en/me/appointments/{held(HODA).pk}/shown/"
    client.post(page, {"shown": "yes"})
    assert [one.name for one in shown_people(city)] == [HODA.name]
    client.post(page, {"shown": "no"})
    assert shown_people(city) == []


def test_nobody_agrees_for_somebody_else(keeper):
    HODA.serving()
    keeper.post(f"/en/me/appointments/{held(HODA).pk}/shown/", {"shown": "yes"})

    assert not held(HODA).is_shown


def test_who_leaves_is_named_in_public_no_more(client):
    hoda, city = HODA.serving(), SHIRAZ.placed()
    Appointment.objects.filter(person=hoda).update(is_shown=True)
    client.force_login(hoda)
    answer = client.post(f"/en/me/appointments/{held(HODA).pk}/leave/", follow=True)

    assert "left the role" in answer.text
    assert shown_people(city) == []
    assert not held_by(hoda)


def test_a_city_that_loses_its_focal_point_reaches_the_secretariat(client, nasrin):
    awa = AWA.serving()
    client.force_login(nasrin)
    page = f"/en/me/appointments/{held(NASRIN).pk}/leave/"
    assert "Hand over first" in client.get(page).text
    client.post(page)

    assert Notice.objects.filter(person=awa, kind="network.no_focal_point").count() == 1


def test_the_last_administrator_cannot_leave_and_is_told_what_to_do(client):
    jonas = JONAS.serving()
    client.force_login(jonas)
    for page in (
        f"/en/me/appointments/{held(JONAS).pk}/leave/",
        f"/en/desk/offices/{held(JONAS).pk}/end/",
    ):
        answer = client.post(page)
        assert answer.status_code == 409
        assert "Invite another administrator" in answer.text
    assert held_by(jonas)
    with pytest.raises(LastAdministrator):
        end_appointment(appointment=held(JONAS), by=FATEMEH.serving())


def test_the_offices_are_kept_at_the_desk(client, mailoutbox):
    client.force_login(JONAS.serving())
    answer = client.post(
        "/en/desk/offices/invite/",
        {"email": PARISA.email, "name": "", "role": "editor", "language": "fr"},
        follow=True,
    )

    assert PARISA.email in answer.text
    assert link_in(mailoutbox[0]).startswith("/fr/")


def test_who_invited_hears_of_the_answer(client, invited, mailoutbox, nasrin):
    made = invited()
    client.post(f"/en/invitation/{link_in(mailoutbox[0]).split('/')[3]}/decline/", {"reason": ""})

    told = Notice.objects.get(person=nasrin, kind="network.invitation_declined")
    assert told.about == str(made.pk)


def test_a_page_of_people_asks_no_more_for_more_of_them(
    keeper, invited, django_assert_max_num_queries
):
    HODA.serving()
    keeper.get(PAGE)  # what is remembered for all pages
    for number in range(12):
        invited(email=f"clerk{number}@shiraz.example")
    with django_assert_max_num_queries(24):
        keeper.get(PAGE)
