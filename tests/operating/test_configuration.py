"""What an instance is told about itself: checked, kept for its owner's eyes, read back the same."""

import os
import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from hamshahr.config import answers, environment
from hamshahr.config.instance import FILE, Instance, read_instance, write_instance
from hamshahr.kernel.addresses import public_address

SHIRAZ_NETWORK = Instance(
    association="شبکهٔ شهرهای «آزمون»",
    address="https://cities.example.org",
    languages=("en", "fa"),
    time_zone="Asia/Tehran",
    sender="secretariat@example.org",
    mail="smtp://awa@mail.example.org:587",
    mail_password='a "quoted" \\ secret\n\x7f',
    contact="https://cities.example.org/security",
    association_in={"en": "Network of the tests"},
)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://cities.example.org", "https://cities.example.org"),
        ("https://cities.example.org/", "https://cities.example.org"),
        (" HTTP://Cities.Example.ORG:8080 ", "http://cities.example.org:8080"),
        ("https://شهرها.example", "https://xn--mgbti0fb.example"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("http://127.0.0.1", "http://127.0.0.1"),
        ("http://localhost:8000", "http://localhost:8000"),
    ],
)
def test_a_public_address_is_a_scheme_and_a_host(given, kept):
    assert answers.address(given) == kept


@pytest.mark.parametrize(
    "given",
    [
        "", "cities.example.org", "ftp://cities.example.org", "https://", "https://a b.example",
        "https://cities.example.org/hamshahr", "https://cities.example.org?x=1", "https://x:y",
        "https://awa:secret@cities.example.org", "https://cities.example.org#top", "https://[::1",
        "javascript:alert(1)", "https://-bad-.example", "https://cities_example.org",
        "https://example.org\nHost: evil.example", "https://example.org:99999",
    ],
)  # fmt: skip
def test_what_is_no_public_address_is_refused_with_an_example(given):
    with pytest.raises(answers.BadAnswer):
        answers.address(given)


@pytest.mark.parametrize(
    ("check", "given"),
    [
        (answers.name, "   "),
        (answers.name, "n" * 201),
        (answers.name, "Network\x00of cities"),
        (answers.time_zone, "Shiraz"),
        (answers.time_zone, "../../etc/passwd"),
        (answers.email, "secretariat"),
        (answers.email, "a@b.example\nBcc: c@d.example"),
        (answers.mail_server, "mail.example.org"),
        (answers.mail_server, "http://mail.example.org"),
        (answers.mail_server, "smtp://awa:secret@mail.example.org"),
        (answers.contact, "http://cities.example.org/security"),
    ],
)
def test_an_answer_that_cannot_be_kept_is_refused_with_a_sentence(check, given):
    with pytest.raises(answers.BadAnswer, match=r"\.|example"):
        check(given)


def test_the_first_language_is_the_one_a_bare_address_leads_to():
    assert answers.languages(["en", " FA", "en"]) == ("en", "fa")


@pytest.mark.parametrize("codes", [[], [""], ["de"], ["fa", "klingon"], ["fa_IR"]])
def test_only_languages_that_the_interface_speaks_are_offered(codes):
    with pytest.raises(answers.BadAnswer):
        answers.languages(codes)


def test_mail_to_another_machine_is_encrypted():
    away = answers.parsed_mail_server("smtp://awa%40example.org@mail.example.org")
    first = answers.parsed_mail_server("smtps://mail.example.org")
    here = answers.parsed_mail_server("smtp://localhost:25")

    assert (away.user, away.port, away.start_tls, away.tls) == ("awa@example.org", 587, True, False)
    assert (first.port, first.start_tls, first.tls) == (465, False, True)
    assert (here.port, here.start_tls, here.tls) == (25, False, False)


def test_a_configuration_is_read_as_it_was_written(data):
    write_instance(data, SHIRAZ_NETWORK)

    assert read_instance(data) == SHIRAZ_NETWORK
    assert environment.is_set_up()


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277])
def test_a_configuration_is_its_owners_alone_whatever_the_umask_is(data, umask):
    before = os.umask(umask)
    try:
        data.mkdir(mode=0o700)
        path = write_instance(data, SHIRAZ_NETWORK)
        environment.secret_key()
    finally:
        os.umask(before)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(environment.secret_key_file().stat().st_mode) == 0o600
    assert sorted(each.name for each in data.iterdir()) == [FILE, "secret_key"], "no draft is left"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
@pytest.mark.parametrize("file", [FILE, "secret_key"])
def test_a_file_that_others_may_read_is_refused_with_what_to_do(data, mode, file):
    write_instance(data, SHIRAZ_NETWORK)
    environment.secret_key()
    (data / file).chmod(mode)

    with pytest.raises(ImproperlyConfigured, match=f"chmod 600 {data / file}"):
        (environment.address if file == FILE else environment.secret_key)()


@pytest.mark.parametrize(
    "text",
    [
        "association = ", "address = 7", 'address = "https://x.example"', "languages = [7]",
        'association = "A"\naddress = "https://x.example/path"',
        b"\xff\xfe", "[association]\nx = 1",
        'association = "A"\naddress = "https://x.example"\ncolour = "blue"', "association_in = 3",
    ],
)  # fmt: skip
def test_a_configuration_that_is_not_in_order_is_named_with_its_file(data, text):
    write_instance(data, SHIRAZ_NETWORK)
    path = data / FILE
    path.write_bytes(text if isinstance(text, bytes) else text.encode())

    with pytest.raises(ImproperlyConfigured, match=FILE):
        read_instance(data)


def test_a_write_that_is_interrupted_leaves_the_old_configuration(data, monkeypatch):
    write_instance(data, SHIRAZ_NETWORK)

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_instance(data, Instance("Another", "https://another.example"))

    assert read_instance(data) == SHIRAZ_NETWORK
    assert [each.name for each in data.iterdir()] == [FILE]


def test_the_environment_wins_over_the_file(data, monkeypatch):
    write_instance(data, SHIRAZ_NETWORK)
    monkeypatch.setenv("HAMSHAHR_ADDRESS", "http://other.example")
    monkeypatch.setenv("HAMSHAHR_LANGUAGES", "ar,fr")
    monkeypatch.setenv("HAMSHAHR_ASSOCIATION", "Other cities")

    assert environment.address() == "http://other.example"
    assert environment.hosts() == ["other.example"]
    assert environment.languages() == ("ar", "fr")
    assert environment.association() == "Other cities"
    assert environment.association_in() == {}
    assert environment.time_zone() == "Asia/Tehran"
    assert not environment.behind_https()


def test_a_variable_that_cannot_be_kept_is_named(data, monkeypatch):
    monkeypatch.setenv("HAMSHAHR_ADDRESS", "cities.example.org")

    with pytest.raises(ImproperlyConfigured, match="HAMSHAHR_ADDRESS: "):
        environment.address()


def test_the_host_of_the_address_is_the_one_that_is_answered_to(data):
    write_instance(data, SHIRAZ_NETWORK)

    assert environment.hosts() == ["cities.example.org"]
    assert environment.behind_https()


def test_an_instance_is_set_up_by_two_variables_alone(data, monkeypatch):
    assert not environment.is_set_up()
    monkeypatch.setenv("HAMSHAHR_ADDRESS", "https://cities.example.org")
    assert not environment.is_set_up()
    monkeypatch.setenv("HAMSHAHR_ASSOCIATION", "Cities")
    assert environment.is_set_up()


def test_a_set_up_instance_is_no_demonstration(data, monkeypatch):
    monkeypatch.setenv("HAMSHAHR_DEMO", "1")
    assert environment.is_demo()
    write_instance(data, SHIRAZ_NETWORK)
    assert not environment.is_demo()


def test_what_leaves_the_site_begins_with_the_public_address(settings):
    settings.PUBLIC_ADDRESS = "https://cities.example.org"

    assert public_address("/fa/topics/") == "https://cities.example.org/fa/topics/"
    assert public_address() == "https://cities.example.org"


def test_only_the_languages_offered_have_addresses_and_stand_in_the_menu(client, settings, db):
    settings.LANGUAGES = [("en", "English"), ("fa", "فارسی")]
    settings.LANGUAGE_CODE = "en"
    page = client.get("/en/about/").text

    assert 'hreflang="fa"' in page
    assert 'hreflang="fr"' not in page
    assert page.index('hreflang="en"') < page.index('hreflang="fa"')
    assert client.get("/fr/about/").url == "/en/about/"
    assert client.get("/", headers={"Accept-Language": "fr"}).url == "/en/"


@pytest.mark.parametrize(
    ("said", "checks"),
    [
        ({}, False),
        ({"HAMSHAHR_DEMO": "1"}, False),
        ({"HAMSHAHR_ADDRESS": "https://c.example", "HAMSHAHR_ASSOCIATION": "Cities"}, True),
        (
            {
                "HAMSHAHR_ADDRESS": "https://c.example", "HAMSHAHR_ASSOCIATION": "Cities",
                "HAMSHAHR_LINKS": "0",
            },
            False,
        ),
    ],
)  # fmt: skip
def test_links_are_checked_where_it_is_set_up_and_nobody_forbids_it(
    data, monkeypatch, said, checks
):
    for name, value in said.items():
        monkeypatch.setenv(name, value)

    assert environment.checks_links() is checks
