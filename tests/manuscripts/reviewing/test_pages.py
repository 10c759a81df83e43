"""The pages of a review, without a script: from “Check and submit” to the published case."""

import pytest

from hamshahr.commons.accounts.roles import Role
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.manuscripts.models import Manuscript, Question
from hamshahr.domains.manuscripts.reviewing.seen import last_change
from hamshahr.domains.manuscripts.reviewing.taking_up import take_up
from hamshahr.domains.network.appointing import appoint
from tests.cast import AWA, MEDELLIN, NASRIN
from tests.manuscripts.reviewing.conftest import fresh, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_(client):
    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


def page_of(manuscript, part=""):
    return f"/en/review/{manuscript.pk}/{part}"


def city_page_of(manuscript, part):
    return f"/en/write/{manuscript.pk}/{part}"


def submission(manuscript, **said):
    return {
        "seen": last_change(manuscript),
        "licence": "CC BY 4.0",
        "rights_holder": "Alcaldía de Medellín",
        "machine": "yes",
        "agrees": "on",
    } | said


def verdict(manuscript, **said):
    return {"seen": last_change(manuscript), "level": "2", "reason": "Dos mediciones."} | said


def read(answer):
    return answer.content.decode()


def test_a_case_goes_from_submission_to_the_library(as_, stairs, mateo, claire):
    client = as_(mateo)
    shown = read(client.get(city_page_of(stairs, "submit/")))
    assert "Con lluvia nadie bajaba" in shown
    assert "Administración de Medellín" in shown or "Administration of Medellín" in shown
    assert 'value="CC BY 4.0" selected' in shown
    client.post(city_page_of(stairs, "submit/"), submission(stairs))

    client = as_(claire)
    assert "Escaleras hasta" in read(client.get("/en/review/"))
    client.post(page_of(stairs, "take/"))
    client.post(
        page_of(stairs, "ask/"), {"path": "results.r7d1m4xz.after", "text": "¿Quién midió?"}
    )
    assert "not sent yet" in read(client.get(page_of(stairs)))
    client.post(page_of(stairs, "send/"))

    question = Question.objects.get()
    client = as_(mateo)
    assert "¿Quién midió?" in read(client.get(city_page_of(stairs, "questions/")))
    write(stairs, "results.r7d1m4xz.method", "Cronómetro, doce viajes.", by=mateo)
    write(stairs, "results.r7d1m4xz.after", "11", by=mateo)
    client.post(
        city_page_of(stairs, f"questions/{question.pk}/answer/"), {"text": "La universidad."}
    )

    client = as_(claire)
    shown = read(client.get(page_of(stairs)))
    assert "La universidad." in shown
    assert "<del>12</del><ins>11</ins>" in shown
    client.post(page_of(stairs, f"questions/{question.pk}/settle/"))
    answer = client.post(page_of(stairs, "publish/"), verdict(stairs))
    assert answer.status_code == 302
    case = Experience.objects.get(title__startswith="Escaleras")
    assert case.code in answer["Location"]
    assert "Escaleras hasta" in read(client.get(f"/en/experiences/{case.code}/"))


def test_what_is_missing_leads_to_where_it_is_filled_in(as_, stairs, mateo):
    write(stairs, "went_wrong", "", by=mateo)

    shown = read(as_(mateo).get(city_page_of(stairs, "submit/")))
    assert f'href="/en/write/{stairs.pk}/wrong/#f-went_wrong"' in shown
    assert "Agree and submit" not in shown


def test_what_is_missing_says_in_which_item_and_whether_to_choose_or_to_write(as_, stairs, mateo):
    write(stairs, "documents", ["d1d8n5ty", "d2d8n5ty"], by=mateo)
    write(stairs, "documents.d1d8n5ty.licence", "CC BY 4.0", by=mateo)
    write(stairs, "true_as_of", "", by=mateo)

    shown = read(as_(mateo).get(city_page_of(stairs, "submit/")))
    assert "<b>Document 2: Licence</b> Choose one of the list." in shown
    assert "Document 1: Licence" not in shown
    assert "<b>Document 1: Title</b> Say something here." in shown
    assert "<b>True as of</b> Give a year, a month of a year, or a day." in shown


def test_without_agreeing_nothing_is_handed_in(as_, stairs, mateo):
    answer = as_(mateo).post(city_page_of(stairs, "submit/"), submission(stairs, agrees=""))

    assert answer.status_code == 422
    assert fresh(stairs).state == Manuscript.State.DRAFT


def test_what_changed_while_she_read_is_shown_to_her(as_, stairs, mateo):
    said = submission(stairs)
    write(stairs, "went_wrong", "El segundo techo goteaba; se cambió al año.", by=mateo)

    answer = as_(mateo).post(city_page_of(stairs, "submit/"), said)
    assert answer.status_code == 409
    assert "<ins>segundo </ins>" in read(answer)


def test_two_editors_publish_and_the_second_is_told_so(as_, in_review, claire):
    said = verdict(in_review)
    client = as_(claire)
    client.post(page_of(in_review, "publish/"), said)

    answer = client.post(page_of(in_review, "publish/"), said)
    assert answer.status_code == 409
    assert "This review has ended" in read(answer)
    assert "You decided on" in read(answer)  # who pressed twice is not told that hers was not done
    assert Experience.objects.filter(title__startswith="Escaleras").count() == 1


def test_the_editor_sees_what_the_city_changed_before_she_publishes_it(
    as_, in_review, mateo, claire
):
    said = verdict(in_review)
    write(in_review, "went_wrong", "El segundo techo goteaba; se cambió al año.", by=mateo)

    answer = as_(claire).post(page_of(in_review, "publish/"), said)
    assert answer.status_code == 409
    assert "Nothing was published." in read(answer)
    assert f'name="seen" value="{last_change(in_review)}"' in read(answer)


def test_the_page_of_a_review_is_not_there_for_anybody_else(as_, client, in_review, mateo):
    assert client.get(page_of(in_review)).status_code == 302
    for person in (mateo, NASRIN.serving(), AWA.serving()):
        assert as_(person).get(page_of(in_review)).status_code == 404
        assert as_(person).post(page_of(in_review, "publish/"), {}).status_code == 404


def test_an_editor_of_the_city_does_not_find_it(as_, submitted, claire):
    appoint(person=claire, role=Role.EXPERT, city=MEDELLIN.placed(), by=AWA.serving())

    client = as_(claire)
    assert "Escaleras" not in read(client.get("/en/review/"))
    assert client.get(page_of(submitted)).status_code == 404


def test_the_office_sees_how_long_cities_wait_and_no_text(as_, submitted):
    shown = read(as_(AWA.serving()).get("/en/review/"))

    assert "Medellín" in shown
    assert "Escaleras" not in shown


def test_a_question_that_is_not_sent_is_not_the_citys_to_read(as_, in_review, mateo, claire):
    as_(claire).post(page_of(in_review, "ask/"), {"path": "", "text": "¿Es cierto?"})

    assert "¿Es cierto?" not in read(as_(mateo).get(city_page_of(in_review, "questions/")))


def test_a_question_written_down_twice_by_a_double_click_is_asked_once(as_, in_review, claire):
    for _time in range(2):
        as_(claire).post(page_of(in_review, "ask/"), {"path": "", "text": "¿Quién lo pagó?"})

    assert in_review.questions.count() == 1


@pytest.mark.parametrize("path", ["state", "blocks.x", "../x", "a" * 61])
def test_nothing_is_asked_of_what_is_no_field(as_, in_review, claire, path):
    answer = as_(claire).post(page_of(in_review, "ask/"), {"path": path, "text": "?"})

    assert answer.status_code in {404, 422}
    assert not Question.objects.exists()


def test_a_question_of_another_case_is_not_answered_here(as_, in_review, mateo, claire):
    answer = as_(mateo).post(
        city_page_of(in_review, f"questions/{in_review.pk}/answer/"), {"text": "Sí."}
    )

    assert answer.status_code == 404


def test_the_list_asks_no_more_for_more(as_, submitted, claire, django_assert_max_num_queries):
    client = as_(claire)
    take_up(manuscript=submitted, by=claire)
    with django_assert_max_num_queries(25):
        client.get("/en/review/")


def test_what_the_editors_have_is_taken_back_before_it_is_given_up(as_, submitted, mateo):
    answer = as_(mateo).post(city_page_of(submitted, "withdraw/"))

    assert answer["Location"] == city_page_of(submitted, "questions/")
    assert fresh(submitted).state == Manuscript.State.SUBMITTED


def test_what_is_done_already_is_not_done_twice_and_says_so(as_, submitted, claire):
    answer = as_(claire).post(page_of(submitted, "send/"))

    assert answer.status_code == 409
    assert "This is how it stands now." in read(answer)
