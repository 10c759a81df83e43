"""Where one is signed in, and how sessions end."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import override

from hamshahr.commons.accounts.recording import MOST_SESSIONS
from hamshahr.commons.accounts.security.sessions import device
from tests.accounts.conftest import ELSEWHERE, NETWORK, enter
from tests.cast import LEILA, MATEO

pytestmark = pytest.mark.django_db
HOME = "/en/me/security/"
SESSIONS = HOME + "sessions/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/141.0.0.0 Mobile Safari/537.36"
)


def test_each_session_is_told_with_its_device_and_its_network(leila):
    enter(LEILA.email, REMOTE_ADDR=NETWORK, headers={"user-agent": PHONE})
    here = enter(LEILA.email, REMOTE_ADDR=ELSEWHERE, headers={"user-agent": FIREFOX})

    page = here.get(SESSIONS).text
    assert page.index("Firefox on Linux") < page.index("Chrome on Android")
    assert NETWORK in page
    assert page.count("This session") == 1


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        (FIREFOX, "Firefox on Linux"),
        (PHONE, "Chrome on Android"),
        (PHONE + " EdgA/141", "Edge on Android"),
        ("curl/8", "Unknown device"),
        ("", "Unknown device"),
        ("Mozilla/5.0 (Windows NT 10.0)", "Windows"),
        ("<script>alert(1)</script>", "Unknown device"),
    ],
)
def test_a_device_is_named_in_a_few_words(agent, told):
    with override("en"):
        assert device(agent) == told


def test_of_the_new_internet_addresses_half_is_shown(leila):
    enter(LEILA.email, REMOTE_ADDR="2001:db8:1:2:3:4:5:6")

    assert UserSession.objects.get().ip == "2001:db8:1:2::"


def test_one_session_is_ended(leila):
    lost, here = enter(LEILA.email), enter(LEILA.email)
    listed = UserSession.objects.order_by("created_at").first()

    assert here.post(f"{SESSIONS}{listed.pk}/end/").status_code == 302
    assert lost.get(HOME).status_code == 302
    assert here.get(HOME).status_code == 200


def test_all_others_are_ended(leila):
    others = [enter(LEILA.email) for _ in range(3)]
    here = enter(LEILA.email)

    here.post(SESSIONS + "end-others/")
    assert {other.get(HOME).status_code for other in others} == {302}
    assert here.get(HOME).status_code == 200
    assert UserSession.objects.count() == 1


def test_nobody_ends_a_session_of_somebody_else(signed_in):
    mateo = MATEO.account()
    theirs = UserSession.objects.create(
        user=mateo, session_key="x" * 32, ip="127.0.0.1", user_agent=""
    )

    assert signed_in.post(f"{SESSIONS}{theirs.pk}/end/").status_code == 404
    assert signed_in.post(f"{SESSIONS}999999/end/").status_code == 404
    assert UserSession.objects.filter(pk=theirs.pk).exists()


def test_opening_an_address_ends_nothing(signed_in):
    assert signed_in.get(SESSIONS + "end-others/").status_code == 405


def test_the_list_stays_short(leila):
    first = enter(LEILA.email)
    for _ in range(MOST_SESSIONS):
        enter(LEILA.email)

    assert UserSession.objects.count() == MOST_SESSIONS
    assert first.get(HOME).status_code == 302


def test_more_sessions_cost_no_more_questions(leila, django_assert_max_num_queries):
    here, *_ = [enter(LEILA.email) for _ in range(12)]
    here.get(SESSIONS)

    with django_assert_max_num_queries(7):
        here.get(SESSIONS)


def test_signing_out_takes_the_session_off_the_list(signed_in):
    signed_in.post("/en/account/sign-out/")

    assert not UserSession.objects.exists()
    assert not Session.objects.exists()


def test_when_a_session_was_last_seen_is_noted_every_few_minutes(signed_in):
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(hours=2))
    session = signed_in.session
    session["seen"] = 0
    session.save()

    signed_in.get(HOME)
    seen = UserSession.objects.get().last_seen_at
    assert timezone.now() - seen < timedelta(minutes=1)
    signed_in.get(HOME)
    assert UserSession.objects.get().last_seen_at == seen
