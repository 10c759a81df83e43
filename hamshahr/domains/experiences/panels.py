"""What experiences put on the pages of earlier domains."""

from collections.abc import Mapping
from typing import Protocol

from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.search.addresses import search_url
from hamshahr.commons.search.retrieval.browsing import browse_total
from hamshahr.commons.translation.reading import number
from hamshahr.domains.experiences.broken_links import count_broken
from hamshahr.domains.experiences.goals import goal_tag
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.peer_panel import peers_of_city
from hamshahr.domains.experiences.regions import (
    ActiveCities,
    BestExperiences,
    CountedTopic,
    GoalTag,
)
from hamshahr.domains.experiences.subjects import Subject, active_cities, best, frequent_topics
from hamshahr.domains.network.permissions import may_keep_page
from hamshahr.domains.network.regions import CityPage
from hamshahr.domains.topics.regions import TopicPage
from hamshahr.kernel.panels import Panel, register_panel

# What a panel shows is what anybody may read, so its builder does not ask who does; but for the
# work on a city.


class Coded(Protocol):
    """A region of the association or a city, as its page says it."""

    @property
    def code(self) -> str: ...


def _best_of_topic(page: TopicPage, language: str, _by: User | None) -> BestExperiences | None:
    return best(Subject("topic", page.codes), language)


def _cities_of_topic(page: TopicPage, language: str, _by: User | None) -> ActiveCities | None:
    return active_cities(Subject("topic", page.codes), language)


def _goals_of_topic(
    page: TopicPage,
    language: str,  # noqa: ARG001 - the form of every panel; goals are worded in the active one
    _by: User | None,
) -> list[GoalTag] | None:
    return [goal_tag(number) for number in page.goals] or None


def _best_of_region(page: Coded, language: str, _by: User | None) -> BestExperiences | None:
    return best(Subject("region", [page.code]), language)


def _cities_of_region(page: Coded, language: str, _by: User | None) -> ActiveCities | None:
    return active_cities(Subject("region", [page.code]), language)


def _topics_of_region(page: Coded, language: str, _by: User | None) -> list[CountedTopic] | None:
    return frequent_topics(Subject("region", [page.code]), language) or None


def _best_of_city(page: Coded, language: str, _by: User | None) -> BestExperiences | None:
    return best(Subject("city", [page.code]), language)


def _topics_of_city(page: Coded, language: str, _by: User | None) -> list[CountedTopic] | None:
    return frequent_topics(Subject("city", [page.code]), language) or None


def _nothing_of_city(page: Coded, _language: str, _by: User | None) -> Coded | None:
    return None if browse_total(KIND, (("city", [page.code]),)) else page


def _by_goal(*_asked: object) -> dict[str, str]:
    return {"label": _("By goal"), "url": reverse("experiences-goals")}


def _by_map(*_asked: object) -> dict[str, str]:
    return {"label": _("On the map"), "url": search_url(("view", "map"))}


def _broken_links(page: CityPage, language: str, by: User | None) -> Mapping[str, object] | None:
    """Lead those who keep a city's page to its broken sources, where there are some."""
    if not may_keep_page(by, page.city):
        return None
    count, _since = count_broken(by=by, city=page.city)
    url = reverse("experiences:broken-links", args=[page.code])
    return {"count": number(count, language), "url": url} if count else None


def register() -> None:
    """Called by the manifest. Positions leave room between them for later domains."""
    best_template, cities = "experiences/panels/best.html", "experiences/panels/cities.html"
    broken = "experiences/panels/broken_links.html"
    topics, goals = "experiences/panels/topics.html", "experiences/panels/goals.html"
    for page, panel in (
        ("topics", Panel("goals", "topics/way.html", _by_goal, 20)),
        ("topics", Panel("map", "topics/way.html", _by_map, 30)),
        ("topic", Panel("experiences", best_template, _best_of_topic, 10)),
        ("topic", Panel("cities", cities, _cities_of_topic, 20)),
        ("topic facts", Panel("goals", goals, _goals_of_topic, 10)),
        ("region", Panel("topics", topics, _topics_of_region, 10)),
        ("region", Panel("experiences", best_template, _best_of_region, 20)),
        ("region", Panel("active cities", cities, _cities_of_region, 30)),
        ("city", Panel("experiences", best_template, _best_of_city, 10)),
        ("city", Panel("nothing yet", "experiences/panels/none.html", _nothing_of_city, 15)),
        ("city", Panel("peers", "experiences/panels/peers.html", peers_of_city, 20)),
        ("city", Panel("topics", topics, _topics_of_city, 30)),
        ("work on a city", Panel("broken links", broken, _broken_links, 20)),
    ):
        register_panel(page=page, panel=panel)
