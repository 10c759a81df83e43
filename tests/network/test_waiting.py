"""What waits at the desk: whom the office should write to, and what led nowhere."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hamshahr.commons.notifications.models import MailAddress
from hamshahr.domains.network.admitting import admit_member
from hamshahr.domains.network.models import City, Invitation
from hamshahr.kernel.today import today
from tests.cast import AWA, JONAS, MATEO, NASRIN

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(AWA.serving())
    return client


def invited_long_ago(**said):
    NASRIN.serving()
    now = timezone.now()
    return Invitation.objects.create(
        **{
            "email": "mina@shiraz.example",
            "name": "مینا",
            "role": "expert",
            "city": City.objects.get(slug="shiraz"),
            "language": "fa",
            "invited_by": NASRIN.account(),
            "digest": b"0" * 32,
            "made_at": now - timedelta(days=20),
            "sent_at": now - timedelta(days=20),
            "expires_at": now - timedelta(days=6),
        }
        | said
    )


def test_a_quiet_desk_says_that_nothing_waits(desk):
    assert "Nothing waits here" in desk.get("/en/desk/").content.decode()


def test_the_office_is_told_of_members_without_a_focal_point_and_of_silent_ones(desk):
    awa = AWA.account()
    for person, days in ((NASRIN, 400), (MATEO, 10)):
        city = person.serving().appointments.get().city
        admit_member(city=city, since=today() - timedelta(days=days), by=awa)
    MATEO.account().appointments.all().delete()
    page = desk.get("/en/desk/").content.decode()

    assert "1 member has no focal point" in page
    assert "1 member has been silent for half a year" in page
    told = desk.get("/en/desk/members/?waits=silent").content.decode()
    assert "Shiraz" in told
    assert "Medell" not in told


def test_an_invitation_that_nobody_answered_is_told_with_whom_and_for_what(desk):
    invited_long_ago()
    assert "1 invitation expired unanswered" in desk.get("/en/desk/").content.decode()
    page = desk.get("/en/desk/invitations/").content.decode()

    for told in ("مینا", "mina@shiraz.example", "expert", "Shiraz"):
        assert told in page


def test_an_invitation_that_was_answered_or_still_can_be_does_not_wait(desk):
    now = timezone.now()
    invited_long_ago(declined_at=now - timedelta(days=7))
    invited_long_ago(
        digest=b"1" * 32, email="sara@shiraz.example", expires_at=now + timedelta(days=1)
    )

    assert "expired" not in desk.get("/en/desk/").content.decode()


def test_a_dead_mailbox_is_told_with_what_its_server_said_and_can_be_tried_again(desk):
    now = timezone.now()
    MailAddress.objects.create(
        address="nasrin@shiraz.example", bounces=1, last_bounce_at=now, dead_since=now,
        reason="550 5.1.1 <script>no such user</script>",
    )  # fmt: skip
    assert "1 mailbox takes no letters any more" in desk.get("/en/desk/").content.decode()
    page = desk.get("/en/desk/mailboxes/").content.decode()
    assert "&lt;script&gt;no such user" in page

    desk.post("/en/desk/mailboxes/try-again/", {"address": "nasrin@shiraz.example"})
    assert "All addresses take letters" in desk.get("/en/desk/mailboxes/").content.decode()


def test_who_keeps_no_register_is_told_of_none_of_it(client):
    invited_long_ago()
    client.force_login(JONAS.serving())
    page = client.get("/en/desk/").content.decode()

    assert "expired unanswered" not in page
    assert client.get("/en/desk/invitations/").status_code == 404
