"""``hamshahr check`` tells when nobody can do what has to be done."""

import pytest
from allauth.mfa.models import Authenticator

from hamshahr.commons.accounts.models import SecondFactorRule
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.moderation.models import Case
from hamshahr.config.command_line.who_acts import administrators, reports
from hamshahr.kernel.identifiers import new_id
from tests.cast import AWA, FATEMEH, INES, JONAS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def set_up(settings):
    settings.DEMO, settings.OPEN = False, True


@pytest.fixture
def reported():
    Case.objects.create(
        kind="experience", object_id=new_id(), code="x", state="open",
        waiting_since="2026-11-01T12:00Z",
    )  # fmt: skip


def test_an_instance_without_administrator_is_told_how_to_get_one():
    AWA.serving()
    assert "hamshahr setup --administrator" in "".join(administrators())
    JONAS.serving()
    assert "nobody is administrator" not in "".join(administrators())


def test_an_administrator_whose_account_is_closed_is_none():
    jonas = JONAS.serving()
    jonas.is_active = False
    jonas.save()

    assert "nobody is administrator" in "".join(administrators())


def test_an_administrator_who_lacks_the_factor_that_her_role_requires_is_told():
    jonas = JONAS.serving()
    SecondFactorRule.objects.create(role=Role.ADMINISTRATOR)
    assert "1 of 1 administrators have no second factor" in "".join(administrators())

    Authenticator.objects.create(user=jonas, type=Authenticator.Type.TOTP, data={})

    assert list(administrators()) == []


@pytest.mark.parametrize(("name", "value"), [("DEMO", True), ("OPEN", False)])
def test_a_demonstration_and_what_is_not_set_up_need_no_administrator(settings, name, value):
    setattr(settings, name, value)
    assert list(administrators()) == []


def test_reports_that_nobody_can_decide_are_told_so(reported):
    AWA.serving()
    (told,) = reports()
    assert "since 2026-11-01. Nobody can decide" in told


@pytest.mark.parametrize("person", [INES, FATEMEH])
def test_reports_that_somebody_can_decide_wait_for_her(reported, person):
    person.serving()
    (told,) = reports()
    assert "A moderator decides at the desk" in told


def test_nothing_is_told_where_no_report_waits():
    assert list(reports()) == []
