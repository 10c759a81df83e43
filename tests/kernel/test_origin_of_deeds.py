"""From where a deed came is kept with it, and names no person."""

import pytest
from django.test import RequestFactory

from hamshahr.config.deed_origin import DeedOrigin
from hamshahr.kernel.audit.origin import Origin, Way, acting_from, current_origin

UNKNOWN = Origin(Way.UNKNOWN)


def _seen_by(path="/en/", **meta):
    """Return the origin that a view sees."""
    seen = []

    def view(_request):
        seen.append(current_origin())

    DeedOrigin(view)(RequestFactory().get(path, **meta))
    return seen[0]


def test_outside_of_everything_it_is_not_known():
    assert current_origin() == UNKNOWN


@pytest.mark.parametrize(
    ("caller", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1234:5678::9", "2001:db8:1234::/48"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("127.0.0.1", ""),
        ("unix:", ""),
    ],
)
def test_the_network_of_a_caller_is_shortened_until_it_names_no_household(caller, network):
    assert _seen_by(REMOTE_ADDR=caller) == Origin(Way.PAGE, network)


def test_what_a_program_asks_for_comes_by_the_api():
    assert _seen_by("/api/v1/search").way == Way.API


def test_what_a_caller_writes_into_a_header_is_not_believed():
    told = _seen_by(REMOTE_ADDR="203.0.113.77", HTTP_X_FORWARDED_FOR="198.51.100.1")

    assert told.network == "203.0.113.0/24"


def test_a_proxy_of_ours_is_believed(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    told = _seen_by(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.7")

    assert told.network == "198.51.100.0/24"


def test_a_view_that_fails_leaves_no_origin_behind():
    def view(_request):
        raise LookupError

    with pytest.raises(LookupError):
        DeedOrigin(view)(RequestFactory().get("/en/"))

    assert current_origin() == UNKNOWN


def test_an_inner_origin_ends_with_its_context():
    with acting_from(Way.COMMAND):
        with acting_from(Way.JOB):
            assert current_origin().way == Way.JOB
        assert current_origin().way == Way.COMMAND
