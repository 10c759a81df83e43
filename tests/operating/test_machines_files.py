"""robots.txt and security.txt say what the configuration says."""

from datetime import UTC, datetime, timedelta

import pytest


@pytest.fixture(autouse=True)
def set_up(settings):
    settings.DEMO = False
    settings.PUBLIC_ADDRESS = "https://cities.example.org"
    settings.SECURITY_CONTACT = "security@example.org"


def test_robots_read_the_pages_and_find_the_sitemap(client, db):
    answer = client.get("/robots.txt")

    assert answer["Content-Type"].startswith("text/plain")
    assert "Sitemap: https://cities.example.org/sitemap.xml" in answer.text.splitlines()
    assert "Disallow: /*/desk/" in answer.text
    assert "Disallow: /\n" not in answer.text


def test_a_demonstration_is_not_for_search_engines(client, settings, db):
    settings.DEMO = True

    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"


def test_security_says_whom_to_tell(client, settings, db):
    answer = client.get("/.well-known/security.txt")
    said = dict(line.split(": ", 1) for line in answer.text.splitlines())

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert said["Contact"] == "mailto:security@example.org"
    assert said["Canonical"] == "https://cities.example.org/.well-known/security.txt"
    assert said["Preferred-Languages"] == "fa, en, fr, es, ar"
    left = datetime.fromisoformat(said["Expires"]) - datetime.now(UTC)
    assert timedelta(days=30) < left < timedelta(days=365)
    settings.SECURITY_CONTACT = "https://cities.example.org/security"
    told = client.get("/.well-known/security.txt").text
    assert "Contact: https://cities.example.org/security\n" in told


def test_without_a_contact_there_is_no_such_file(client, settings, db):
    settings.SECURITY_CONTACT = ""

    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize("path", ["/robots.txt", "/.well-known/security.txt"])
def test_they_ask_nothing_of_the_database(client, django_assert_num_queries, path, db):
    with django_assert_num_queries(0):
        assert client.get(path).status_code == 200
    assert client.post(path).status_code == 405
