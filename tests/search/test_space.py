"""The space: vectors freed of their language, with means that a few texts cannot upset."""

import numpy as np
import pytest

from hamshahr.commons.search.meaning.space import Reading, Space, unit

random = np.random.default_rng(7)
MEANINGS = [unit(random.normal(size=16).astype(np.float32)) for _ in range(12)]
ACCENTS = {
    language: 3 * unit(random.normal(size=16).astype(np.float32)) for language in ("fa", "es")
}


def read(meaning, language, register="long", second=None):
    """A text as an embedder reads it that hears the language louder than the meaning."""
    return Reading(language, register, unit(MEANINGS[meaning] + ACCENTS[language]), second)


def library(language):
    return [read(meaning, language) for meaning in range(12)]


def test_texts_that_say_the_same_are_nearest_whatever_their_language():
    space = Space.learn(library("fa") + library("es"), {})
    asked = space.place(read(3, "fa"))
    nearness = [float(asked @ space.place(read(meaning, "es"))) for meaning in range(12)]
    assert int(np.argmax(nearness)) == 3


def test_without_the_space_the_language_would_win():
    """What the test above proves: the made-up embedder has the fault that the space mends."""
    asked = read(3, "fa").first
    assert asked @ read(5, "fa").first > asked @ read(3, "es").first


def test_an_empty_library_gives_a_space_that_leaves_vectors_alone():
    text = read(0, "fa")
    assert Space.learn([], {}).place(text) == pytest.approx(text.first)


def test_one_text_is_no_mean_that_wipes_it_out():
    space = Space.learn([read(0, "fa")], {})
    assert np.isfinite(space.place(read(1, "fa"))).all()


def test_a_language_that_no_text_is_in_is_freed_by_its_prior():
    offsets = {language: accent / np.sqrt(10) for language, accent in ACCENTS.items()}
    space = Space.learn(library("es"), {("first", "long"): offsets})
    asked = space.place(read(3, "fa"))
    nearness = [float(asked @ space.place(read(meaning, "es"))) for meaning in range(12)]
    assert int(np.argmax(nearness)) == 3


def test_the_second_embedder_is_foretold_where_it_does_not_know_the_language():
    turn = np.linalg.qr(random.normal(size=(16, 16)))[0].astype(np.float32)
    known = [read(meaning, "es", second=unit(MEANINGS[meaning] @ turn)) for meaning in range(12)]
    space = Space.learn(known * 8 + library("fa"), {})
    asked = space.place(read(3, "fa"))
    assert len(asked) == 32
    nearness = [float(asked[16:] @ space.place(text)[16:]) for text in known]
    assert int(np.argmax(nearness)) == 3


def test_a_document_is_drawn_towards_its_themes_and_no_others():
    space = Space.learn(library("fa"), {})
    places = [space.place(read(meaning, "fa")) for meaning in range(3)]
    space.learn_themes([(["topic:water"], places[0]), (["topic:water"], places[1])])
    drawn = space.drawn(places[0], ["topic:water", "topic:unheard-of"])
    assert drawn @ places[1] > places[0] @ places[1]
    assert space.drawn(places[2], []) == pytest.approx(places[2])


def test_a_theme_of_one_document_leaves_it_where_it_is():
    space = Space.learn(library("fa"), {})
    place = space.place(read(0, "fa"))
    space.learn_themes([(["topic:water"], place)])
    assert space.drawn(place, ["topic:water"]) == pytest.approx(place, abs=1e-6)


def test_a_space_read_back_from_its_bytes_places_texts_alike():
    space = Space.learn(library("fa") + library("es"), {})
    place = space.place(read(4, "es"))
    space.learn_themes([(["topic:parks"], space.place(read(5, "es")))])
    again = Space.from_bytes(space.to_bytes())
    assert again.place(read(4, "es")) == pytest.approx(place)
    themes = ["topic:parks"]
    assert again.drawn(place, themes) == pytest.approx(space.drawn(place, themes))
