"""Coming in by the organisation's own sign-in, against a real OpenID Connect provider."""

import copy
import html
import re
import socket
import subprocess

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from hamshahr.commons.accounts.models import User
from hamshahr.config.organisation import PARTS, organisation
from hamshahr.kernel.audit.models import AuditRecord
from tests.accounts.conftest import SIGN_IN, enter
from tests.architecture.sources import ROOT
from tests.cast import LEILA, MATEO

pytestmark = pytest.mark.django_db
HOME = "/en/me/security/"
BEGIN = "/en/account/organisation/organisation/"
BACK = "/account/organisation/organisation/back/"


@pytest.fixture(scope="session")
def issuer():
    """The provider, on a free port of this machine, for the whole run."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = ["node", ROOT / "tests/accounts/provider.mjs", str(port), f"http://testserver{BACK}"]
    running = subprocess.Popen(
        program, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    told = []
    for line in running.stdout:
        told.append(line)
        if line.startswith("listening"):
            break
    else:
        pytest.fail("The provider did not start: " + "".join(told))
    yield f"http://127.0.0.1:{port}"
    running.terminate()
    running.wait(timeout=10)
    running.stdout.close()


@pytest.fixture
def provided(settings, issuer):
    """A site that is connected to the provider; ``connects`` as its operator said."""

    def provided(*, connects=True, server=issuer):
        app = {
            "provider_id": "organisation",
            "name": "شهرداری <i>شیراز</i>",
            "client_id": "hamshahr",
            "secret": "a-secret-of-the-tests",
            "settings": {"server_url": server, "connects_by_email": connects},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}
        }

    provided()
    return provided


def at_the_provider(browser, hint, **said):
    """Go to the provider as the page leads there, sign in as the hint says, and come back."""
    page = browser.post(BEGIN, said)
    assert page.status_code == 200, page.text
    onward = html.unescape(re.search(r'href="(http://127[^"]+)"', page.text).group(1))
    session = requests.Session()
    answer = session.get(f"{onward}&login_hint={hint}", allow_redirects=False, timeout=10)
    for _ in range(6):
        there = answer.headers["Location"]
        if "testserver" in there:
            return there.removeprefix("http://testserver")
        answer = session.get(
            requests.compat.urljoin(answer.url, there), allow_redirects=False, timeout=10
        )
    return pytest.fail(f"The provider sent nobody back: {answer.text[:500]}")


def come_in(hint, browser=None, **said):
    browser = browser or Client()
    return browser, browser.get(at_the_provider(browser, hint, **said))


def test_whom_a_trusted_provider_vouches_for_comes_in(leila, provided):
    browser, answer = come_in(f"{LEILA.email.upper()},true", next=HOME)

    assert (answer.status_code, answer.url) == (302, HOME)
    assert browser.get(HOME).status_code == 200
    assert SocialAccount.objects.get().user == leila
    assert "organisation’s own sign-in" in mail.outbox[-1].body
    assert AuditRecord.objects.filter(deed="accounts.connect_organisation").count() == 1


def test_who_came_once_comes_again_whatever_her_address_is_now(leila, provided):
    come_in(f"{LEILA.email},true")
    User.objects.filter(pk=leila.pk).update(email="another@shiraz.example")
    browser, _ = come_in(f"{LEILA.email},true")

    assert browser.get(HOME).status_code == 200
    assert SocialAccount.objects.count() == 1


def test_an_address_that_the_provider_has_not_verified_opens_nothing(leila, provided):
    browser, answer = come_in(f"{LEILA.email},false")

    assert "No account is connected" in browser.get(answer.url).text
    assert browser.get(HOME).status_code == 302
    assert not SocialAccount.objects.exists()


def test_nobody_gets_an_account_by_coming(provided):
    people = User.objects.count()
    browser, answer = come_in("stranger@shiraz.example,true")

    assert "Accounts begin with an invitation" in browser.get(answer.url).text
    assert User.objects.count() == people


def test_a_provider_that_is_not_trusted_opens_nothing_and_tells_nothing(leila, provided):
    provided(connects=False)
    known = come_in(f"{LEILA.email},true")[1]
    unknown = come_in(f"{MATEO.email},true")[1]

    assert known.url == unknown.url
    assert "Sign in another way first" in Client().get(known.url).text


def test_who_is_signed_in_connects_it_and_disconnects_it(leila, provided):
    provided(connects=False)
    browser = enter(LEILA.email)
    _, answer = come_in("l.farahani@city.example,false", browser, process="connect")
    assert answer.status_code == 302
    assert come_in("l.farahani@city.example,false")[0].get(HOME).status_code == 200

    connected = SocialAccount.objects.get()
    browser.post(HOME + "organisation/", {"account": connected.pk})
    assert not SocialAccount.objects.exists()
    assert come_in("l.farahani@city.example,false")[0].get(HOME).status_code == 302


def test_a_closed_account_stays_closed(leila, provided):
    come_in(f"{LEILA.email},true")
    User.objects.filter(pk=leila.pk).update(is_active=False)
    browser, answer = come_in(f"{LEILA.email},true")

    assert answer.status_code == 302
    assert "account is closed" in browser.get(answer.url).text
    assert browser.get(HOME).status_code == 302


def test_who_breaks_off_at_the_provider_is_told_so(provided):
    browser, answer = come_in("broken-off")

    assert "broke off" in browser.get(answer.url).text


def test_a_provider_that_does_not_answer_is_told(provided):
    provided(server="http://127.0.0.1:9")

    assert "did not answer" in Client().post(BEGIN, follow=True).text


@pytest.mark.parametrize(
    "query", ["", "?code=x", "?code=x&state=y", "?error=server_error&state=z", "?state=%00"]
)
def test_who_comes_back_without_having_gone_is_told(provided, query):
    assert Client().get(BACK + query).url.endswith("/organisation-failed/")


def test_an_answer_serves_once_and_in_the_browser_that_asked(leila, provided):
    browser = Client()
    back = at_the_provider(browser, f"{LEILA.email},true")
    assert Client().get(back).url.endswith("/organisation-failed/")

    browser.get(back)
    assert browser.get(HOME).status_code == 200
    assert browser.get(back).url.endswith("/organisation-failed/")


def test_nobody_is_led_to_another_site(leila, provided):
    _, answer = come_in(f"{LEILA.email},true", next="https://evil.example/")

    assert answer.url.startswith("/en/") or answer.url.startswith("/fa/")


def test_the_sign_in_page_offers_it_by_name_where_there_is_one(settings, provided):
    assert "شهرداری &lt;i&gt;شیراز&lt;/i&gt;" in Client().get(SIGN_IN).text

    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "organisation/" not in Client().get(SIGN_IN).text
    assert Client().post(BEGIN).status_code == 404


SAID = {
    "name": "City of Shiraz",
    "server": "https://login.example.org/realms/cities/",
    "client": "hamshahr",
    "secret": "s",
    "connects": "1",
}


def test_the_configuration_is_read_and_refused_with_a_sentence():
    told = organisation(SAID)
    assert (told.server, told.connects) == ("https://login.example.org/realms/cities", True)
    assert organisation(dict.fromkeys(PARTS, "")) is None
    assert not organisation({**SAID, "connects": ""}).connects


@pytest.mark.parametrize(
    ("part", "value", "sentence"),
    [
        ("secret", "", "lacks its secret"),
        ("name", "x" * 300, "not printable"),
        ("server", "http://login.example.org", "begins with https"),
        ("server", "ftp://login.example.org", "begins with https"),
        ("connects", "yes", "is 1 or 0"),
    ],
)
def test_a_wrong_configuration_is_told(part, value, sentence):
    said = copy.copy(SAID) | {part: value}

    with pytest.raises(ImproperlyConfigured, match=sentence):
        organisation(said)
