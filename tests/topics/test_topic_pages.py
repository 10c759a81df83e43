"""The page of a topic: what it is, its words in every language, what later domains know of it."""

import pytest

from hamshahr.commons.search.indexing.words import index_words
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.topics.addresses import topic_url
from hamshahr.domains.topics.models import Topic, TopicLabel
from hamshahr.domains.topics.pages import topic_page
from tests.site.reading import Page

pytestmark = pytest.mark.django_db


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return Page(answer)


def test_a_topic_says_what_it_is_and_which_theme_it_belongs_to(client):
    page = read(client, "/fa/topics/smart-traffic/")

    assert page.one("h1").text == "ترافیک هوشمند"
    assert "سنجش، هدایت و قیمت‌گذاری ترافیک" in page.source
    theme = [link for link in page.all("a") if link.text == "پایداری زیست‌محیطی"]
    assert theme[0].attributes["href"] == "/fa/topics/sustainability/"


def test_every_word_of_every_language_stands_in_its_own_language_and_direction(client):
    page = read(client, "/en/topics/smart-traffic/")
    shown = {
        (word.text, word.inherited("lang"), word.inherited("dir"))
        for word in page.all("li")
        if word.within and word.within.within and word.within.within.tag == "dd"
    }

    alternatives = TopicLabel.objects.filter(topic="smart-traffic", kind="alternative")
    assert shown == {
        (label.text, label.language, "rtl" if label.language in {"fa", "ar"} else "ltr")
        for label in alternatives
    }


def test_the_readers_own_language_comes_first_among_the_words():
    for language in ("fr", "ar", "fa"):
        page = topic_page("heat", language, by=None)
        assert page is not None
        assert page.words[0].language.code == language
        assert page.words[0].preferred == page.label


def test_a_language_that_is_none_of_the_interfaces_follows_them():
    TopicLabel.objects.create(
        topic_id="heat", language="ja", kind="preferred", text="暑さ対策", folded="暑さ対策"
    )
    page = topic_page("heat", "en", by=None)

    assert page is not None
    assert [words.language.code for words in page.words] == ["en", "fa", "fr", "es", "ar", "ja"]


def test_a_theme_leads_to_its_topics_and_a_topic_to_its_neighbours(client):
    theme = read(client, "/en/topics/governance/")
    topic = read(client, "/en/topics/participation/")

    narrower = Topic.objects.filter(broader="governance")
    assert {topic_url(one.code).replace("/fa/", "/en/") for one in narrower} <= links(theme)
    assert "/en/topics/metropolitan-governance/" in links(topic)
    assert "/en/goals/16/" in links(topic)


def links(page):
    return {link.attributes.get("href") for link in page.all("a")}


def test_a_topic_shows_its_best_evidenced_experience_first(client):
    chosen = Experience.objects.filter(topics="heat").order_by("true_as_of_year").first()
    assert chosen is not None
    Experience.objects.filter(pk=chosen.pk).update(evidence_level=2)

    page = read(client, "/en/topics/heat/")

    titles = [element.text for element in page.all("h3")]
    assert titles[0] == chosen.title


def test_a_topic_without_an_experience_says_nothing_of_experiences_and_cities(client):
    Topic.objects.create(code="trams", broader_id="sustainability")

    page = read(client, "/en/topics/trams/")

    assert page.one("h1").text == "trams"
    assert "best" not in {element.attributes.get("id") for element in page.all("h2")}


def test_drafts_are_no_experiences_of_a_topic(client):
    drafts = Experience.objects.filter(topics="heat")
    titles = set(drafts.values_list("title", flat=True))
    ids = list(drafts.values_list("pk", flat=True))
    drafts.update(state="draft")
    index_words(kind="experience", ids=ids)

    page = read(client, "/en/topics/heat/")

    assert not titles & {element.text for element in page.all("h3")}
    assert "active-cities" not in page.source


@pytest.mark.parametrize("code", ["no-such-topic", "smart-traffic%00", "..%2Fheat", "HEAT", "گرما"])
def test_what_is_no_topic_is_not_found(client, code):
    assert client.get(f"/en/topics/{code}/").status_code == 404


def test_labels_with_markup_are_shown_as_typed(client):
    TopicLabel.objects.filter(topic="heat", language="en", kind="preferred").update(
        text="<script>alert(1)</script>"
    )
    source = client.get("/en/topics/heat/").text

    assert "<script>alert(1)" not in source
    assert "&lt;script&gt;alert(1)" in source


def test_the_list_of_topics_leads_to_each_and_to_the_other_ways_in(client):
    found = links(read(client, "/es/topics/"))

    for code in Topic.objects.values_list("code", flat=True):
        assert f"/es/topics/{code}/" in found
    assert {"/es/regions/", "/es/goals/", "/es/search/?view=map"} <= found


def test_cities_and_the_map_are_one_step_from_a_topic(client):
    found = links(read(client, "/en/topics/integrated-transport/"))

    assert "/en/search/?topic=integrated-transport&view=map" in found
    assert "/en/cities/tehran/" in found


def test_a_tag_of_an_experience_leads_to_its_topic(client):
    assert "/fa/topics/integrated-transport/" in links(read(client, "/fa/experiences/tehran-brt/"))
