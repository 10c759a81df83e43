"""The page of a review asks the database as often for much as for little."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamshahr.domains.manuscripts.reviewing.asking import (
    answer_question,
    send_questions,
    write_question,
)
from tests.manuscripts.reviewing.conftest import fresh, picture_of, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked_for(client, claire):
    """Return how often the page of a review asks the database."""
    client.force_login(claire)

    def count(manuscript):
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(f"/en/review/{manuscript.pk}/").status_code == 200
        return len(found)

    return count


def ask_and_change(manuscript, path, text, *, claire, mateo):
    """One more question in a sending of its own, answered, and the text changed since."""
    asked = write_question(manuscript=manuscript, path=path, text="¿Desde cuándo?", by=claire)
    send_questions(manuscript=fresh(manuscript), by=claire)
    asked.refresh_from_db()
    answer_question(question=asked, text="Desde 2018.", by=mateo)
    write(manuscript, path, text, by=mateo)


def add_pictures(manuscript, ids, *, by):
    write(manuscript, "pictures", ids, by=by)
    for item in ids:
        picture = picture_of(manuscript.city, by=by)
        write(manuscript, f"pictures.{item}.file", str(picture.pk), by=by)
        write(manuscript, f"pictures.{item}.alt", "Las escaleras", by=by)


def test_more_questions_sendings_fields_and_pictures_cost_no_query(
    asked_for, in_review, mateo, claire
):
    add_pictures(in_review, ["p3f9q2a0"], by=mateo)
    ask_and_change(in_review, "summary", "Primero.", claire=claire, mateo=mateo)
    with_little = asked_for(in_review)

    for n, path in enumerate(("summary", "problem", "went_wrong", "headline", "title"), start=1):
        ask_and_change(in_review, path, f"Otra vez, {n}.", claire=claire, mateo=mateo)
    for path in ("cost", "legal_basis"):
        write(in_review, path, "Lo mismo.", by=mateo)
    add_pictures(in_review, [f"p3f9q2a{n}" for n in range(6)], by=mateo)

    assert asked_for(in_review) <= with_little


def test_each_question_shows_what_became_of_the_words_since_it_was_sent(
    client, in_review, mateo, claire
):
    for n in (1, 2):
        ask_and_change(in_review, "summary", f"Versión {n}.", claire=claire, mateo=mateo)
    client.force_login(claire)

    shown = client.get(f"/en/review/{in_review.pk}/").text
    assert "<del>1</del><ins>2</ins>" in shown
    assert "<ins>Versión </ins>" in shown or "<ins>Versión 2</ins>" in shown
