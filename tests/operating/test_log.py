"""What the log holds, and what never reaches it: a query, a name, an address."""

import io
import json
import logging

import pytest
from django.core.exceptions import DisallowedHost
from django.db import IntegrityError
from django.test import Client

from hamshahr.config import request_log
from hamshahr.config.log_lines import DiscreetLine, JsonLine
from hamshahr.domains.experiences import finding
from tests.cast import LEILA

QUERY = "سیل در کوچهٔ ما"
NETWORK = "203.0.113.77"
SECRETS = (QUERY, "%D8%B3%DB%8C%D9%84", LEILA.email, LEILA.name, NETWORK, "evil.example", "s3cret")


@pytest.fixture(params=[DiscreetLine, JsonLine])
def log(request):
    """Everything that anybody logs, as it would be written."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(request.param())
    loggers = [logging.getLogger(name) for name in (None, "django.request", "django.security")]
    before = [each.level for each in loggers]
    for each in loggers:
        each.setLevel(logging.DEBUG)
    loggers[0].addHandler(handler)
    yield stream.getvalue
    loggers[0].removeHandler(handler)
    for each, level in zip(loggers, before, strict=True):
        each.setLevel(level)


@pytest.fixture
def reader(settings):
    """A reader of an instance whose log has a line for each request."""
    settings.LOG_REQUESTS = True
    return Client(raise_request_exception=False, REMOTE_ADDR=NETWORK)


def nothing_personal(text):
    assert text
    for secret in SECRETS:
        assert secret not in text, text


def test_a_request_is_one_line(log, reader, db):
    answer = reader.get("/fa/search/", {"q": QUERY})
    lines = [line for line in log().splitlines() if "answered" in line]

    assert len(lines) == 1
    nothing_personal(log())
    if lines[0].startswith("{"):
        said = json.loads(lines[0])
        assert said["request"] == answer["X-Request-Id"]
        assert (said["method"], said["route"]) == ("GET", "site:search")
        assert (said["status"], said["language"]) == (200, "fa")
        assert said["ms"] > 0
        assert said["level"] == "info"
        assert said["time"].endswith("+00:00")


@pytest.mark.parametrize(
    ("path", "route", "language"),
    [
        ("/en/about/", "site:about", "en"),
        ("/en/nowhere/leila@shiraz.example/", "", "en"),
        ("/static/design/built/hamshahr.css", "static", ""),
        ("/en/administrator/s3cret/", "association:administrator", "en"),
        ("/robots.txt", "robots", ""),
    ],
)
def test_a_page_is_told_by_its_name_and_never_by_its_address(
    log, reader, db, path, route, language
):
    for _ in range(2):  # made, then kept
        reader.get(path)
    nothing_personal(log())
    for line in log().splitlines():
        if line.startswith("{") and "answered" in line:
            said = json.loads(line)
            assert (said["route"], said["language"]) == (route, language)


@pytest.mark.parametrize("kind", [ValueError, KeyError, IntegrityError])
def test_a_failure_tells_where_and_never_what_was_typed(log, reader, db, monkeypatch, kind):
    def fails(*_, **__):
        try:
            raise kind(f"Key (email)=({LEILA.email}) from {NETWORK}")
        except kind as error:
            raise RuntimeError(f"while searching for {QUERY}") from error

    monkeypatch.setattr(finding, "find", fails)
    answer = reader.get("/en/search/", {"q": QUERY})
    text = log()

    assert answer.status_code == 500
    assert "RuntimeError" in text
    nothing_personal(text)


def test_a_logged_exception_keeps_its_words_to_itself(log):
    logger = logging.getLogger("hamshahr.domains.anything")
    try:
        try:
            raise KeyError(LEILA.email)
        except KeyError as error:
            raise ValueError(QUERY) from error
    except ValueError:
        logger.exception("It failed.")
    text = log()

    nothing_personal(text)
    assert "It failed." in text
    assert "ValueError" in text
    assert "KeyError" in text
    assert "test_log.py" in text


def test_a_forged_host_is_not_quoted(log, reader, db):
    assert reader.get("/en/", headers={"Host": "evil.example"}).status_code == 400
    nothing_personal(log())


def test_what_libraries_say_is_kept_to_its_fixed_part(log):
    logging.getLogger("django.request").warning("Not Found: %s", f"/fa/{LEILA.email}")
    logging.getLogger("django.security.DisallowedHost").error(str(DisallowedHost("evil.example")))
    text = log()

    nothing_personal(text)
    assert "Not Found: %s" in text
    assert "django.security.DisallowedHost" in text
    assert "site-packages" not in text


def test_a_sign_in_that_fails_leaves_no_name(log, reader, db):
    reader.post("/en/account/sign-in/", {"login": LEILA.email, "password": "s3cret"})
    nothing_personal(log())


def test_a_form_sent_leaves_no_name(log, reader, db):
    path = "/en/experiences/lagos-brt-lite/claim/"
    said = {"name": LEILA.name, "email": LEILA.email, "message": QUERY}
    assert reader.post(path, said).status_code == 200
    nothing_personal(log())


def test_a_line_break_in_what_somebody_sends_makes_no_second_line(reader, db, settings):
    line = JsonLine().format(
        logging.LogRecord("hamshahr.x", logging.INFO, "", 0, "one\nlevel: %s", ("two\n",), None)
    )

    assert "\n" not in line
    assert json.loads(line)["message"] == "one\nlevel: two\n"


def test_without_json_no_request_is_told(settings):
    settings.LOG_REQUESTS = False
    from django.core.exceptions import MiddlewareNotUsed

    with pytest.raises(MiddlewareNotUsed):
        request_log.RequestLog(lambda _: None)
