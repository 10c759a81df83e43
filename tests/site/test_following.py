"""Following a list by feed, and being found by search engines."""

from xml.etree import ElementTree

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamshahr.commons.translating.models import SourceText
from hamshahr.commons.translation.languages import interface_languages
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.topics.models import Topic
from hamshahr.faces.site import sitemap
from tests.cast import MATEO
from tests.experiences.test_told_page import CODE, publish
from tests.experiences.translated import translate
from tests.manuscripts.told import STAIRS
from tests.site.reading import Page

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def followed(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    read = feedparser.parse(answer.content)
    assert not read.bozo, read.bozo_exception
    return read


def codes(read):
    return [entry.link.rstrip("/").rpartition("/")[2] for entry in read.entries]


def test_the_feed_of_the_library_tells_the_newest_first(client):
    read = followed(client, "/fa/feed/")
    newest = Experience.objects.order_by("-published_at", "-pk").values_list("code", flat=True)

    assert codes(read) == list(newest[:50])
    assert read.feed.language == "fa"


@pytest.mark.parametrize("narrowing", ["city=tehran", "topic=integrated-transport", "sdg=11"])
def test_a_feed_follows_what_the_list_shows(client, narrowing):
    listed = Page(client.get(f"/en/search/?{narrowing}"))
    shown = [row.attributes["href"] for row in listed.all("a")]
    told = codes(followed(client, f"/en/feed/?{narrowing}"))

    # Below the head of each row stands a link to its experience
    first_page = [href for href in shown if href.startswith("/en/experiences/")]
    assert first_page
    assert {href.split("/")[3] for href in first_page} <= set(told)


def test_a_search_can_be_followed_in_any_language(client):
    read = followed(client, "/fa/feed/?q=اتوبوس تندرو")

    assert "tehran-brt" in codes(read)


def test_each_entry_says_its_language_and_keeps_its_name_for_good(client):
    persian = followed(client, "/fa/feed/?city=seoul")
    french = followed(client, "/fr/feed/?city=seoul")

    assert [entry.id for entry in persian.entries] == [entry.id for entry in french.entries]
    assert all(entry.id.startswith("urn:uuid:") for entry in persian.entries)
    entries = ElementTree.fromstring(client.get("/fa/feed/?city=seoul").content).iter(
        "{http://www.w3.org/2005/Atom}entry"
    )
    languages = {entry.get("{http://www.w3.org/XML/1998/namespace}lang") for entry in entries}
    assert languages == set(
        Experience.objects.filter(city__slug="seoul").values_list("language", flat=True)
    )


def entry_of(client, language):
    """Return the one entry of Medellín's feed, and its summary."""
    atom, spoken = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/XML/1998/namespace}lang"
    answer = client.get(f"/{language}/feed/?city=medellin")
    (entry,) = (
        one
        for one in ElementTree.fromstring(answer.content).iter(f"{atom}entry")
        if CODE in one.find(f"{atom}link").get("href")
    )
    title, summary = entry.find(f"{atom}title"), entry.find(f"{atom}summary")
    return (
        (entry.get(spoken), title.text),
        (summary.get(spoken), summary.text),
        entry.find(f"{atom}updated").text,
    )


def test_a_feed_tells_titles_and_summaries_in_its_language_and_how_far_they_were_checked(client):
    case = publish()
    *_told, before = entry_of(client, "en")
    translate(case, "title", "Stairs to the cable car", language="en")
    translate(case, "summary", "There was no safe way.", language="en", checked_by=MATEO.serving())

    title, summary, after = entry_of(client, "en")
    assert title == ("en", "Medellín: Stairs to the cable car (machine translation)")
    assert summary == ("en", "There was no safe way. (checked translation)")
    assert after > before
    title, summary, _updated = entry_of(client, "fr")
    assert title == ("es", f"Medellín: {STAIRS['title']}")
    assert summary == ("es", STAIRS["summary"])


def test_a_translated_title_keeps_the_summary_in_its_own_language(client):
    translate(publish(), "title", "Stairs to the cable car", language="en", stale=True)

    title, summary, _updated = entry_of(client, "en")
    assert title == ("en", "Medellín: Stairs to the cable car (older translation)")
    assert summary == ("es", STAIRS["summary"])


def test_a_title_that_is_not_public_yet_is_in_no_feed(client):
    case = publish()
    translate(case, "title", "Stairs to the cable car", language="en")
    SourceText.objects.filter(object_id=case.pk).update(is_public=False)

    assert entry_of(client, "en")[0] == ("es", f"Medellín: {STAIRS['title']}")


def test_a_feed_asks_no_more_where_more_is_translated(client, django_assert_max_num_queries):
    cases = [publish(title=f"Escaleras {number}") for number in range(4)]
    client.get("/en/feed/?city=medellin")  # what a process remembers
    translate(cases[0], "title", "Stairs", language="en")
    with CaptureQueriesContext(connection) as asked:
        client.get("/en/feed/?city=medellin")
    for case in cases[1:]:
        translate(case, "title", "Stairs", language="en")

    with django_assert_max_num_queries(len(asked)):
        client.get("/en/feed/?city=medellin")


def test_markup_in_a_summary_is_told_as_text(client):
    Experience.objects.filter(code="tehran-brt").update(summary="<script>alert(1)</script>")
    read = followed(client, "/en/feed/?city=tehran")
    (entry,) = (one for one in read.entries if "tehran-brt" in one.link)

    assert entry.summary_detail.type == "text/plain"
    assert entry.summary == "<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/fa/feed/?topic=no-such-topic", 400),
        ("/fa/feed/?q=" + "a" * 20_000, 400),
        ("/fa/feed/?sdg=99", 400),
    ],
)
def test_a_feed_that_cannot_be_says_why(client, address, status):
    answer = client.get(address)

    assert answer.status_code == status
    assert answer["Content-Type"].startswith("text/plain")
    assert answer.content.decode().strip()


def test_control_characters_and_markup_in_texts_break_no_feed(client):
    Experience.objects.filter(code="tehran-brt").update(
        title="a \x0b & <b>]]> \x07", summary="\x01"
    )

    read = followed(client, "/en/feed/?city=tehran")

    assert "tehran-brt" in codes(read)


def test_what_is_no_character_of_xml_breaks_no_feed(client):
    """U+FFFE and U+FFFF are valid text, and valid in no XML."""
    Experience.objects.filter(code="tehran-brt").update(title="a \ufffe", summary="\uffff b")

    read = followed(client, "/en/feed/?city=tehran&q=bus%EF%BF%BE")

    assert "tehran-brt" in codes(read)
    assert read.feed.title == "Hamshahr · bus · Tehran"


def test_who_follows_a_feed_is_told_when_nothing_changed(client, settings):
    settings.PAGE_CACHE_BYTES = 4_000_000
    first = client.get("/en/feed/?city=tehran")
    again = client.get("/en/feed/?city=tehran", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_a_draft_is_in_no_feed_and_no_sitemap(client):
    Experience.objects.filter(code="tehran-brt").update(state=Experience.State.DRAFT)

    assert "tehran-brt" not in codes(followed(client, "/en/feed/?city=tehran"))
    assert b"tehran-brt" not in client.get("/sitemap-experiences-1.xml").content


def sitemap_of(client, kind, number=1):
    answer = client.get(f"/sitemap-{kind}-{number}.xml")
    assert answer.status_code == 200
    return ElementTree.fromstring(answer.content).findall(f"{SITEMAP}url")


def test_the_sitemap_lists_every_page_in_every_language_and_each_answers(client):
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    parts = [part.text for part in index.iter(f"{SITEMAP}loc")]
    listed = sitemap_of(client, "topics")

    assert all(part.startswith("http") for part in parts)
    assert len(listed) == Topic.objects.count() * len(interface_languages())
    first = listed[0]
    alternates = {link.get("hreflang"): link.get("href") for link in first.iter(f"{XHTML}link")}
    assert set(alternates) == {language.code for language in interface_languages()} | {"x-default"}
    for address in [*alternates.values(), *(url.find(f"{SITEMAP}loc").text for url in
                                            sitemap_of(client, "pages"))]:  # fmt: skip
        assert client.get("/" + address.split("/", 3)[3]).status_code == 200, address


def test_a_part_of_the_sitemap_is_bounded_and_the_last_is_the_last(client, monkeypatch):
    monkeypatch.setattr(sitemap, "PAGES", 10)
    count = Experience.objects.count()
    last = -(-count // 10)

    assert ("experiences", last) in sitemap.parts()
    assert len(sitemap_of(client, "experiences", 1)) == 10 * len(interface_languages())
    assert client.get(f"/sitemap-experiences-{last + 1}.xml").status_code == 404
    assert client.get("/sitemap-people-1.xml").status_code == 404
    assert client.get("/sitemap-experiences-0.xml").status_code == 404


def test_an_entry_tells_when_the_case_last_changed(client):
    now = timezone.now()
    Experience.objects.filter(code="tehran-brt").update(changed_at=now)

    entry = next(
        entry
        for entry in followed(client, "/en/feed/?city=tehran").entries
        if entry.link.endswith("/tehran-brt/")
    )

    assert entry.updated_parsed[:5] == now.utctimetuple()[:5]
