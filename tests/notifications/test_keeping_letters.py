"""Letters are kept with the deed that writes them, and arrive at a real mail server once."""

from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest
from django.core.mail import EmailMessage, send_mail
from django.core.mail.message import BadHeaderError
from django.db import transaction
from django.utils import timezone

from hamshahr.commons.notifications import addresses
from hamshahr.commons.notifications.delivering import GIVE_UP_AFTER, LEASE, deliver_due
from hamshahr.commons.notifications.models import OutgoingLetter
from hamshahr.kernel.instance.beginning import forget
from hamshahr.kernel.instance.models import Place
from tests.cast import AWA, LEILA, MATEO

pytestmark = pytest.mark.django_db

State = OutgoingLetter.State


def write(to=MATEO.email, subject="A call", body="Could you tell us more?"):
    send_mail(subject, body, None, [to])
    return OutgoingLetter.objects.latest("created_at")


def later(letter, **how):
    """Let the letter's next try be due."""
    OutgoingLetter.objects.filter(pk=letter.pk).update(next_try_at=timezone.now(), **how)


def test_a_letter_arrives_as_it_was_written(office):
    write(subject="یک پرسش", body="سلام، چراغ‌ها چه شدند؟")

    assert deliver_due() == 1
    (received,) = office.received
    assert received.to == [MATEO.email]
    assert received.letter["Subject"] == "یک پرسش"
    assert received.text.strip() == "سلام، چراغ‌ها چه شدند؟"


def test_every_byte_on_the_way_is_ascii_for_the_oldest_server(office):
    write(subject="یک پرسش", body="سلام، چراغ‌ها چه شدند؟\n" * 200)
    deliver_due()

    assert office.received[0].raw.isascii()
    assert max(map(len, office.received[0].raw.splitlines())) <= 78


def test_a_letter_reaches_a_domain_of_another_script_and_those_after_it(office):
    write(to="parisa@شیراز.ایران")
    write(to=MATEO.email)

    assert deliver_due() == 2
    assert [one.to for one in office.received] == [
        ["parisa@xn--mgbtef47e.xn--mgba3a4f16a"], [MATEO.email],
    ]  # fmt: skip


def test_an_address_that_no_server_could_take_is_given_up_at_once(office):
    odd = write(to="پریسا@shiraz.example")
    write(to=MATEO.email)

    assert deliver_due() == 1
    odd.refresh_from_db()
    assert odd.state == State.REFUSED


def test_a_letter_says_when_and_by_whom_and_that_no_person_wrote_it(office):
    letter = write()
    deliver_due()

    got = office.received[0].letter
    assert got["Message-ID"] == f"<{letter.token}@cities.example>"
    assert abs(parsedate_to_datetime(got["Date"]) - timezone.now()) < timedelta(minutes=1)
    assert got["Auto-Submitted"] == "auto-generated"
    assert len(letter.token) == 32  # 160 bits


def test_a_deed_that_is_undone_writes_nobody(office):
    def fail_after_writing():
        with transaction.atomic():
            write()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_writing()

    assert deliver_due() == 0
    assert not OutgoingLetter.objects.exists()


def test_a_letter_for_three_readers_is_three_letters_and_hides_the_blind_one(office):
    EmailMessage("Minutes", "…", None, [LEILA.email], cc=[MATEO.email], bcc=[AWA.email]).send()
    deliver_due()

    assert sorted(received.to for received in office.received) == sorted(
        [[LEILA.email], [MATEO.email], [AWA.email]]
    )
    assert all(AWA.email.encode() not in received.raw for received in office.received)


@pytest.mark.parametrize("header", ["subject", "from_email", "reply_to"])
def test_nobody_writes_a_second_header_into_a_first(office, header):
    evil = "x\nBcc: everybody@lyon.example"
    said = {"subject": "A call", "from_email": None, "reply_to": [LEILA.email]}
    said[header] = [evil] if header == "reply_to" else evil

    with pytest.raises(BadHeaderError):
        EmailMessage(body="…", to=[MATEO.email], **said).send()
    assert deliver_due() == 0


def test_a_letter_is_sent_once_however_often_the_post_goes_round(office):
    write()

    assert [deliver_due() for _ in range(3)] == [1, 0, 0]
    assert len(office.received) == 1


def test_a_letter_refused_for_now_is_tried_again_later_and_not_at_once(office):
    letter = write()
    office.answers[MATEO.email] = "451 4.7.1 greylisted, try again later"
    deliver_due()
    deliver_due()
    letter.refresh_from_db()
    assert (letter.state, letter.tries) == (State.WAITING, 1)
    assert timedelta(0) < letter.next_try_at - timezone.now() <= timedelta(minutes=1)
    assert "greylisted" in letter.answer

    office.answers.clear()
    later(letter)
    assert deliver_due() == 1


def test_the_waits_between_the_tries_grow_and_end(office):
    letter = write()
    office.answers[MATEO.email] = "450 4.2.0 not now"
    waits = []
    for _turn in range(9):
        later(letter)
        deliver_due()
        letter.refresh_from_db()
        waits.append(round((letter.next_try_at - timezone.now()) / timedelta(minutes=1)))
    assert waits == [1, 5, 15, 60, 180, 360, 720, 1440, 1440]

    Place.objects.update(since=timezone.now() - timedelta(days=60))
    forget()
    later(letter, created_at=timezone.now() - GIVE_UP_AFTER - timedelta(hours=1))
    deliver_due()
    letter.refresh_from_db()
    assert (letter.state, office.received) == (State.GIVEN_UP, [])
    assert addresses.health_of(MATEO.email) is None  # the server's fault is not the reader's


def test_a_letter_refused_for_good_is_not_tried_again_and_its_address_dies(office):
    letter = write()
    office.answers[MATEO.email] = "550 5.1.1 no such user"
    deliver_due()
    letter.refresh_from_db()
    assert letter.state == State.REFUSED
    assert letter.bounced_at is not None

    later(letter)
    office.answers.clear()
    assert deliver_due() == 0
    (dead,) = addresses.dead_mailboxes()
    assert dead.address == MATEO.email
    assert "no such user" in dead.reason


def test_one_refused_reader_keeps_no_other_from_her_letter(office):
    write(to=LEILA.email)
    write(to=MATEO.email)
    write(to=AWA.email)
    office.answers[MATEO.email] = "550 5.1.1 no such user"

    assert deliver_due() == 2
    assert sorted(received.to[0] for received in office.received) == [AWA.email, LEILA.email]


def test_nothing_more_is_sent_to_a_dead_address_until_somebody_asks_for_it(office):
    addresses.bounced(MATEO.email, code=550, status="5.1.1", said="no such user")
    letter = write()
    assert deliver_due() == 0
    letter.refresh_from_db()
    assert letter.state == State.STOPPED

    addresses.try_again(address=MATEO.email.upper(), by=AWA.account())
    write()
    assert deliver_due() == 1


@pytest.mark.parametrize("answer", ["552 5.2.2 mailbox full", "554 5.7.1 we take no such mail"])
def test_a_full_mailbox_or_a_policy_makes_no_address_dead_at_once(office, answer):
    office.answers[MATEO.email] = answer
    for times in range(1, 6):
        write()
        deliver_due()
        known = addresses.health_of(MATEO.email)
        assert (known.bounces, known.dead_since is not None) == (times, times == 5)


def test_a_letter_refused_by_its_text_is_a_bounce_too(office):
    letter = write()
    office.on_data = "554 5.6.0 looks like spam"
    deliver_due()
    letter.refresh_from_db()

    assert (letter.state, addresses.health_of(MATEO.email).bounces) == (State.REFUSED, 1)


def test_a_server_that_does_not_take_our_sender_kills_neither_letter_nor_address(office):
    letter = write()
    write(to=AWA.email)
    office.on_sender = "550 5.7.1 you may not write as office@cities.example"
    deliver_due()
    letter.refresh_from_db()

    assert letter.state == State.WAITING
    assert "you may not write" in letter.answer
    assert not addresses.dead_mailboxes().exists()


def test_a_server_that_is_down_loses_nothing(office, settings):
    letter = write()
    settings.EMAIL_PORT = 1  # nobody listens
    assert deliver_due() == 0
    settings.EMAIL_PORT = office.port
    later(letter)

    assert deliver_due() == 1


def test_without_a_mail_server_letters_wait(office, settings):
    letter = write()
    settings.EMAIL_HOST = ""
    assert deliver_due() == 0
    letter.refresh_from_db()
    assert (letter.state, letter.tries) == (State.WAITING, 0)


def test_a_demonstration_writes_nobody(office, settings):
    write()
    settings.DEMO = True

    assert deliver_due() == 0
    assert office.received == []


def test_a_letter_whose_worker_died_is_taken_up_again_under_the_same_id(office):
    letter = write()
    OutgoingLetter.objects.filter(pk=letter.pk).update(
        state=State.SENDING, claimed_at=timezone.now(), next_try_at=timezone.now() + LEASE
    )
    assert deliver_due() == 0  # it may still be alive

    later(letter)
    assert deliver_due() == 1
    assert office.received[0].letter["Message-ID"] == f"<{letter.token}@cities.example>"


def test_what_waited_in_a_backup_is_not_sent_by_the_restored_copy(office):
    letter = write()
    Place.objects.all().delete()  # the copy stands where the original never stood
    forget()
    assert deliver_due() == 0
    letter.refresh_from_db()
    assert letter.state == State.HELD

    write()
    assert deliver_due() == 1
