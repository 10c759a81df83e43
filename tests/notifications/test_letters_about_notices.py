"""Letters about notices, as they are read from a real mail server."""

import re
from datetime import timedelta
from email.utils import parseaddr

import pytest
from django.test import Client
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.preferences.models import Preferences
from hamshahr.commons.notifications import addresses
from hamshahr.commons.notifications.actions import wishes_of
from hamshahr.commons.notifications.delivering import deliver_due
from hamshahr.commons.notifications.mailing import MOST_IN_A_LETTER, write_due
from hamshahr.commons.notifications.models import Notice, OutgoingLetter
from hamshahr.commons.notifications.notifying import notify
from hamshahr.commons.notifications.stopping import stop_address
from hamshahr.kernel.instance.models import Place
from tests.cast import LEILA, MATEO, REZA

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds", "office")]


def tell(kind="test.answered", to=MATEO, about="1", **said):
    words = {"who": LEILA.account(), "city": "Shiraz", "case": "چراغ‌های شب"} | said
    notify(kind=kind, to=[to.account()], about=about, url="/fa/cities/", said=words, by=None)


def reads(person, language, **wishes):
    Preferences.objects.update_or_create(
        person=person.account(), defaults={"language": language, **wishes}
    )


def morning():
    """Let the next morning have come."""
    Notice.objects.filter(mailed_at=None, mail_at__isnull=False).update(mail_at=timezone.now())


def post():
    """Write what is due and hand it over."""
    write_due()
    deliver_due()


def test_what_is_told_at_once_comes_at_once_in_the_readers_language(office):
    reads(MATEO, "es")
    tell()
    post()

    (received,) = office.received
    got = received.letter
    assert got["Subject"] == f"{LEILA.name} of Shiraz answered you."
    assert got["Content-Language"] == "es"
    assert "https://cities.example/es/cities/" in received.text
    assert '<html lang="es" dir="ltr">' in received.html


def test_a_persian_letter_runs_from_the_right_with_persian_digits(office):
    reads(REZA, "fa")
    for _ in range(12):
        tell("test.case_changed", to=REZA)
    morning()
    post()

    (received,) = office.received
    assert '<html lang="fa" dir="rtl">' in received.html
    assert "۱۲" in received.letter["Subject"]
    assert "12" not in re.sub(r"https?://\S+", "", received.text)


def test_a_day_comes_in_one_letter_and_once(office):
    for _ in range(3):
        tell("test.case_changed")
    post()
    assert office.received == []

    morning()
    post()
    post()
    (received,) = office.received
    assert received.text.count("changed") == 3


def test_a_digest_that_the_server_refuses_for_now_is_not_written_again(office):
    tell("test.case_changed")
    morning()
    office.answers[MATEO.email] = "451 4.3.0 later"
    post()
    office.answers.clear()
    OutgoingLetter.objects.update(next_try_at=timezone.now())
    post()
    post()

    assert len(office.received) == 1
    assert OutgoingLetter.objects.count() == 1


def test_what_was_read_meanwhile_is_not_mailed(office):
    tell("test.case_changed")
    Notice.objects.update(read_at=timezone.now())
    morning()
    post()

    assert office.received == []


def test_what_she_may_no_longer_see_is_not_mailed(office, kinds):
    tell("test.secret", about="7")
    kinds.HIDDEN.add("7")
    post()

    assert office.received == []


def test_a_closed_account_gets_no_letter(office):
    tell()
    User.objects.filter(email=MATEO.email).update(is_active=False)
    post()

    assert office.received == []


def test_a_dead_address_gets_no_letter_and_the_list_keeps_the_notice(office):
    addresses.bounced(MATEO.email, code=550, status="5.1.1", said="gone")
    tell()
    post()

    assert office.received == []
    assert not OutgoingLetter.objects.exists()
    assert Notice.objects.get().read_at is None


def test_a_long_digest_is_a_letter_that_can_be_read(office):
    for _ in range(MOST_IN_A_LETTER + 5):
        tell("test.case_changed")
    morning()
    post()

    (received,) = office.received
    assert received.text.count("changed") == MOST_IN_A_LETTER
    assert "https://cities.example/fa/me/notices/" in received.text


def test_what_waited_in_a_backup_is_not_mailed_by_the_restored_copy(office):
    tell()
    Place.objects.update(since=timezone.now() + timedelta(minutes=1))
    post()

    assert office.received == []
    assert Notice.objects.count() == 1


def test_one_letter_that_cannot_be_worded_keeps_no_other_back(office, caplog):
    tell()
    tell(to=REZA)
    Notice.objects.filter(person__email=MATEO.email).update(said={})
    post()

    assert [received.to for received in office.received] == [[REZA.email]]
    assert "could not be written" in caplog.text


def test_every_letter_says_why_it_comes_and_how_to_end_it(office):
    tell()
    post()

    got = office.received[0]
    link = got.letter["List-Unsubscribe"].strip("<>")
    assert link.startswith("https://cities.example/fa/letters/stop/")
    assert got.letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in got.text
    assert parseaddr(got.letter["From"])[1] == "office@cities.example"
    assert "Precedence" not in got.letter


def test_what_cannot_be_silenced_offers_no_end(office):
    tell("test.role", day=timezone.now().date(), count=1)
    post()

    assert "List-Unsubscribe" not in office.received[0].letter


def link_in(office):
    return re.sub("^<https://cities.example|>$", "", office.received[0].letter["List-Unsubscribe"])


def test_one_click_of_a_reader_of_mail_ends_letters_of_that_kind(office):
    tell()
    post()
    mail_reader = Client(enforce_csrf_checks=True)  # it has no session, and knows no token
    answer = mail_reader.post(
        link_in(office), "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded"
    )

    assert answer.status_code == 200
    assert wishes_of(MATEO.account()) == {
        "test.answered": "never",
        "test.case_changed": "daily",
        "test.secret": "at_once",
    }


def test_following_the_link_ends_nothing_but_shows_a_button(office, client):
    tell()
    post()
    answer = client.get(link_in(office))

    assert "<button" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert wishes_of(MATEO.account())["test.answered"] == "at_once"


def test_the_link_of_a_digest_ends_that_digest(office, client):
    tell("test.case_changed")
    morning()
    post()
    client.post(link_in(office))

    assert wishes_of(MATEO.account())["test.case_changed"] == "never"
    assert wishes_of(MATEO.account())["test.answered"] == "at_once"


def test_pressing_twice_ends_what_has_ended(office, client):
    tell()
    post()

    assert [client.post(link_in(office)).status_code for _ in range(2)] == [200, 200]


@pytest.mark.parametrize(
    "change",
    [
        lambda link: link[:-4] + "abc/",
        lambda _link: "/en/letters/stop/x/",
        lambda link: link + "?x=1",
    ],
)
def test_an_altered_link_ends_nothing_of_anybody(office, client, change):
    tell()
    post()
    link = change(link_in(office))
    status = client.post(link).status_code

    ended = wishes_of(MATEO.account())["test.answered"] == "never"
    assert (status, ended) == ((200, True) if "?" in link else (404, False))


def test_no_link_silences_what_cannot_be_silenced(client):
    link = stop_address(MATEO.account(), "test.role").removeprefix("https://cities.example")

    assert client.post(link).status_code == 404
