"""Reports read from a real IMAP server, and received by real LMTP."""

import smtplib
from dataclasses import replace

import pytest
from django.core.mail import send_mail
from django.db import connection

from hamshahr.commons.notifications import addresses
from hamshahr.commons.notifications.bounces.lmtp import receiving
from hamshahr.commons.notifications.bounces.mailbox import read_mailbox
from hamshahr.commons.notifications.bounces.mailbox_at import MailboxClosed
from hamshahr.commons.notifications.delivering import deliver_due
from hamshahr.commons.notifications.jobs import read_bounces
from hamshahr.commons.notifications.models import MailAddress, OutgoingLetter
from tests.cast import AWA, LEILA, MATEO
from tests.notifications.came_back import ImapServer, report
from tests.notifications.post_office import free_port


@pytest.fixture(scope="module")
def imap():
    server = ImapServer()
    yield server
    server.stop()


def sent(*people):
    for person in people:
        send_mail("A call", "…", None, [person.email])
    deliver_due()
    return [OutgoingLetter.objects.get(address=person.email) for person in people]


@pytest.mark.django_db
def test_reports_in_the_mailbox_are_taken_once_and_letters_of_people_left_unread(office, imap):
    mateo, leila = sent(MATEO, LEILA)
    person = b"From: resident@lyon.example\r\nSubject: a question\r\n\r\nHow?\r\n"
    imap.put(report(mateo), b"\xff\xfe junk", person, report(leila))

    assert read_mailbox(imap.mailbox) == 2
    assert addresses.is_dead(MATEO.email)
    assert addresses.is_dead(LEILA.email)
    assert read_mailbox(imap.mailbox) == 0


@pytest.mark.django_db
def test_the_job_reads_the_mailbox_that_is_named(office, imap, settings):
    (mateo,) = sent(MATEO)
    imap.put(report(mateo))
    settings.BOUNCE_MAILBOX = imap.mailbox
    read_bounces()

    assert addresses.is_dead(MATEO.email)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"password": "battery staple"}, "(?i)auth"),
        ({"folder": "Nowhere"}, "(?i)no folder|mailbox"),
        ({"port": 1}, "refused"),
        ({"tls": True}, "(?i)ssl|tls"),
    ],
)
def test_a_mailbox_that_cannot_be_read_says_why_and_fails_no_job(
    imap, settings, caplog, wrong, said
):
    mailbox = replace(imap.mailbox, **wrong)
    with pytest.raises(MailboxClosed, match=said):
        read_mailbox(mailbox)

    settings.BOUNCE_MAILBOX, settings.DEMO = mailbox, False
    read_bounces()
    assert "cannot be read" in caplog.text


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """A database that the receiver's own connection sees into; what is written goes again."""
    with django_db_blocker.unblock():
        yield
        OutgoingLetter.objects.all().delete()
        MailAddress.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE queueing_lock = 'deliver_letters'")


@pytest.mark.parametrize("where", ["port", "socket"])
def test_reports_are_received_by_lmtp(committed, office, tmp_path, where):
    mateo, leila = sent(MATEO, LEILA)
    port, socket = free_port(), str(tmp_path / "lmtp")
    at = {"host": "127.0.0.1", "port": port} if where == "port" else {"socket": socket}
    with receiving(**at):
        door = smtplib.LMTP("127.0.0.1", port) if where == "port" else smtplib.LMTP(socket)
        with door:
            door.sendmail("", ["bounces@cities.example"], report(mateo))
            to = f"bounces+{leila.token}@cities.example"
            door.sendmail("", [to], report(leila, message_id="<lost@on.the.way>"))
            door.sendmail("", ["bounces@cities.example"], b"\x00junk")

    assert addresses.is_dead(MATEO.email)
    assert addresses.is_dead(LEILA.email)


def test_a_second_recipient_comes_in_a_turn_of_its_own(committed, office):
    (awa,) = sent(AWA)
    port = free_port()
    with receiving(host="127.0.0.1", port=port), smtplib.LMTP("127.0.0.1", port) as door:
        two = ["bounces@cities.example", "other@cities.example"]
        refused = door.sendmail("", two, report(awa))

    assert refused["other@cities.example"][0] == 452
    assert addresses.is_dead(AWA.email)
