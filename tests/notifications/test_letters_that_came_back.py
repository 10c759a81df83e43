"""Reports of undelivered letters: believed only where they name a letter that nobody can guess."""

import pytest
from django.core.mail import send_mail
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamshahr.commons.notifications import addresses
from hamshahr.commons.notifications.bounces.reports import LONGEST, read_report
from hamshahr.commons.notifications.bounces.taking import take
from hamshahr.commons.notifications.delivering import deliver_due, envelope_sender
from hamshahr.commons.notifications.models import OutgoingLetter, new_token
from tests.cast import LEILA, MATEO
from tests.notifications.came_back import report

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(office):
    """A letter that a server took, and that comes back later."""
    send_mail("A call", "Could you tell us more?", None, [MATEO.email])
    deliver_due()
    return OutgoingLetter.objects.get()


def is_dead():
    return addresses.is_dead(MATEO.email)


def test_a_report_of_a_mailbox_that_is_not_there_ends_letters_to_it(letter):
    assert take(report(letter))
    letter.refresh_from_db()

    assert is_dead()
    assert letter.bounced_at is not None
    assert "no such user" in letter.answer


def test_a_report_that_returns_headers_alone_is_understood(letter):
    assert take(report(letter, returned="text/rfc822-headers"))
    assert is_dead()


def test_a_report_to_the_address_of_the_letter_is_understood(letter, settings):
    settings.BOUNCE_ADDRESS = "bounces+*@cities.example"
    to = envelope_sender(letter.token)
    assert len(to.partition("@")[0]) <= 64  # RFC 5321

    assert take(report(letter, message_id="<cut@off>"), received_for=to.upper())
    assert is_dead()


def test_letters_leave_under_the_address_that_names_them(office, settings):
    settings.BOUNCE_ADDRESS = "bounces+*@cities.example"
    send_mail("A call", "…", None, [MATEO.email])
    deliver_due()

    token = OutgoingLetter.objects.get().token
    assert office.received[0].sender == f"bounces+{token}@cities.example"
    assert office.received[0].letter["From"] == "office@cities.example"


@pytest.mark.parametrize(
    "said",
    [
        {"message_id": f"<{new_token()}@cities.example>"},
        {"message_id": "<office@cities.example>"},
        {"message_id": "", "final": MATEO.email},
    ],
)
def test_a_forged_report_kills_nobody(letter, said):
    assert not take(report(letter, **said))
    assert not is_dead()
    assert addresses.health_of(MATEO.email) is None


def test_a_report_says_nothing_of_another_address_than_the_letters(letter):
    take(report(letter, final=LEILA.email))

    assert is_dead()
    assert not addresses.is_dead(LEILA.email)


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded", ""])
def test_what_is_no_failure_counts_nothing(letter, action):
    assert not take(report(letter, action=action))
    assert addresses.health_of(MATEO.email) is None


def test_a_full_mailbox_is_not_dead(letter):
    take(report(letter, status="5.2.2", said="552 5.2.2 over quota"))

    assert not is_dead()
    assert addresses.health_of(MATEO.email).bounces == 1


def test_a_report_that_comes_twice_counts_once(letter):
    said = report(letter, status="5.2.2", said="552 over quota")
    for _ in range(10):
        take(said)

    assert addresses.health_of(MATEO.email).bounces == 1


def test_a_letter_that_no_server_took_cannot_come_back(letter):
    OutgoingLetter.objects.update(state="waiting", finished_at=None)

    assert not take(report(letter))


def test_a_holiday_answers_and_a_person_are_no_reports(letter):
    mine = f"In-Reply-To: <{letter.token}@cities.example>\r\nSubject: away\r\n\r\nUntil Monday.\r\n"

    assert not take(mine.encode())
    assert not take(mine.encode(), received_for=f"bounces+{letter.token}@cities.example")


HOSTILE = {
    "nothing": b"",
    "no headers": b"\x00\xff\xfe" * 100,
    "no boundary": b"Content-Type: multipart/report\r\n\r\n--x\r\n",
    "unknown charset": b"Content-Type: text/plain; charset=klingon\r\nTo: =?klingon?q?x?=\r\n\r\nx",
    "bad base64": b"Content-Type: message/delivery-status\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\n!!!",
    "many parts": b"Content-Type: multipart/mixed; boundary=x\r\n\r\n"
    + b"--x\r\n\r\n\r\n" * 50_000,
    "nested": b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(3000)
    ),
    "a long header": b"To: " + b"a" * 5_000_000 + b"\r\n\r\n",
    "status of text": b"Content-Type: message/delivery-status\r\n\r\nAction: failed",
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_nothing_that_anybody_sends_stops_the_reader(letter, raw):
    assert take(raw, received_for="\udcff\x00") is False
    assert take(report(letter)[:-200] + raw[:1000]) in {True, False}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300), st.integers(0, 900))
def test_a_report_with_any_bytes_in_it_is_read_or_left(junk, at):
    class Letter:
        address, token = MATEO.email, "a" * 32

    whole = report(Letter)
    found = read_report(whole[:at] + junk + whole[at:])

    assert found is None or all(len(token) == 32 for token in found.tokens)


def test_a_report_behind_a_long_letter_is_read_as_far_as_it_matters(letter):
    assert take(report(letter) + b"x" * (2 * LONGEST))
    assert is_dead()
