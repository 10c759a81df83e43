"""The directory narrowed by what cities do and are ready to do; counted; and what to loosen."""

import datetime

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.network.models import Offer
from hamshahr.domains.network.own_words.offers import SaidOffer, make_offer, withdraw_offer
from hamshahr.domains.network.own_words.priorities import name_priority
from hamshahr.domains.topics.models import Topic
from hamshahr.faces.site.directory_asked import DirectoryAsked
from hamshahr.kernel.remembering import forget_all
from hamshahr.kernel.today import today
from tests.cast import DAKAR, LYON, MEDELLIN, SHIRAZ
from tests.site.reading import Page, parameters
from tests.site.test_directory import every_name

pytestmark = pytest.mark.django_db

TOPIC = "parking-streets"


@pytest.fixture
def quiet():
    """The topic of no experience, so that offers and priorities alone speak of it."""
    Experience.objects.filter(topics=TOPIC).delete()


def page_of(client, query=""):
    forget_all()
    return Page(client.get(f"/en/cities/?{query}"))


def names(client, query):
    forget_all()
    return every_name(client, query)


def offers(city, kind, *languages, topic=TOPIC, **said):
    return make_offer(
        city=city.placed(),
        said=SaidOffer(kind, [topic], languages, "", "en", **said),
        by=system_actor(),
    )


def label_of(page, select, value):
    (option,) = [
        one for one in page.all("option", value=value) if one.within.attributes.get("id") == select
    ]
    return option.text


def test_a_topic_finds_experiences_offers_and_priorities(client, quiet):
    assert names(client, f"topic={TOPIC}") == []
    offers(SHIRAZ, Offer.Kind.HOST, "fa")
    name_priority(
        city=LYON.placed(), topic=TOPIC, reason="Because.", language="en", by=system_actor()
    )
    Experience.objects.filter(city=MEDELLIN.placed()).first().topics.add(
        TOPIC, through_defaults={"position": 9}
    )

    assert names(client, f"topic={TOPIC}") == ["Lyon", "Medellín", "Shiraz"]


def test_a_theme_finds_what_stands_under_it(client, quiet):
    offers(SHIRAZ, Offer.Kind.HOST, "fa")
    theme = Topic.objects.get(pk=TOPIC).broader_id
    other = Topic.objects.filter(broader=None).exclude(pk=theme).first().pk

    assert "Shiraz" in names(client, f"topic={theme}&offer=host")
    Experience.objects.filter(city__slug="shiraz").delete()
    assert "Shiraz" not in names(client, f"topic={other}&offer=host")


def test_what_is_offered_and_in_which_language_are_asked_of_one_offer(client):
    offers(SHIRAZ, Offer.Kind.HOST, "fa", "en")
    offers(SHIRAZ, Offer.Kind.CALL, "fr")
    offers(DAKAR, Offer.Kind.HOST, "fr")

    assert names(client, "offer=host") == ["Dakar", "Shiraz"]
    assert names(client, "language=fr") == ["Dakar", "Shiraz"]
    assert names(client, "offer=host&language=fr") == ["Dakar"]
    assert names(client, "offer=host&offer=call&language=fr") == ["Dakar", "Shiraz"]
    assert names(client, "offer=host&region=asia-pacific") == ["Shiraz"]


def test_an_offer_that_is_over_or_withdrawn_or_not_yet_finds_nobody(client):
    day = datetime.timedelta(days=1)
    offers(SHIRAZ, Offer.Kind.HOST, "fa", since=today() - 2 * day, until=today() - day)
    offers(DAKAR, Offer.Kind.HOST, "fa", since=today() + day)
    withdraw_offer(offer=offers(LYON, Offer.Kind.HOST, "fa"), by=system_actor())

    assert names(client, "offer=host") == []


def test_each_choice_says_how_many_cities_it_leaves(client):
    offers(SHIRAZ, Offer.Kind.HOST, "fa")
    offers(DAKAR, Offer.Kind.HOST, "fr")
    offers(DAKAR, Offer.Kind.CALL, "fr")
    page = page_of(client, "offer=host")

    assert label_of(page, "region", "africa") == "Africa (1)"
    assert label_of(page, "offer", "call") == "Take a call (1)"
    assert label_of(page, "offer", "host") == "Host a visit (2)"
    assert not page.all("option", value="europe")
    for region in ("africa", "asia-pacific"):
        told = label_of(page, "region", region)
        assert told.endswith(f"({len(names(client, f'offer=host&region={region}'))})")


def test_a_row_says_what_a_city_is_ready_to_do(client):
    offers(SHIRAZ, Offer.Kind.CALL, "fa")
    offers(SHIRAZ, Offer.Kind.HOST, "fa")
    page = page_of(client, "offer=host")

    assert page.one("span", of_class="ready").text == "Host a visit, Take a call"


def test_the_map_is_narrowed_alike(client):
    offers(SHIRAZ, Offer.Kind.HOST, "fa")
    page = page_of(client, "offer=host&view=map")

    assert page.one("h2", id="count").text == "One city"
    links = [a.attributes["href"] for a in page.all("a") if "offer=host" in a.attributes["href"]]
    assert {"offer": ["host"]} in [parameters(link) for link in links]


def test_an_empty_list_says_what_to_leave_out(client):
    offers(SHIRAZ, Offer.Kind.HOST, "fa")
    page = page_of(client, "offer=host&region=africa&name=shiraz")
    links = [a for a in page.all("a") if a.inherited("class") == "loosened"]

    left = {a.text: parameters(a.attributes["href"]) for a in links}
    assert left["without “Africa”"] == {"offer": ["host"], "name": ["shiraz"]}
    for link in links:
        told = link.within.text.split()[-1]
        assert told == str(len(every_name(client, link.attributes["href"].partition("?")[2])))


@pytest.mark.parametrize(
    "query", ["topic=nothing", "offer=money", "language=xx!", "topic=%00", "offer=%27%3B--"]
)
def test_what_cities_are_not_told_apart_by_is_refused_kindly(client, query):
    page = page_of(client, query)

    assert page.answer.status_code == 400
    assert page.one(of_class="error-summary")


def test_a_language_in_which_nobody_offers_anything_is_kept_and_finds_nobody(client):
    page = page_of(client, "language=sw")

    assert page.answer.status_code == 200
    assert page.total == 0
    assert "selected" in page.one("option", value="sw").attributes


def test_of_an_address_with_many_values_twenty_are_read():
    asked = DirectoryAsked.read(QueryDict("&".join(f"topic=t{number}" for number in range(90))))

    assert len(asked.topics) == 20


@pytest.mark.parametrize("query", [f"topic={TOPIC}", "offer=host&language=fa", "language=fa"])
def test_more_offers_cost_no_more_questions(client, query):
    def asked():
        page_of(client, query)
        with CaptureQueriesContext(connection) as captured:
            page_of(client, query)
        return len(captured)

    offers(SHIRAZ, Offer.Kind.HOST, "fa")
    few = asked()
    for city in (DAKAR, LYON, MEDELLIN):
        for kind in Offer.Kind:
            offers(city, kind, "fa", "fr")
    assert asked() == few <= 16
