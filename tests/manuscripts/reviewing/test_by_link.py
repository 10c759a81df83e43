"""A deputy mayor without an account approves her city's case: one link, one address, one text."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from hamshahr.domains.manuscripts.models import Approval
from hamshahr.domains.manuscripts.reviewing.by_link.answering import (
    CODES_AN_HOUR,
    TRIES,
    Answer,
    NotValid,
    TooManyCodes,
    WrongCode,
    answer,
    send_code,
)
from hamshahr.domains.manuscripts.reviewing.by_link.asking import (
    Asked,
    AskedAlready,
    NotOfTheCity,
    OwnAddress,
    ask_by_link,
    withdraw_link,
)
from hamshahr.domains.manuscripts.reviewing.by_link.erasing import erase_old_approvals
from hamshahr.domains.manuscripts.reviewing.deciding import RefusedByLink
from hamshahr.domains.manuscripts.reviewing.states import NotNow
from hamshahr.domains.network.people.mail_domains import add_mail_domain
from hamshahr.kernel.audit.models import AuditRecord
from tests.cast import AWA, MEDELLIN, NASRIN
from tests.manuscripts.reviewing.conftest import hand_in, picture_of, publish_it, write

pytestmark = pytest.mark.django_db

PILAR = "pilar@medellin.example"


@pytest.fixture
def city(mateo):
    add_mail_domain(city=MEDELLIN.placed(), domain="medellin.example", by=AWA.serving())
    return MEDELLIN.placed()


@pytest.fixture
def ask(submitted, mateo, city):
    """Return a way to ask Pilar, deputy mayor for mobility; it returns the secret of the link."""

    def asking(*, by=mateo, **said):
        given = {
            "email": PILAR, "name": "Pilar Gómez", "function": "Vicealcaldesa de Movilidad",
            "language": "es",
        } | said  # fmt: skip
        ask_by_link(manuscript=submitted, asked=Asked(**given), by=by)
        return secret_in(mail.outbox[-1])

    return asking


def secret_in(letter):
    return re.search(r"/approve/([^/\s]+)/", letter.body).group(1)


def code_in(letter):
    return re.search(r"^\s*(\d{6})\s*$", letter.body, re.MULTILINE).group(1)


def asks_for_code(secret):
    send_code(secret=secret)
    return code_in(mail.outbox[-1])


def page(client, secret, part="", language="en"):
    return f"/{language}/approve/{secret}/{part}"


def test_she_reads_the_text_and_approves_it_with_a_code(client, ask, submitted, claire):
    secret = ask()
    assert mail.outbox[-1].to == [PILAR]
    shown = client.get(page(client, secret))
    assert "Con lluvia nadie bajaba" in shown.content.decode()
    assert "Send me the code" in shown.content.decode()

    sent = client.post(page(client, secret, "code/"), follow=True)
    assert mail.outbox[-1].to == [PILAR]
    assert sent.redirect_chain[0][0].endswith("#answer")
    assert "A code went to the address that got the link" in sent.text
    said = {"approves": "yes", "code": code_in(mail.outbox[-1])}
    client.post(page(client, secret, "answer/"), said)

    kept = Approval.objects.get()
    assert kept.approves
    assert AuditRecord.objects.get(deed="manuscripts.approve_by_link").object_id == str(kept.pk)
    assert "Your approval is kept" in client.get(page(client, secret)).content.decode()
    client.force_login(claire)
    review = client.get(f"/en/review/{submitted.pk}/").content.decode()
    assert "Approved by link" in review
    assert "Pilar Gómez" in review
    assert "Vicealcaldesa de Movilidad" in review


def test_a_text_that_she_does_not_approve_is_not_published(ask, in_review, claire, mateo):
    secret = ask()
    answer(secret=secret, code=asks_for_code(secret), said=Answer(False, "Falta el costo."))

    with pytest.raises(RefusedByLink):
        publish_it(in_review, by=claire)
    write(in_review, "cost", "Dos millones.", by=mateo)
    assert publish_it(in_review, by=claire).number == 1


def test_who_does_not_approve_says_why(client, ask):
    secret = ask()
    said = {"approves": "no", "code": asks_for_code(secret), "reason": " "}

    assert client.post(page(client, secret, "answer/"), said).status_code == 422
    assert Approval.objects.get().answered_at is None


def test_why_not_turns_nothing_around_on_the_pages_of_others(ask):
    secret = ask()
    answer(secret=secret, code=asks_for_code(secret), said=Answer(False, "\u202eFalta\u2067 algo."))

    assert Approval.objects.get().reason == "Falta algo."


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_whatever_follows_links_changes_nothing(client, ask, method):
    secret = ask()
    before = Approval.objects.values().get()
    letters = len(mail.outbox)
    for part in ("", "code/", "answer/"):
        getattr(client, method)(page(client, secret, part))

    assert Approval.objects.values().get() == before
    assert len(mail.outbox) == letters


def test_the_page_is_kept_by_nobody_and_tells_its_address_to_nobody(client, ask):
    shown = client.get(page(client, ask()))

    assert "no-store" in shown["Cache-Control"]
    assert shown["Referrer-Policy"] == "strict-origin"
    assert '<meta name="robots" content="noindex">' in shown.content.decode()


def test_secret_and_code_are_kept_nowhere(ask):
    secret = ask()
    code = asks_for_code(secret)
    kept = Approval.objects.get()

    assert secret not in str(Approval.objects.values().get())
    assert code.encode() not in bytes(kept.code_digest)
    assert len(kept.code_digest) == 32
    assert secret not in str(list(AuditRecord.objects.values()))


def test_who_agreed_to_be_shown_is_not_told_on_the_page_of_a_link(client, ask, submitted, mateo):
    write(submitted, "pictures", ["p2d8n5ty"], by=mateo)
    for key, value in {
        "alt": "Vecinas en la escalera", "shows_people": True,
        "consent": "Firmaron las tres en 2019.",
        "file": str(picture_of(submitted.city, by=mateo).pk),
    }.items():  # fmt: skip
        write(submitted, f"pictures.p2d8n5ty.{key}", value, by=mateo)
    hand_in(submitted, by=mateo)

    shown = client.get(page(client, ask())).content.decode()
    assert "Vecinas en la escalera" in shown
    assert "Firmaron" not in shown


@pytest.mark.parametrize("secret", ["a-guess", "x" * 300, "سراب"])
def test_a_guess_opens_nothing(client, secret):
    assert client.get(page(client, secret)).status_code == 410
    for part in ("code/", "answer/"):
        said = {"approves": "yes", "code": "123456"}
        assert client.post(page(client, secret, part), said).status_code == 410


def test_a_code_is_good_for_five_tries(ask):
    secret = ask()
    code = asks_for_code(secret)
    wrong = "000000" if code != "000000" else "111111"
    for left in reversed(range(TRIES)):
        with pytest.raises(WrongCode) as refused:
            answer(secret=secret, code=wrong, said=Answer(True))
        assert refused.value.left == left

    with pytest.raises(WrongCode):
        answer(secret=secret, code=code, said=Answer(True))
    assert Approval.objects.get().approves is None


def test_a_code_is_good_for_ten_minutes(ask):
    secret = ask()
    code = asks_for_code(secret)
    Approval.objects.update(code_expires_at=timezone.now() - timedelta(seconds=1))

    with pytest.raises(WrongCode):
        answer(secret=secret, code=code, said=Answer(True))


def test_no_code_is_right_before_one_was_sent(ask):
    with pytest.raises(WrongCode):
        answer(secret=ask(), code="", said=Answer(True))


def test_the_code_of_an_earlier_letter_is_void(ask):
    secret = ask()
    first, second = asks_for_code(secret), asks_for_code(secret)
    if first == second:  # once in a million
        second = asks_for_code(secret)

    with pytest.raises(WrongCode):
        answer(secret=secret, code=first, said=Answer(True))
    assert answer(secret=secret, code=second, said=Answer(True)).approves


def test_a_code_is_read_in_any_digits(ask):
    secret = ask(language="fa")
    send_code(secret=secret)
    persian = re.search(r"^\s*([۰-۹]{6})\s*$", mail.outbox[-1].body, re.MULTILINE).group(1)

    assert answer(secret=secret, code=persian, said=Answer(True)).approves


def test_codes_are_sent_three_times_an_hour(client, ask):
    secret = ask()
    for _turn in range(CODES_AN_HOUR):
        send_code(secret=secret)

    with pytest.raises(TooManyCodes):
        send_code(secret=secret)
    assert client.post(page(client, secret, "code/")).status_code == 429


def test_a_link_answers_once(client, ask):
    secret = ask()
    code = asks_for_code(secret)
    answer(secret=secret, code=code, said=Answer(True))

    with pytest.raises(NotValid):
        answer(secret=secret, code=code, said=Answer(False, "No."))
    with pytest.raises(NotValid):
        send_code(secret=secret)
    assert Approval.objects.get().approves


def test_a_link_is_good_for_fourteen_days(client, ask):
    secret = ask()
    code = asks_for_code(secret)
    assert Approval.objects.get().expires_at - timezone.now() < timedelta(days=14)
    Approval.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    with pytest.raises(NotValid):
        answer(secret=secret, code=code, said=Answer(True))
    shown = client.get(page(client, secret))
    assert shown.status_code == 410
    assert "Con lluvia" not in shown.content.decode()
    assert ask() != secret  # and another may be sent


def test_a_link_that_was_taken_back_shows_nothing(client, ask, mateo):
    secret = ask()
    withdraw_link(approval=Approval.objects.get(), by=mateo)

    shown = client.get(page(client, secret))
    assert shown.status_code == 410
    assert "Escaleras" not in shown.content.decode()
    with pytest.raises(NotNow):
        withdraw_link(approval=Approval.objects.get(), by=mateo)


def test_another_text_needs_another_link(ask, submitted, mateo):
    secret = ask()
    code = asks_for_code(secret)
    write(submitted, "went_wrong", "El techo goteaba.", by=mateo)
    hand_in(submitted, by=mateo)

    with pytest.raises(NotValid):
        answer(secret=secret, code=code, said=Answer(True))


def test_no_link_is_answered_after_the_verdict(ask, in_review, claire):
    secret = ask()
    code = asks_for_code(secret)
    publish_it(in_review, by=claire)

    with pytest.raises(NotValid):
        answer(secret=secret, code=code, said=Answer(True))


def test_an_answer_belongs_to_its_own_link(ask):
    first = ask()
    second = ask(email="raul@medellin.example", name="Raúl Mejía")
    code = asks_for_code(first)
    send_code(secret=second)
    if code_in(mail.outbox[-1]) == code:  # once in a million
        send_code(secret=second)

    with pytest.raises(WrongCode):
        answer(secret=second, code=code, said=Answer(True))


def test_only_who_submits_asks_and_takes_back(ask, claire):
    for person in (NASRIN.serving(), AWA.serving(), claire):
        with pytest.raises(PermissionDenied):
            ask(by=person)
    ask()
    with pytest.raises(PermissionDenied):
        withdraw_link(approval=Approval.objects.get(), by=claire)


def test_nobody_approves_her_own_submission_by_link(ask, mateo):
    with pytest.raises(OwnAddress):
        ask(email=mateo.email.upper())


def test_an_address_elsewhere_is_asked_only_knowingly_and_the_editor_sees_it(
    client, ask, in_review, claire
):
    with pytest.raises(NotOfTheCity):
        ask(email="pilar@elsewhere.example")

    ask(email="pilar@elsewhere.example", although_elsewhere=True)
    client.force_login(claire)
    shown = client.get(f"/en/review/{in_review.pk}/").content.decode()
    assert "the address is not of a mail domain of the city" in shown


def test_one_address_is_asked_once_at_a_time(ask):
    ask()
    with pytest.raises(AskedAlready):
        ask()


def test_the_host_of_a_request_does_not_get_into_the_letter(client, submitted, mateo, city):
    client.force_login(mateo)
    client.post(
        f"/en/write/{submitted.pk}/by-link/",
        {"name": "Pilar", "function": "Vicealcaldesa", "email": PILAR, "language": "es"},
        headers={"host": "evil.example"},
    )

    assert all("evil.example" not in letter.body for letter in mail.outbox)


def test_addresses_go_after_ninety_days_and_who_approved_stays_in_the_record(ask):
    secret = ask()
    answer(secret=secret, code=asks_for_code(secret), said=Answer(True))
    ask(email="raul@medellin.example", name="Raúl Mejía")
    long_ago = timezone.now() - timedelta(days=91)
    Approval.objects.filter(answered_at__isnull=False).update(answered_at=long_ago)
    Approval.objects.filter(answered_at=None).update(expires_at=long_ago)

    erase_old_approvals()
    assert set(Approval.objects.values_list("email", "name")) == {("", "Pilar Gómez"), ("", "")}
