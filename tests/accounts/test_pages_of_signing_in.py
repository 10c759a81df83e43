"""Every page on which one comes in, or keeps one's ways in, is ours and needs no script."""

import re

import pytest
from django.test import Client
from django.test.signals import template_rendered
from django.urls import reverse
from django.utils import translation

from hamshahr.commons.accounts import urls
from tests.accounts.conftest import PASSWORD, enter
from tests.cast import JONAS, LEILA

pytestmark = pytest.mark.django_db
# Steps that lead on where nobody has begun them, and things that somebody has to have
ELSEWHERE = {
    "mfa_authenticate", "mfa_login_webauthn", "account_logout", "openid_connect_login",
    "mfa_deactivate_totp", "mfa_edit_webauthn", "mfa_remove_webauthn", "mfa_view_recovery_codes",
    "account_set_password", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
}  # fmt: skip
NAMES = [
    part.name
    for include in urls.of_the_library
    for part in include.url_patterns
    if part.name not in ELSEWHERE | {"account_reset_password_from_key"}
]


@pytest.fixture
def shown():
    """The templates that were rendered."""
    names = []

    def note(template, **_more):
        names.append((template.name, template.origin.name))

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_it_is_ours_and_needs_no_script(leila, shown, name, language):
    browser = (
        Client() if "/account/" in reverse(name) and name != "account_reauthenticate" else None
    )
    browser = browser or enter(LEILA.email)
    shown.clear()
    with translation.override(language):
        answer = browser.get(reverse(name))

    assert answer.status_code == 200
    assert shown
    assert not [name for name, origin in shown if "allauth" in str(origin)]
    assert "<script>" not in answer.text
    assert " style=" not in answer.text
    for field in re.findall(r'<input [^>]*id="(id_[\w]+)"', answer.text):
        assert f'for="{field}"' in answer.text


def test_nobody_signs_up(client):
    for path in ("signup", "sign-up", "account/signup", "account/sign-up", "accounts/signup"):
        assert client.get(f"/en/{path}/").status_code == 404


@pytest.mark.parametrize("name", ["ن" * 200, "🌙 Sólyom <b>بهاره</b>", "\u202egnp.evil"])
def test_a_name_is_shown_as_it_is_written_and_does_nothing(leila, name):
    leila.name = name
    leila.save()
    page = enter(LEILA.email).get("/fa/me/security/").text

    assert "<b>بهاره</b>" not in page
    assert name.replace("<", "&lt;").replace(">", "&gt;") in page


def test_an_administrator_says_which_roles_need_a_second_factor_on_a_page_of_ours(shown):
    jonas = JONAS.serving()
    jonas.set_password(PASSWORD)
    jonas.save()

    assert enter(JONAS.email).get("/fa/account/second-factors/").status_code == 200
    assert not [name for name, origin in shown if "allauth" in str(origin)]
