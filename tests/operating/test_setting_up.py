"""``hamshahr setup``: asks one thing at a time, keeps what is there, changes what is said."""

import socket

import pytest

from hamshahr.config.instance import FILE, Instance, read_instance

ALL = (
    "--association", "شبکهٔ شهرها", "--address", "https://cities.example.org", "--languages",
    "fa,en", "--time-zone", "Asia/Tehran", "--sender", "awa@example.org",
    "--contact", "security@example.org", "--association-in", "en", "Network of cities",
)  # fmt: skip
KEPT = Instance(
    association="شبکهٔ شهرها",
    address="https://cities.example.org",
    languages=("fa", "en"),
    time_zone="Asia/Tehran",
    sender="awa@example.org",
    contact="security@example.org",
    association_in={"en": "Network of cities"},
)


def test_everything_can_be_said_at_once(set_up, data):
    status, said = set_up(*ALL, "--yes")

    assert (status, read_instance(data)) == (0, KEPT)
    assert f"Kept in {data / FILE}." in said
    assert "hamshahr serve" in said
    assert (data / "secret_key").stat().st_mode & 0o777 == 0o600


def test_each_thing_is_asked_with_what_is_there_as_the_default(set_up, data):
    status, said = set_up(
        typed=["Network", "https://cities.example.org/", "", "Asia/Tehran", "", "-", "", "no"]
    )

    assert status == 0
    kept = read_instance(data)
    assert (kept.association, kept.address) == ("Network", "https://cities.example.org")
    assert kept.languages == ("fa", "en", "fr", "es", "ar")
    assert (kept.sender, kept.mail, kept.contact) == ("", "", "")
    assert "[fa,en,fr,es,ar]: " in said
    assert set_up.laid == [{"starter": False}]


def test_an_answer_that_cannot_be_kept_is_asked_again_with_the_reason(set_up, data):
    status, said = set_up(
        *ALL[:2], typed=["cities", "https://cities.example.org", "de", "fa", "UTC", "", "", "", "y"]
    )

    assert status == 0
    assert "It looks like https://cities.example.org" in said
    assert "“de” is no language of the interface" in said
    assert read_instance(data).languages == ("fa",)
    assert set_up.laid == [{"starter": True}]


def test_running_it_again_changes_only_what_is_said(set_up, data):
    set_up(*ALL, "--yes")
    set_up("--yes", "--time-zone", "America/Bogota", "--association-in", "en", "")
    kept = read_instance(data)

    assert kept.time_zone == "America/Bogota"
    assert kept.association_in == {}
    assert (kept.association, kept.sender) == (KEPT.association, KEPT.sender)


def test_running_it_again_shows_what_is_there_and_enter_keeps_it(set_up, data):
    set_up(*ALL, "--yes")
    before = read_instance(data)
    status, said = set_up(typed=[""] * 7)

    assert (status, read_instance(data)) == (0, before)
    for shown in ("[شبکهٔ شهرها]", "[https://cities.example.org]", "[fa,en]", "[awa@example.org]"):
        assert shown in said


def test_a_dash_empties_what_is_not_needed(set_up, data):
    set_up(*ALL, "--yes")
    set_up(typed=["", "", "", "", "-", "", "-"])

    assert (read_instance(data).sender, read_instance(data).contact) == ("", "")


@pytest.mark.parametrize("ended", [KeyboardInterrupt, EOFError])
def test_ending_it_half_way_leaves_the_old_configuration(set_up, data, ended):
    set_up(*ALL, "--yes")
    status, _ = set_up(typed=["Another network", "https://another.example", ended])

    assert status in {1, 130}
    assert read_instance(data) == KEPT
    assert len(set_up.laid) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--yes"], "--association is needed."),
        (["--yes", "--association", "A"], "--address is needed."),
        (["--yes", "--association", "A", "--address", "x"], "--address: "),
        ([*ALL, "--yes", "--languages", "de"], "--languages: “de”"),
        ([*ALL, "--yes", "--mail", "smtp://a:b@c.example"], "--mail: The password"),
        ([*ALL, "--yes", "--association-in", "de", "Netz"], "--association-in: "),
        ([*ALL, "--yes", "--mail-password-file", "/nowhere"], "/nowhere cannot be read"),
        (["--administrator"], "not set up yet"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_is_kept(set_up, data, words, told):
    status, said = set_up(*words)

    assert status == 1
    assert told in said
    assert not (data / FILE).exists()


def test_the_password_of_the_mail_server_comes_from_a_file_or_the_environment(
    set_up, data, tmp_path, monkeypatch
):
    file = tmp_path / "password"
    file.write_text("from a file\n")
    mail = ("--mail", f"smtp://awa@localhost:{closed_port()}")

    set_up(*ALL, *mail, "--yes", "--mail-password-file", str(file))
    assert read_instance(data).mail_password == "from a file"
    monkeypatch.setenv("HAMSHAHR_MAIL_PASSWORD", "from the environment")
    _, said = set_up("--yes")
    assert read_instance(data).mail_password == "from the environment"
    assert "from the environment" not in said


def test_no_option_takes_a_password(set_up):
    with pytest.raises(SystemExit):
        set_up(*ALL, "--yes", "--mail-password", "secret")


def test_a_mail_server_that_does_not_answer_is_a_warning_only(set_up, data):
    status, said = set_up(*ALL, "--yes", "--mail", f"smtp://localhost:{closed_port()}")

    assert status == 0
    assert "Warning: the mail server localhost:" in said
    assert read_instance(data).mail


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
