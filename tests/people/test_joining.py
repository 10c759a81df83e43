"""Whoever has an address of the city works for it: a letter goes there, and nobody learns more."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from hamshahr.commons.accounts.permitting import held_by
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.notifications.models import Notice
from hamshahr.domains.network.models import CityMailDomain, Invitation, Membership
from hamshahr.domains.network.people.joining import MOST_A_DAY, ask_to_join
from hamshahr.domains.network.people.mail_domains import add_mail_domain, remove_mail_domain
from hamshahr.domains.network.people.naming import NotFit
from tests.cast import AWA, HODA, JONAS, MASHHAD, SHIRAZ
from tests.people.conftest import PARISA, PASSWORD, link_in

pytestmark = pytest.mark.django_db
PAGE = "/en/account/join/"


@pytest.fixture
def domain(nasrin):
    """The mail domain of Shiraz, as the secretariat has it."""
    return add_mail_domain(city=SHIRAZ.placed(), domain="Shiraz.example", by=AWA.serving())


def test_who_has_an_address_of_the_city_comes_in_as_an_expert_and_the_keepers_hear(
    client, domain, mailoutbox, nasrin
):
    client.post(PAGE, {"email": "Parisa@Traffic.Shiraz.example"})
    (letter,) = mailoutbox
    assert letter.to == ["parisa@traffic.shiraz.example"]
    client.post(link_in(letter), {"name": PARISA.name, "password": PASSWORD})

    told = Notice.objects.get(person=nasrin, kind="network.invitation_accepted")
    person = Invitation.objects.get(pk=told.about).accepted_by
    assert {one.role for one in held_by(person)} == {Role.EXPERT}
    assert person.appointments.get().mail_domain == "shiraz.example"


@pytest.mark.parametrize(
    "email", [PARISA.email, HODA.email, "nobody@elsewhere.example", "x@notshiraz.example"]
)
def test_the_answer_is_the_same_whatever_was_typed(client, domain, email):
    HODA.serving()
    answer = client.post(PAGE, {"email": email})

    assert (answer.status_code, answer.url) == (302, f"{PAGE}?sent")


def test_addresses_elsewhere_get_no_letter(client, domain, mailoutbox):
    for email in ("nobody@elsewhere.example", "x@notshiraz.example", "x@shiraz.example.org"):
        client.post(PAGE, {"email": email})

    assert not mailoutbox


def test_who_serves_already_is_reminded_by_letter_alone(client, domain, mailoutbox):
    HODA.serving()
    client.post(PAGE, {"email": HODA.email})

    assert "sign-in" in mailoutbox[0].body
    assert not Invitation.objects.exists()


def test_asking_again_at_once_writes_no_second_letter(client, domain, mailoutbox):
    for _ in range(3):
        client.post(PAGE, {"email": PARISA.email})

    assert len(mailoutbox) == 1


def test_a_domain_is_written_to_so_often_a_day(domain, mailoutbox):
    for number in range(MOST_A_DAY + 3):
        ask_to_join(email=f"clerk{number}@shiraz.example", language="fa")

    assert len(mailoutbox) == MOST_A_DAY


def test_many_asks_from_one_network_are_held_back(client, domain, mailoutbox):
    told = [
        client.post(PAGE, {"email": f"c{n}@shiraz.example"}, REMOTE_ADDR="203.0.113.7").status_code
        for n in range(12)
    ]

    assert told.count(429) >= 1
    assert len(mailoutbox) <= 10


@pytest.mark.parametrize(
    "email", ["", "nobody", "x\0@shiraz.example", "a@b.example\nBcc: c@d.example"]
)
def test_what_is_no_address_is_told(client, email):
    assert client.post(PAGE, {"email": email}).status_code == 422


def test_a_domain_that_was_taken_out_vouches_for_nobody_any_more(client, domain, mailoutbox):
    ask_to_join(email=PARISA.email, language="en")
    remove_mail_domain(mail_domain=domain, by=AWA.account())
    answer = client.post(link_in(mailoutbox[0]), {"name": PARISA.name, "password": PASSWORD})

    assert answer.status_code == 409
    assert Invitation.objects.get().accepted_at is None


@pytest.mark.parametrize(
    "typed",
    [
        "gmail.com", "Yahoo.COM", "@gmail.com", "mail.yahoo.com", "gov.ir", "com.br", "ir", "",
        "shiraz", "shiraz .ir", "a@shiraz.ir", "shiraz.ir\n", "x" * 260 + ".ir",
    ],
)  # fmt: skip
def test_a_domain_that_is_not_one_citys_own_is_refused(typed):
    if typed == "shiraz.ir\n":
        assert add_mail_domain(city=SHIRAZ.placed(), domain=typed, by=AWA.serving())
        return
    with pytest.raises(NotFit):
        add_mail_domain(city=SHIRAZ.placed(), domain=typed, by=AWA.serving())


def test_one_domain_belongs_to_one_city(domain):
    with pytest.raises(NotFit):
        add_mail_domain(city=MASHHAD.placed(), domain="SHIRAZ.example", by=AWA.account())


def test_the_focal_point_adds_no_domain(nasrin):
    for who in (nasrin, JONAS.serving()):
        with pytest.raises(PermissionDenied):
            add_mail_domain(city=SHIRAZ.placed(), domain="shiraz.example", by=who)


def test_the_secretariat_keeps_domains_on_a_page(client):
    client.force_login(AWA.serving())
    page = "/en/cities/shiraz/people/domains/"
    assert "Anybody gets an address" in client.post(page, {"domain": "gmail.com"}).text
    assert "shiraz.example" in client.post(page, {"domain": "shiraz.example"}, follow=True).text
    pk = CityMailDomain.objects.get().pk
    assert client.get("/en/cities/shiraz/people/").status_code == 200
    client.post(f"{page}{pk}/remove/")
    assert not CityMailDomain.objects.exists()


@pytest.mark.parametrize("standing", ["suspended", "left"])
def test_nobody_new_comes_in_for_a_city_whose_membership_rests(
    client, invited, mailoutbox, standing
):
    invited()
    ended = {"until": date(2026, 2, 1)} if standing == "left" else {}
    Membership.objects.filter(city=SHIRAZ.placed()).update(
        basis="admitted by the association", standing=standing, since=date(2020, 1, 1), **ended
    )
    link = link_in(mailoutbox[0]).replace("/fa/", "/en/")
    answer = client.post(link, {"name": PARISA.name, "password": PASSWORD})

    assert answer.status_code == 409
    assert "takes nobody in" in answer.text
    assert Invitation.objects.get().accepted_at is None
