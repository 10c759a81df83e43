"""``hamshahr check`` names what is wrong with a configuration, and what to do."""

import pytest

from hamshahr.config import faults
from tests.operating.test_setting_up import closed_port


@pytest.fixture(autouse=True)
def set_up(settings, monkeypatch):
    settings.DEMO, settings.OPEN, settings.DEBUG = False, True, False
    settings.PUBLIC_ADDRESS = "https://cities.example.org"
    settings.ALLOWED_HOSTS = ["cities.example.org"]
    settings.SECURITY_CONTACT = "security@example.org"
    monkeypatch.setenv("HAMSHAHR_ADDRESS", "https://cities.example.org")


def told(look=faults.configuration):
    return " ".join(look())


def test_nothing_is_said_where_all_is_well():
    assert told() == ""


def test_an_instance_that_is_not_set_up_is_told(settings):
    settings.OPEN = False
    assert "Run: hamshahr setup" in told()
    assert told(faults.mail) == ""


def test_a_demonstration_needs_no_configuration(settings):
    settings.DEMO, settings.SECURITY_CONTACT = True, ""
    assert told() + told(faults.mail) == ""


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DEBUG", True, "HAMSHAHR_DEBUG"),
        ("ALLOWED_HOSTS", ["other.example"], "leaves out cities.example.org"),
        ("PUBLIC_ADDRESS", "http://cities.example.org", "hamshahr setup --address https://"),
        ("SECURITY_CONTACT", "", "hamshahr setup --contact"),
    ],
)
def test_what_is_wrong_is_named_with_what_to_do(settings, name, value, sentence):
    setattr(settings, name, value)
    assert sentence in told()


def test_https_that_nobody_ends_is_told(monkeypatch):
    monkeypatch.setenv("HAMSHAHR_HTTPS", "0")
    assert "HAMSHAHR_HTTPS=0" in told()


def test_mail_that_cannot_leave_is_told(monkeypatch):
    assert "hamshahr setup --mail" in told(faults.mail)
    monkeypatch.setenv("HAMSHAHR_SENDER", "awa@example.org")
    monkeypatch.setenv("HAMSHAHR_MAIL", f"smtp://localhost:{closed_port()}")
    assert "does not answer as it should" in told(faults.mail)


def test_a_clock_that_goes_wrong_is_told(db, monkeypatch):
    assert told(faults.clock) == ""
    monkeypatch.setattr(faults, "_CLOCKS_DIFFER", -1)
    assert "timedatectl set-ntp" in told(faults.clock)
    monkeypatch.setattr(faults, "_BUILT", faults.datetime(9000, 1, 1, tzinfo=faults.UTC))
    assert "timedatectl" in told(faults.clock)
