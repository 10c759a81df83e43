"""The interface keeps what its description says: requests made up from it, all kinds of them."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings

DESCRIPTION = "/api/v1/openapi.json"


@pytest.fixture
def one_connection(db):
    """Let the application answer within the test's own transaction, as Django's client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_every_answer_is_one_that_is_described(one_connection):
    """What the description allows and what it forbids are both asked, and checked against it."""
    schema = schemathesis.openapi.from_wsgi(DESCRIPTION, get_wsgi_application())
    operations = [found.ok() for found in schema.get_all_operations()]
    assert operations

    for operation in operations:
        for mode in schemathesis.GenerationMode:
            _made_up(operation.as_strategy(generation_mode=mode))()


def _made_up(cases):
    @settings(
        max_examples=30,
        deadline=None,
        derandomize=True,
        database=None,  # leaves no folder behind
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def ask(case):
        case.call_and_validate(
            headers={"Host": "localhost"},
            # That a query must hold a word, and a facet one of its values, no schema can say
            excluded_checks=[schemathesis.checks.CHECKS.get_one("positive_data_acceptance")],
        )

    return ask


def test_every_refusal_is_described(client):
    described = client.get(DESCRIPTION).json()

    assert described["openapi"].startswith("3.1")
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            assert {"200", "400", "422", "503"} <= set(operation["responses"]), (path, method)
            assert operation["summary"]
            for parameter in operation["parameters"]:
                assert parameter["schema"].get("title") or parameter["schema"].get("description")


def test_the_description_loads_nothing_and_offers_no_page_that_would(client):
    assert client.get("/api/v1/docs").status_code == 404
