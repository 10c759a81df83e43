"""Topics that a query names, in any language of the vocabulary."""

import pytest

from hamshahr.commons.search.asking import read_query
from hamshahr.commons.search.retrieval.naming import named

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("مدیریت پسماند", "topic:waste"),
        ("gestion des déchets", "topic:waste"),
        ("road safety near schools and hospitals of our city", "topic:road-safety"),
        ("TRÁFICO INTELIGENTE", "topic:smart-traffic"),
        ("آب", "topic:water"),
    ],
)
def test_a_department_s_word_names_its_topic(text, topic):
    assert topic in named(read_query(text)).tokens


def test_a_word_that_is_only_spoken_names_none():
    asked = read_query("محله‌های قدیمی با هر باران سنگین زیر آب می‌روند", said="fa")

    assert "topic:water" not in named(asked).tokens


def test_what_no_label_says_names_nothing():
    assert named(read_query("xyzzy")).tokens == frozenset()
