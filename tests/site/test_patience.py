"""No reader waits for a question to the database that does not end."""

import subprocess
import sys

import pytest
from django.db import connection

from hamshahr.config.settings.database import for_readers
from hamshahr.faces.site import views


def test_web_workers_bound_their_statements_and_commands_do_not():
    databases = {"default": {"OPTIONS": {"options": "-c search_path=own"}}}

    for_readers(databases)

    # In a process of its own: a test that served pages has bound this one
    says = "from hamshahr.config.settings.database import DATABASES; print(DATABASES)"
    of_a_command = subprocess.run(
        [sys.executable, "-c", says], capture_output=True, text=True, check=True
    ).stdout
    assert "statement_timeout" not in of_a_command
    assert "OPTIONS" in of_a_command
    told = databases["default"]["OPTIONS"]["options"]
    assert "-c statement_timeout=5s" in told
    assert told.endswith("-c search_path=own")  # what the operator says comes last, and wins


@pytest.mark.django_db
def test_a_question_that_takes_too_long_ends_in_the_page_that_says_so(client, monkeypatch):
    def asks_for_long(*_given, **_named):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '20ms'")
            cursor.execute("SELECT pg_sleep(5)")

    monkeypatch.setattr(views, "search_page", asks_for_long)
    client.raise_request_exception = False

    answer = client.get("/en/search/?q=flood")

    assert answer.status_code == 503
    assert answer["Retry-After"]
