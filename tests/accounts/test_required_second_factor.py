"""Roles that need a second factor, and the gate for whoever has none yet."""

import time
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.utils.translation import override

from hamshahr.commons.accounts.models import SecondFactorRule
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.accounts.second_factors import (
    lacks_second_factor,
    require_second_factor,
    roles_that_require,
    stop_requiring,
)
from hamshahr.domains.association.models import StatementRevision
from hamshahr.kernel.audit.models import AuditRecord
from tests.accounts.conftest import PASSWORD, enter
from tests.accounts.totp import code_at, key_on
from tests.cast import AWA, JONAS, MATEO, NASRIN
from tests.site.reading import Page

pytestmark = pytest.mark.django_db
HOME = "/en/me/security/"
RULES = "/en/account/second-factors/"


@pytest.fixture
def in_earnest(db):
    """The rules that an instance begins with."""
    begins = import_module("hamshahr.commons.accounts.migrations.0006_attempts_and_rules")
    begins.require_of_the_office(apps, None)


def served_by(person):
    account = person.serving()
    account.set_password(PASSWORD)
    account.save()
    return account


def test_those_who_run_the_association_need_one_from_the_first_day(in_earnest):
    assert roles_that_require() == {"administrator", "secretary_general", "secretariat"}


@pytest.mark.parametrize("path", ["/en/desk/", "/en/", "/fa/search/?q=flood", HOME + "sessions/"])
def test_whoever_needs_one_is_led_to_where_it_is_set_up(in_earnest, path):
    served_by(JONAS)
    browser = enter(JONAS.email)

    answer = browser.get(path)
    assert answer.status_code == 302
    assert answer.url.endswith("/me/security/")
    assert "needs a second factor" in browser.get(HOME).text
    assert browser.post(RULES, {"roles": []}).url == HOME
    assert roles_that_require() == {"administrator", "secretary_general", "secretariat"}


def test_what_she_typed_before_her_role_needed_one_is_shown_and_can_be_sent_again(in_earnest):
    served_by(JONAS)
    path, typed = "/en/desk/statements/imprint/en/", "The association, <b>Barcelona</b>"
    said = {"text": typed, "based_on": "0"}
    answer = enter(JONAS.email).post(path, said, headers={"Origin": "http://testserver"})
    page = Page(answer)

    assert answer.status_code == 403
    assert page.one("pre").text == typed
    assert page.one("input", name="text").inherited("action") == path
    assert not StatementRevision.objects.exists()


def test_the_way_out_and_the_other_languages_stay_open(in_earnest):
    served_by(JONAS)
    browser = enter(JONAS.email)

    assert browser.get("/fa/me/security/").status_code == 200
    assert browser.post("/en/account/sign-out/").url == "/en/"
    assert browser.get("/en/").status_code == 200


def test_with_an_app_set_up_the_gate_opens(in_earnest):
    served_by(JONAS)
    browser = enter(JONAS.email)
    key = key_on(browser.get(HOME + "app/").text)
    assert browser.post(HOME + "app/", {"code": code_at(key, time.time())}).status_code == 302

    assert browser.get(HOME + "recovery-codes/").status_code == 200
    assert browser.get("/en/desk/").status_code == 200


def test_who_takes_the_last_one_out_stands_before_the_gate_again(in_earnest):
    served_by(JONAS)
    browser = enter(JONAS.email)
    key = key_on(browser.get(HOME + "app/").text)
    browser.post(HOME + "app/", {"code": code_at(key, time.time())})
    browser.post(HOME + "app/remove/")

    assert browser.get("/en/desk/").url == HOME


def test_whose_role_needs_none_goes_where_she_likes(in_earnest):
    served_by(NASRIN)

    assert enter(NASRIN.email).get("/en/").status_code == 200


def test_a_role_that_needs_one_from_now_on_leads_its_holders_there_at_once(in_earnest):
    jonas = served_by(JONAS)
    served_by(NASRIN)
    browser = enter(NASRIN.email)

    require_second_factor(Role.FOCAL_POINT, by=jonas)
    assert browser.get("/en/").status_code == 302
    stop_requiring(Role.FOCAL_POINT, by=jonas)
    assert browser.get("/en/").status_code == 200
    deeds = AuditRecord.objects.filter(object_type="role").order_by("at")
    assert list(deeds.values_list("deed", flat=True)) == [
        "accounts.require_second_factor", "accounts.stop_requiring_second_factor"
    ]  # fmt: skip


@pytest.mark.parametrize("person", [AWA, NASRIN, MATEO], ids=lambda person: person.name)
def test_nobody_else_changes_the_rules(in_earnest, person):
    account = person.serving()

    with pytest.raises(PermissionDenied):
        stop_requiring(Role.ADMINISTRATOR, by=account)
    with pytest.raises(PermissionDenied):
        require_second_factor(Role.EXPERT, by=account)
    assert SecondFactorRule.objects.count() == 3


def test_made_up_people_of_a_demonstration_need_none(in_earnest, settings):
    jonas = served_by(JONAS)

    assert lacks_second_factor(jonas)
    settings.DEMO = True
    assert lacks_second_factor(jonas)  # an address that ends in .example makes nobody up
    jonas.kind = jonas.Kind.MADE_UP
    assert not lacks_second_factor(jonas)


def test_an_administrator_says_which_roles_need_one():
    served_by(JONAS)
    browser = enter(JONAS.email)

    assert browser.post(RULES, {"roles": ["moderator", "editor", "expert"]}).status_code == 302
    assert browser.get(RULES).text.count("checked") == 3
    assert browser.post(RULES, {"roles": ["translator", "editor"]}).status_code == 302
    assert roles_that_require() == {"translator", "editor"}
    assert browser.post(RULES, {"roles": ["emperor"]}).status_code == 422
    assert roles_that_require() == {"translator", "editor"}


def test_readers_pay_nothing_for_the_gate(client, in_earnest, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/en/about/")


def test_an_administrators_link_leads_to_the_second_factor(in_earnest, client):
    from hamshahr.commons.accounts.queries import system_actor
    from hamshahr.domains.association.administrators import link_path, make_administrator_link

    with override("en"):
        link = link_path(make_administrator_link(by=system_actor()))
    said = {"name": JONAS.name, "email": JONAS.email, "password": PASSWORD}
    answer = client.post(link, said, follow=True)

    assert "needs a second factor" in answer.text
    assert client.get(HOME + "app/").status_code == 200  # and nobody asks again who she is
