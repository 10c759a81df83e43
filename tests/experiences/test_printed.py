"""A case on paper and as a Word file, in every language of the interface."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document

from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.sections import parts
from hamshahr.domains.experiences.sections.parts import Part
from hamshahr.domains.experiences.taking_along import as_markdown, as_word
from hamshahr.domains.experiences.taking_along.printed import data
from hamshahr.kernel.written_blocks import Block, Run, to_blocks
from tests.experiences.surfaces import words_of_print
from tests.experiences.test_told_page import CODE, publish, translate

pytestmark = pytest.mark.django_db


def print_of(client, code=CODE, language="en"):
    answer = client.get(f"/{language}/experiences/{code}.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return answer.content


def word_of(client, code=CODE, language="en"):
    answer = client.get(f"/{language}/experiences/{code}.docx")
    assert answer.status_code == 200
    return answer.content


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_a_case_is_printed_in_every_language_with_its_title_and_its_tags(client, language):
    publish()
    pdf = print_of(client, language=language)

    assert "Escaleras" in words_of_print(pdf)
    assert b"pdfuaid" in pdf  # PDF/UA, said in its metadata


def test_a_print_says_what_the_page_says(client):
    publish(cost="Sin contar los predios.")
    words = words_of_print(print_of(client))

    for said in ("goteaba", "Minutos hasta", "Los vecinos eligieron", "predios", "CC BY 4.0",
                 "(revision 1)", f"/en/experiences/{CODE}/"):  # fmt: skip
        assert said in words, said


def test_a_translated_print_marks_what_a_machine_said(client):
    case = publish()
    translate(case, "title", "Stairs", language="fr")
    words = words_of_print(print_of(client, language="fr"))

    assert "Stairs" in words
    assert "Escaleras hasta" in words


def test_what_a_case_says_is_never_taken_for_the_source_of_its_print(client):
    hostile = "#panic() $x$ *b* `r` @ref <label> \\ = h [a](javascript:x) " + "و" * 900
    publish(title="#panic() $x$", problem=hostile, went_wrong=hostile, legal_basis="1. #eval")

    assert "#panic()" in words_of_print(print_of(client))
    assert word_of(client)


def test_a_print_asked_for_again_is_not_sent_again(client):
    publish()
    first = client.get(f"/en/experiences/{CODE}.pdf")
    again = client.get(f"/en/experiences/{CODE}.pdf", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304


@pytest.mark.parametrize("form", ["pdf", "docx", "md"])
def test_what_is_hidden_or_a_draft_is_no_file(client, form):
    case = publish()
    Experience.objects.filter(pk=case.pk).update(state="draft", published_at=None)

    assert client.get(f"/en/experiences/{CODE}.{form}").status_code == 404


def test_a_persian_word_file_reads_from_right_to_left(client):
    content = word_of(client, "tehran-brt", "fa")
    told = Document(BytesIO(content))
    with ZipFile(BytesIO(content)) as file:
        xml = file.read("word/document.xml").decode()

    title = next(one for one in told.paragraphs if one.style.name == "Title")
    assert title._p.pPr.find("{*}bidi") is not None
    assert all(run.font.rtl for run in title.runs)
    assert "<w:bidiVisual/>" in xml
    assert any(one.style.name == "Heading 1" for one in told.paragraphs)


def test_texts_that_are_no_xml_are_written_all_the_same(client):
    publish(problem="un\x0bo \ufffe dos")

    assert "uno  dos" in "".join(one.text for one in Document(BytesIO(word_of(client))).paragraphs)


def test_every_writer_writes_every_part():
    for kind in Part.__args__:
        assert kind in data._part.registry, kind
        assert kind in as_markdown._part.registry, kind
        assert kind in as_word._Writer.__dict__["_part"].dispatcher.registry, kind
        assert kind.__module__ == parts.__name__


def test_markdown_becomes_blocks_of_plain_words():
    assert to_blocks("Uno **dos** [tres](https://a.example)\n\n- a\n- b\n\n3. c\n\n> q") == (
        Block("paragraph", (
            Run("Uno "), Run("dos", is_strong=True), Run(" "),
            Run("tres", url="https://a.example"),
        )),
        Block("item", (Run("a"),), 1),
        Block("item", (Run("b"),), 1),
        Block("item", (Run("c"),), 1, 3),
        Block("quote", (Run("q"),)),
    )  # fmt: skip
