"""``hamshahr check-mail`` names what is wrong with a mail server, found at real ones."""

import datetime
import socket
import ssl

import pytest
import trustme
from aiosmtpd.smtp import AuthResult, LoginPassword

from hamshahr.commons.notifications.door import MailServerAt
from hamshahr.config import faults
from hamshahr.config.mail_trial import Fails, try_out
from tests.cast import AWA
from tests.notifications.post_office import PostOffice, free_port

SENDER = "office@cities.example"


def authenticate(_server, _session, _envelope, _mechanism, data):
    right = isinstance(data, LoginPassword) and data.password == b"right"
    return AuthResult(success=right, handled=False)


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """An authority that this machine trusts, as far as these tests go."""
    return trustme.CA()


@pytest.fixture
def trusted(authority, tmp_path, monkeypatch):
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))


def context_of(certificate):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate.configure_cert(context)
    return context


@pytest.fixture
def offices():
    """Make mail servers that end with the test."""
    opened = []

    def open_one(**how):
        opened.append(PostOffice(**how))
        return opened[-1]

    yield open_one
    for office in opened:
        office.stop()


def at(port, **how):
    said = {"user": "", "password": "", "start_tls": False, "tls": False} | how
    return MailServerAt("localhost", port, **said)


def trial(server, **more):
    """Return what is wrong; empty where a letter would leave."""
    try:
        try_out(server, sender=SENDER, to=AWA.email, **more)
    except Fails as fails:
        return str(fails)
    return ""


def test_a_server_that_takes_letters_is_well_and_gets_none(offices):
    office = offices()

    assert trial(at(office.port)) == ""
    assert office.received == []


@pytest.mark.parametrize(
    ("to", "told"), [("you@شیراز.ایران", ""), ("پریسا@shiraz.example", "no mail server can be")]
)
def test_an_address_in_letters_of_another_script_is_tried_or_told(offices, to, told):
    said = ""
    try:
        try_out(at(offices().port), sender=SENDER, to=to)
    except Fails as fails:
        said = str(fails)

    assert said.startswith(told)
    assert bool(said) is bool(told)


def test_a_letter_that_was_asked_for_is_sent(offices):
    office = offices()

    assert trial(at(office.port), message=b"Subject: trial\r\n\r\nIt works.\r\n") == ""
    assert office.received[0].letter["Subject"] == "trial"


def test_a_name_that_is_not_known_is_told(monkeypatch):
    def unknown(*_asked, **_how):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    assert "the name localhost is not known" in trial(at(25))


def test_a_port_at_which_nobody_listens_is_told():
    assert "nothing listens at localhost" in trial(at(free_port()))


def test_a_server_without_encryption_is_told(offices):
    assert "offers no encryption" in trial(at(offices().port, start_tls=True))


def test_encryption_that_is_in_order_is_well(offices, authority, trusted):
    context = context_of(authority.issue_cert("localhost"))

    assert trial(at(offices(tls_context=context).port, start_tls=True)) == ""
    assert trial(at(offices(tls_context=context, require_starttls=True).port, start_tls=True)) == ""


@pytest.mark.parametrize(
    ("issued", "sentence"),
    [
        ({"identity": "other.example"}, "is for another name than localhost"),
        (
            {"identity": "localhost", "not_after": datetime.datetime(2020, 1, 1)},
            "has expired",
        ),
    ],
)
def test_a_certificate_that_is_not_in_order_is_told(offices, authority, trusted, issued, sentence):
    identity = issued.pop("identity")
    context = context_of(authority.issue_cert(identity, **issued))

    assert sentence in trial(at(offices(tls_context=context).port, start_tls=True))


def test_a_certificate_of_nobody_known_is_told(offices, trusted):
    context = context_of(trustme.CA().issue_cert("localhost"))

    assert "nobody whom this machine trusts" in trial(
        at(offices(tls_context=context).port, start_tls=True)
    )


def test_tls_at_a_port_that_begins_without_is_told(offices):
    assert "does not speak TLS from the first byte" in trial(at(offices().port, tls=True))


@pytest.mark.parametrize(
    ("password", "sentence"),
    [("right", ""), ("wrong", "does not take the password of awa"), ("", "there is no password")],
)
def test_a_password_is_tried(offices, authority, trusted, password, sentence):
    context = context_of(authority.issue_cert("localhost"))
    office = offices(tls_context=context, authenticator=authenticate, auth_required=True)

    told = trial(at(office.port, start_tls=True, user="awa", password=password))

    assert told == "" if not sentence else sentence in told


def test_a_server_that_lets_nobody_sign_in_is_told(offices):
    assert "lets nobody sign in" in trial(at(offices().port, user="awa", password="right"))


def test_a_sender_that_is_refused_is_told_with_the_servers_words(offices):
    office = offices()
    office.on_sender = "553 5.7.1 sender address rejected: not owned by user"

    told = trial(at(office.port))
    assert f"write as {SENDER}" in told
    assert "not owned by user" in told


def test_a_server_that_relays_nothing_is_told(offices):
    office = offices()
    office.answers[AWA.email] = "554 5.7.1 Relay access denied"

    assert f"does not take letters to {AWA.email}: “554 5.7.1 Relay access denied”" in trial(
        at(office.port)
    )


def test_a_text_that_is_refused_is_told(offices):
    office = offices()
    office.on_data = "554 5.6.0 spam"

    assert "does not take the text" in trial(at(office.port), message=b"Subject: x\r\n\r\nx")


@pytest.fixture
def mail(office, monkeypatch):
    """An instance whose mail is in order, at the test's own server."""
    monkeypatch.setenv("HAMSHAHR_MAIL", f"smtp://127.0.0.1:{office.port}")
    monkeypatch.setenv("HAMSHAHR_SENDER", SENDER)
    return office


def told(**more):
    return " ".join(faults.mail_set_up(**more))


def test_mail_that_is_in_order_is_well(mail):
    assert told() == ""
    assert mail.received == []


def test_a_trial_letter_arrives_in_the_language_of_the_instance(mail):
    assert told(to=AWA.email) == ""
    (received,) = mail.received
    assert received.to == [AWA.email]
    assert '<html lang="fa" dir="rtl">' in received.html


@pytest.mark.parametrize(
    ("variable", "sentence"),
    [("HAMSHAHR_MAIL", "no mail server is named"), ("HAMSHAHR_SENDER", "no sender is named")],
)
def test_what_was_never_said_is_told_with_the_command(mail, monkeypatch, variable, sentence):
    monkeypatch.delenv(variable)

    assert sentence in told()
    assert "hamshahr setup" in told()


def test_links_that_lead_to_this_machine_alone_are_told(mail, settings):
    settings.PUBLIC_ADDRESS = "http://localhost:8000"

    assert "no public address" in told()


def test_a_demonstration_says_that_it_writes_nobody(mail, settings):
    settings.DEMO = True

    assert "demonstration" in told()


def test_a_mailbox_that_nobody_named_and_one_that_is_closed_are_told(mail, settings, monkeypatch):
    from hamshahr.commons.notifications.bounces.mailbox_at import Mailbox

    assert "nobody reads which letters came back" in " ".join(faults.mailbox())
    monkeypatch.setenv("HAMSHAHR_BOUNCES", "imap://bounces@localhost")
    settings.BOUNCE_MAILBOX = Mailbox("127.0.0.1", free_port(), "b", "p", "INBOX", tls=False)
    assert "cannot be read" in " ".join(faults.mailbox())
