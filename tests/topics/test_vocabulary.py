"""The vocabulary: two levels, labels that name one thing a language, loaded again without harm."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from pydantic import ValidationError

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES
from hamshahr.domains.topics.actions import load_vocabulary
from hamshahr.domains.topics.models import Topic, TopicLabel
from hamshahr.domains.topics.permissions import may_see, visible_to
from hamshahr.domains.topics.queries import codes_by_label, preferred_labels, themes
from hamshahr.domains.topics.vocabulary import Vocabulary, read_vocabulary
from tests.cast import LEILA, PEOPLE


def _concept(code: str, label: str, **said) -> dict:
    return {"id": code, "labels": {"en": {"preferred": label}}} | said


def _vocabulary(**said) -> dict:
    return {
        "languages": ["en"],
        "themes": [_concept("moving", "Moving about")],
        "topics": [_concept("trams", "Trams", broader="moving")],
    } | said


def _everything() -> list:
    topics = Topic.objects.order_by("pk").values()
    labels = TopicLabel.objects.order_by("language", "folded").values(
        "topic", "language", "kind", "text", "folded"
    )
    related = Topic.related.through.objects.values_list("from_topic", "to_topic")
    return [list(topics), list(labels), sorted(related)]


def _load(said: dict) -> None:
    load_vocabulary(vocabulary=Vocabulary.model_validate(said), by=system_actor())


class TestTheOneThatShips:
    """Six themes after Metropolis, some forty topics, the words that departments use."""

    def test_it_has_six_themes_with_topics_and_goals(self):
        vocabulary = read_vocabulary()

        assert len(vocabulary.themes) == 6
        assert 40 <= len(vocabulary.topics) <= 60
        assert all(topic.sdgs for topic in vocabulary.topics)

    @pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
    def test_every_concept_is_named_and_told_in_each_language(self, language):
        for concept in read_vocabulary().concepts:
            assert concept.labels[language].preferred, concept.id
            assert concept.definition[language], concept.id

    @pytest.mark.django_db
    def test_loading_it_again_changes_nothing(self):
        before = _everything()
        load_vocabulary(vocabulary=read_vocabulary(), by=system_actor())

        assert _everything() == before

    @pytest.mark.django_db
    def test_pages_read_it_under_its_themes_in_order(self):
        read = themes("fa")

        assert [theme.code for theme in read] == [theme.id for theme in read_vocabulary().themes]
        assert read[0].label == "حکمرانی شهری"
        assert all(theme.topics for theme in read)

    @pytest.mark.django_db
    def test_a_language_without_labels_reads_english(self):
        assert preferred_labels("ja")["smart-traffic"] == "Smart traffic"

    @pytest.mark.django_db
    def test_every_label_leads_to_a_topic_in_its_own_language_and_any_spelling(self):
        found = codes_by_label()

        assert found["smart traffic"] == found["ترافیک هوشمند"] == "smart-traffic"
        assert "ترافيك هوشمند" not in found, "labels are looked up folded"


@pytest.mark.django_db
def test_a_topic_that_a_new_vocabulary_lacks_stays_at_the_end():
    _load(_vocabulary())

    stayed = Topic.objects.get(code="smart-traffic")
    assert stayed.position > Topic.objects.get(code="trams").position
    assert stayed.labels.exists()


@pytest.mark.django_db
def test_a_topic_may_be_renamed_and_moved():
    _load(_vocabulary())
    _load(
        _vocabulary(
            themes=[_concept("moving", "Moving about"), _concept("streets", "Our streets")],
            topics=[_concept("trams", "Light rail lines", broader="streets", sdgs=[11])],
        )
    )

    trams = Topic.objects.get(code="trams")
    assert (trams.broader_id, trams.sdgs) == ("streets", [11])
    assert [label.text for label in trams.labels.all()] == ["Light rail lines"]


@pytest.mark.django_db
def test_two_spellings_of_one_label_are_one():
    labels = {"en": {"preferred": "Trams", "alternative": ["TRAMS", "tráms", "Light rail lines"]}}
    _load(_vocabulary(topics=[_concept("trams", "", broader="moving") | {"labels": labels}]))

    texts = Topic.objects.get(code="trams").labels.values_list("text", flat=True)
    assert sorted(texts) == ["Light rail lines", "Trams"]


@pytest.mark.django_db
def test_related_topics_are_related_both_ways():
    more = _concept("buses", "Bus lines", broader="moving", related=["trams"])
    _load(_vocabulary(topics=[*_vocabulary()["topics"], more]))

    assert [one.code for one in Topic.objects.get(code="trams").related.all()] == ["buses"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (_vocabulary(topics=[_concept("trams", "Trams")]), "'trams' needs a theme as 'broader'"),
        (
            _vocabulary(topics=[_concept("trams", "Trams", broader="trams")]),
            "'trams' needs a theme as 'broader'",
        ),
        (
            _vocabulary(topics=[_concept("moving", "Trams", broader="moving")]),
            "two concepts have the id 'moving'",
        ),
        (
            _vocabulary(topics=[_concept("trams", "Trams", broader="moving", related=["x"])]),
            "'trams' is related to unknown 'x'",
        ),
        (
            _vocabulary(topics=[_concept("trams", "moving ABOUT", broader="moving")]),
            "names both 'moving' and 'trams'",
        ),
        (_vocabulary(topics=[_concept("Trams!", "Trams", broader="moving")]), "topics.0.id"),
        (_vocabulary(topics=[_concept("trams", "", broader="moving")]), "preferred"),
        (_vocabulary(topics=[_concept("trams", "t" * 121, broader="moving")]), "preferred"),
        (_vocabulary(topics=[_concept("trams", "?!", broader="moving")]), "holds no word"),
        (
            _vocabulary(topics=[_concept("trams", "Trams", broader="moving", sdgs=[18])]),
            "topics.0.sdgs.0",
        ),
        (_vocabulary(themes=[_concept("moving", "M", broader="trams")]), "'moving' is a theme"),
        (_vocabulary(colour="red"), "colour"),
        ({}, "themes"),
    ],
)
def test_a_vocabulary_that_is_wrong_is_refused_with_what_is_wrong(said, told):
    with pytest.raises(ValidationError) as refused:
        Vocabulary.model_validate_json(json.dumps(said))

    assert told in str(refused.value)


@pytest.mark.django_db
def test_a_person_does_not_replace_the_vocabulary():
    with pytest.raises(PermissionDenied):
        load_vocabulary(vocabulary=read_vocabulary(), by=LEILA.account())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("label", "broken"),
    [
        ({"topic_id": "trams", "kind": "preferred", "text": "Trolleys"}, "one_preferred_label"),
        ({"topic_id": "moving", "kind": "alternative", "text": "Trams"}, "a_label_names_one_topic"),
    ],
)
def test_the_database_keeps_labels_apart(label, broken):
    _load(_vocabulary())
    text = str(label["text"])
    with pytest.raises(IntegrityError, match=broken), transaction.atomic():
        TopicLabel.objects.create(language="en", folded=text.lower(), **label)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "broken"),
    [({"sdgs": [18]}, "topic_sdgs_are_goals"), ({"broader_id": "trams"}, "not_its_own_theme")],
)
def test_the_database_keeps_topics_in_order(said, broken):
    _load(_vocabulary())
    with pytest.raises(IntegrityError, match=broken), transaction.atomic():
        Topic.objects.filter(code="trams").update(**said)


@pytest.mark.django_db
def test_the_rule_for_one_and_the_rule_for_lists_agree_over_the_cast():
    for by in [None, system_actor(), *(person.account() for person in PEOPLE)]:
        allowed = {topic.pk for topic in Topic.objects.all() if may_see(by, topic)}
        assert set(visible_to(by).values_list("pk", flat=True)) == allowed
