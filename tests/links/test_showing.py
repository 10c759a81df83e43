"""A broken source is said to be so beside it, and to those who can mend it."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from hamshahr.commons.links.gathering import gather
from hamshahr.commons.links.models import CheckedLink, LinkPlace, Unreachable
from hamshahr.commons.links.typed import public_web_address
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.models import Experience, Source
from hamshahr.domains.experiences.publishing.action import Assessed, Told, publish_revision
from tests.cast import AWA, CLAIRE, HODA, MEDELLIN, NASRIN, REZA
from tests.manuscripts.told import STAIRS
from tests.site.reading import Page

pytestmark = pytest.mark.django_db

SINCE, CHECKED = datetime(2026, 11, 3, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC)
URL = "https://gone.example/report"


def break_it(url, since=SINCE):
    one = CheckedLink.objects.get(url=url)
    CheckedLink.objects.filter(pk=one.pk).update(state="broken", checked_at=CHECKED)
    Unreachable.objects.create(link=one, since=since, checked_at=CHECKED)


@pytest.fixture
def case():
    """An experience of Shiraz with one source that is gone."""
    NASRIN.serving()
    found = Experience.objects.get(code="lagos-brt-lite")
    found.city = NASRIN.account().appointments.get().city
    found.save()
    found.sources.all().delete()
    Source.objects.create(experience=found, position=0, title="Report", url=URL)
    Source.objects.create(experience=found, position=1, title="Plan", url=f"{URL}/plan")
    gather()
    break_it(URL)
    return found


def test_the_page_says_beside_the_source_since_when_it_is_away(client, case):
    page = Page(client.get(f"/en/experiences/{case.code}/"))

    first, second = page.one("li", id="source-1"), page.one("li", id="source-2")
    assert "not reachable since November 3, 2026 (checked November 20, 2026)" in first.text
    assert page.all("a", href=URL)  # still a link: a reader may be luckier
    assert "not reachable" not in second.text


def test_more_broken_sources_ask_no_more_of_the_database(client, case):
    counts = []
    for rows in (1, 20):
        Source.objects.bulk_create(
            Source(experience=case, position=100 * rows + n, title="R", url=f"{URL}/{rows}/{n}")
            for n in range(rows)
        )
        gather()
        for n in range(rows):
            break_it(f"{URL}/{rows}/{n}")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/en/experiences/{case.code}/")
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_those_who_keep_the_citys_page_find_what_to_mend(client, case):
    client.force_login(NASRIN.serving())
    city = client.get("/en/cities/shiraz/").content.decode()
    page = client.get("/en/experiences/of/shiraz/broken-links/").content.decode()

    assert "Sources that cannot be reached: 1" in city
    assert URL in page
    assert f"{case.code}/#sources" in page
    assert "Links are not checked on this instance." in page


@pytest.mark.parametrize("person", [REZA, HODA])
def test_others_do_not(client, case, person):
    client.force_login(person.serving())

    assert client.get("/en/experiences/of/shiraz/broken-links/").status_code == 404
    assert client.get("/en/desk/broken-links/").status_code == 404


def test_the_office_is_told_at_its_desk_and_reads_by_city(client, case):
    client.force_login(AWA.serving())

    assert "1 source cannot be reached" in client.get("/en/desk/").content.decode()
    assert URL in client.get("/en/desk/broken-links/").content.decode()
    assert URL in client.get("/en/desk/broken-links/?city=shiraz").content.decode()
    assert URL not in client.get("/en/desk/broken-links/?city=lagos").content.decode()
    assert client.get("/en/desk/broken-links/?page=9").status_code == 404


def test_the_awards_and_links_and_the_links_in_its_prose_that_a_city_told_are_checked_too():
    inside = "https://barrio.example/escaleras"
    award, further = "https://award.example/2020", "https://further.example/"
    told = STAIRS | {
        "problem": f"Nadie bajaba: [el barrio lo contó]({inside}), [o](javascript:alert(1)).",
        "awards": ["a1234567"], "awards.a1234567.name": "Premio", "awards.a1234567.url": award,
        "links": ["l1234567"], "links.l1234567.title": "Más", "links.l1234567.url": further,
        "links.l7654321.url": "https://taken-away.example/",
    }  # fmt: skip
    revision = publish_revision(
        city=MEDELLIN.placed(),
        experience_id=None,
        told=Told(Content(told), "es", "CC BY 4.0", "Alcaldía de Medellín", True),
        assessed=Assessed(2, "Dos mediciones."),
        by=CLAIRE.serving(),
    )
    gather()

    places = LinkPlace.objects.filter(object_id=revision.experience_id)
    urls = {place.link.url for place in places.select_related("link")}
    assert urls == {STAIRS["sources.s2w8n5ty.url"], award, further, inside}


def test_nothing_of_a_hidden_experience_is_listed(client, case):
    Experience.objects.filter(pk=case.pk).update(hidden_at=CHECKED)
    client.force_login(AWA.serving())

    assert URL not in client.get("/en/desk/broken-links/").content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("http://192.168.1.10/report.pdf", "private network"), ("http://intranet/", "private"),
        ("http://localhost:8000/", "private network"), ("ftp://x.example/", "begins with http"),
        ("http://me:secret@x.example/", "password"), ("https://x .example", "no complete web"),
    ],
)  # fmt: skip
def test_an_address_that_readers_cannot_follow_is_refused_with_a_clear_sentence(typed, said):
    with translation.override("en"), pytest.raises(ValidationError, match=said):
        public_web_address(typed)


def test_a_public_address_may_be_typed():
    public_web_address("https://شهرداری.ایران/گزارش?سال=۱۴۰۵")
