"""Two chose otherwise in one field of the form: both are told by the words that the form has."""

import re

import pytest

from hamshahr.domains.manuscripts.saving import content_of
from hamshahr.domains.network.own_words.mailboxes import add_mailbox
from tests.cast import KAVEH, NASRIN

pytestmark = pytest.mark.django_db
RESULT = "r7d1m4xz"


@pytest.fixture
def both_choose(desk_of):
    """Have Kaveh and Nasrin choose from the same page of the form; return what she is shown."""

    def choose(step, path, theirs, hers, language="en"):
        nasrin, kaveh = desk_of(NASRIN), desk_of(KAVEH)
        stale = nasrin.open(step, language)
        kaveh.fill(step, language, **{path: theirs})
        answer = nasrin.send(step, stale | {path: hers}, language, go="stay")
        assert answer.status_code == 409
        return [
            re.sub("<[^>]+>", "", text)
            for text in re.findall("<blockquote[^>]*>(.*?)</blockquote>", answer.content.decode())
        ]

    return choose


CHOSEN = [
    ("place", "scale", ["city"], ["district"], "en", ["The whole city", "A district"]),
    ("topics", "topics", ["smart-traffic"], ["participation"], "fa",
     ["ترافیک هوشمند", "مشارکت شهروندان"]),
    ("topics", "sdgs", ["11"], ["13"], "en",
     ["Sustainable cities and communities", "Climate action"]),
    ("contact", "contact_languages", ["en"], ["en", "fr"], "fa",
     ["انگلیسی", "انگلیسی، فرانسوی"]),
    ("cost", "currency", ["IRR"], ["EUR"], "en", ["Iranian Rial (IRR)", "Euro (EUR)"]),
]  # fmt: skip


@pytest.mark.parametrize(("step", "path", "theirs", "hers", "language", "shown"), CHOSEN)
def test_what_two_chose_is_told_in_the_readers_words(
    both_choose, step, path, theirs, hers, language, shown
):
    assert both_choose(step, path, theirs, hers, language) == shown


def test_an_indicator_is_told_by_its_name(both_choose, desk_of):
    nasrin = desk_of(NASRIN)
    nasrin.send("results", nasrin.open("results"), do=f"add:results:{RESULT}")
    path = f"results.{RESULT}.indicator"

    shown = both_choose("results", path, ["travel-time"], ["road-deaths"])
    assert shown == ["Average travel time", "Deaths on the road in a year"]


def test_a_mailbox_is_told_by_its_name(both_choose, manuscript):
    boxes = [
        add_mailbox(
            city=manuscript.city, label=label, language="en", email=f"{label}@shiraz.example",
            is_of_an_office=False, by=NASRIN.account(),
        )
        for label in ("signals", "roads")
    ]  # fmt: skip
    shown = both_choose("contact", "contact", *([str(box.pk)] for box in boxes))

    assert shown == ["signals (signals@shiraz.example)", "roads (roads@shiraz.example)"]


def test_who_leaves_a_box_and_a_list_alone_disputes_nothing(desk_of, manuscript):
    nasrin, kaveh = desk_of(NASRIN), desk_of(KAVEH)
    steps = {"results": {"not_measured": ["on"]}, "topics": {"topics": ["smart-traffic"]}}
    for step, said in steps.items():
        stale = nasrin.open(step)
        kaveh.fill(step, **said)
        assert nasrin.send(step, stale, go="stay").status_code == 302

    kept = content_of(manuscript).values
    assert (kept["not_measured"], kept["topics"]) == (True, ["smart-traffic"])
