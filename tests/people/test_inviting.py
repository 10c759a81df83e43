"""Inviting: who may, whom, how often, and what the letter says."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.translation.calendars import Calendar
from hamshahr.commons.translation.reader import Digits, Reader, reading_as
from hamshahr.domains.network.models import Invitation
from hamshahr.domains.network.people.inviting import (
    MOST_A_DAY,
    MOST_LETTERS,
    Answered,
    InvitedAlready,
    RoleIsTaken,
    ServesAlready,
    TooManyInvitations,
    resend_invitation,
    withdraw_invitation,
)
from hamshahr.domains.network.people.naming import NotFit
from hamshahr.kernel.audit.models import AuditRecord
from tests.cast import AWA, CLAIRE, FATEMEH, HODA, JONAS, KAVEH, MASHHAD, REZA
from tests.people.conftest import PARISA, link_in, secret_in

pytestmark = pytest.mark.django_db
FOCAL = Role.FOCAL_POINT


def later(invitation, **by):
    """Let time pass for an invitation."""
    passed = timedelta(**by)
    Invitation.objects.filter(pk=invitation.pk).update(
        made_at=invitation.made_at - passed,
        sent_at=invitation.sent_at - passed,
        expires_at=invitation.expires_at - passed,
    )
    invitation.refresh_from_db()


def test_the_secretariat_invites_a_focal_point_in_her_own_language(invited, mailoutbox):
    invited(by=AWA.serving(), role=FOCAL, city=MASHHAD.placed(), language="es", name="")
    (letter,) = mailoutbox

    assert letter.to == [PARISA.email]
    assert letter.extra_headers["Content-Language"] == "es"
    assert "Awa Ndiaye" in letter.body
    assert link_in(letter).startswith("/es/invitation/")


@pytest.mark.parametrize("language", ["fa", "en", "fr", "es", "ar"])
def test_the_letter_runs_in_the_direction_of_its_language_and_fetches_nothing(
    invited, mailoutbox, language
):
    invited(language=language)
    (letter,) = mailoutbox
    html = letter.alternatives[0].content

    assert f'dir="{"rtl" if language in {"fa", "ar"} else "ltr"}"' in html
    assert "<img" not in html
    assert "<script" not in html
    assert link_in(letter).startswith(f"/{language}/")
    assert PARISA.name in letter.body


def test_the_letter_names_the_last_whole_day_in_her_calendar(invited, mailoutbox):
    made = invited(language="fa")
    (letter,) = mailoutbox

    assert made.expires_at - made.made_at == timedelta(days=14)
    assert any(month in letter.body for month in ("آذر", "دی", "بهمن", "اسفند", "فروردین",
        "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان"))  # fmt: skip


def test_the_letter_is_not_in_the_calendar_of_whoever_invites(invited, mailoutbox):
    with reading_as(Reader(calendar=Calendar.SOLAR_HIJRI, digits=Digits.PERSIAN)):
        made = invited(language="en")

    assert str(made.expires_at.year) in mailoutbox[0].body


@pytest.mark.parametrize(
    ("who", "role", "city"),
    [
        (HODA, Role.EXPERT, "shiraz"), (REZA, Role.EXPERT, "shiraz"),
        (KAVEH, Role.FOCAL_POINT, "shiraz"), (CLAIRE, Role.EXPERT, "shiraz"),
        (AWA, Role.EDITOR, None), (CLAIRE, Role.EDITOR, None), (JONAS, Role.EXPERT, "shiraz"),
    ],
)  # fmt: skip
def test_nobody_invites_to_what_is_not_hers_to_give(invited, mailoutbox, who, role, city):
    where = {"city": None} if city is None else {}
    with pytest.raises(PermissionDenied):
        invited(by=who.serving(), role=role, **where)

    assert not mailoutbox
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(("who", "role"), [(JONAS, Role.EDITOR), (FATEMEH, Role.TRANSLATOR)])
def test_the_offices_are_given_by_those_who_answer_for_them(invited, mailoutbox, who, role):
    invited(by=who.serving(), role=role, city=None, language="fr")

    assert len(mailoutbox) == 1


def test_a_city_with_a_focal_point_is_sent_no_second_one(invited, mailoutbox):
    with pytest.raises(RoleIsTaken):
        invited(by=AWA.serving(), role=FOCAL)

    assert not mailoutbox


def test_who_holds_the_role_is_not_invited_to_it(invited):
    HODA.serving()
    with pytest.raises(ServesAlready):
        invited(email=HODA.email.upper())


def test_one_who_has_not_answered_is_not_invited_twice(invited, mailoutbox):
    invited()
    with pytest.raises(InvitedAlready):
        invited(email=f"  {PARISA.email.upper()} ")

    assert len(mailoutbox) == 1


def test_a_day_has_so_many_invitations_by_one_person(invited, mailoutbox):
    for number in range(MOST_A_DAY):
        invited(email=f"clerk{number}@shiraz.example")
    with pytest.raises(TooManyInvitations):
        invited()

    assert len(mailoutbox) == MOST_A_DAY


def test_sending_again_voids_the_former_link_and_begins_the_time_anew(invited, mailoutbox, client):
    made = invited()
    later(made, days=20)
    assert client.get(link_in(mailoutbox[0])).status_code == 410
    resend_invitation(invitation=made, by=made.invited_by)

    assert secret_in(mailoutbox[0]) != secret_in(mailoutbox[1])
    assert client.get(link_in(mailoutbox[1])).status_code == 200
    told = client.get(link_in(mailoutbox[0]).replace("/fa/", "/en/"))
    assert told.status_code == 410
    assert "There is a later letter" in told.text


def test_letters_about_one_invitation_are_few_and_apart(invited, mailoutbox):
    made = invited()
    with pytest.raises(TooManyInvitations):
        resend_invitation(invitation=made, by=made.invited_by)
    for _ in range(MOST_LETTERS - 1):
        later(made, hours=1)
        made = resend_invitation(invitation=made, by=made.invited_by)
    later(made, hours=1)
    with pytest.raises(TooManyInvitations):
        resend_invitation(invitation=made, by=made.invited_by)

    assert len(mailoutbox) == MOST_LETTERS


def test_a_withdrawn_invitation_opens_nothing_and_is_not_sent_again(invited, mailoutbox, client):
    made = invited()
    withdraw_invitation(invitation=made, by=made.invited_by)

    told = client.get(link_in(mailoutbox[0]).replace("/fa/", "/en/"))
    assert told.status_code == 410
    assert "withdrawn" in told.text
    with pytest.raises(Answered):
        resend_invitation(invitation=made, by=made.invited_by)
    invited()  # but she may be invited anew
    assert len(mailoutbox) == 2


@pytest.mark.parametrize("deed", [resend_invitation, withdraw_invitation])
@pytest.mark.parametrize("who", [HODA, REZA, CLAIRE])
def test_the_invitations_of_a_city_are_managed_by_its_keepers(invited, deed, who):
    made = invited()
    later(made, hours=1)
    with pytest.raises(PermissionDenied):
        deed(invitation=made, by=who.serving())

    made.refresh_from_db()
    assert made.state_at(timezone.now()) == Invitation.State.OPEN
    deed(invitation=made, by=KAVEH.serving())


@pytest.mark.parametrize(
    "email",
    [
        "parisa", "parisa@", "@shiraz.example", "a@b@c", "parisa@shiraz", "پریسا@shiraz.example",
        "x@y.example\nBcc: all@z.example", "x@y.example, z@y.example", "a" * 250 + "@x.example",
        "x\0@y.example", "<parisa@shiraz.example>", "x@" + "a." * 130 + "example",
    ],
)  # fmt: skip
def test_what_is_no_address_gets_no_letter(invited, mailoutbox, email):
    with pytest.raises(NotFit):
        invited(email=email)

    assert not mailoutbox
    assert not Invitation.objects.exists()


def test_an_address_in_a_domain_of_another_script_has_one_spelling(invited, mailoutbox):
    invited(email="parisa@شیراز.ایران")
    with pytest.raises(InvitedAlready):
        invited(email="Parisa@xn--mgbtef47e.xn--mgba3a4f16a")

    assert Invitation.objects.get().email == "parisa@شیراز.ایران"


@pytest.mark.parametrize("domain", ["faß.example", "می‌شود.ایران"])
def test_an_address_is_never_led_to_another_domain_that_looks_alike(invited, mailoutbox, domain):
    invited(email=f"parisa@{domain}")

    assert Invitation.objects.get().email == f"parisa@{domain}"


def test_a_name_that_turns_the_text_around_is_kept_without_the_turning(invited, mailoutbox):
    made = invited(name="پری‌سا 🌸\u202emoc.live\u202c\n\x07")

    assert made.name == "پری‌سا 🌸moc.live"
    assert "\u202e" not in mailoutbox[0].body


@pytest.mark.parametrize("name", ["پ" * 1000, "🌸" * 3, "123"])
def test_a_name_that_is_none_is_refused_with_a_reason(invited, mailoutbox, name):
    with pytest.raises(NotFit):
        invited(name=name)

    assert not mailoutbox


def test_the_secret_is_kept_nowhere_and_the_record_holds_no_address(invited, mailoutbox):
    made = invited()
    secret = secret_in(mailoutbox[0])
    kept = AuditRecord.objects.get(deed="network.invite")

    assert len(secret) >= 43, "256 bits"
    assert secret.encode() not in bytes(Invitation.objects.get().digest)
    assert (kept.object_id, kept.body) == (str(made.pk), made.city_id)
    assert secret not in str(kept.details)
    assert "@" not in str(kept.details)
