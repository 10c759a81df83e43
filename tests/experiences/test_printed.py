"""A case on paper and as a Word file, in every language of the interface."""

import re
from contextlib import closing
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from pypdfium2 import PdfDocument

from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.sections import parts
from hamshahr.domains.experiences.sections.parts import Part
from hamshahr.domains.experiences.taking_along import as_markdown, as_word
from hamshahr.domains.experiences.taking_along.printed import data
from hamshahr.kernel.written_blocks import Block, Run, to_blocks
from tests.experiences.surfaces import words_of_print
from tests.experiences.test_told_page import CODE, SECRET, publish
from tests.experiences.translated import translate
from tests.manuscripts.told import STAIRS

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


def test_a_print_gives_the_evidence_with_its_reason_and_an_identifier_that_stays(client):
    case = publish()
    word = "".join(one.text for one in Document(BytesIO(word_of(client))).paragraphs)

    for words in (words_of_print(print_of(client)), word):
        assert "Evidence level 2 of 5" in words
        assert "Dos mediciones, sin grupo de control." in words
        identifier = words.replace("\r\n", "").partition("/id/")[2][:36]
        assert identifier == str(case.revision_id)
        assert SECRET not in words
    assert client.get(f"/id/{case.revision_id}/").status_code == 303


def test_a_value_measured_once_is_not_taken_for_what_came_after(client):
    words = " ".join(words_of_print(print_of(client, "tehran-brt", "fa")).split())
    told = Document(BytesIO(word_of(client, "tehran-brt", "fa"))).tables[0]

    assert "۱۵۰۰۰۰" in words
    assert "پس از اجرا" not in words
    assert [cell.text for cell in told.rows[0].cells][1] == "مقدار"
    assert told.rows[1].cells[1].text.startswith("۱۵۰۰۰۰")


def test_every_sheet_says_of_which_case_it_is_and_which_sheet(client):
    publish(problem="\n\n".join(["Con lluvia nadie bajaba."] * 60))
    with closing(PdfDocument(print_of(client, language="fa"))) as pdf:
        sheets = [sheet.get_textpage().get_text_range() for sheet in pdf]

    assert len(sheets) > 1
    for number, sheet in zip("۱۲۳۴", sheets, strict=False):
        assert set(STAIRS["title"].split()) <= set(
            sheet.split()
        )  # pdfium reads them from the right
        assert number in sheet.splitlines()[-1]


def test_a_link_can_be_read_on_paper(client):
    publish(problem="Según el [informe](https://medellin.example/informe).")

    assert "(https://medellin.example/informe)" in words_of_print(print_of(client))


def test_a_word_file_is_a4_and_counts_its_pages(client):
    publish()
    section = Document(BytesIO(word_of(client))).sections[0]

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    fields = section.footer._element.iter("{*}instrText")
    assert [field.text for field in fields] == ["PAGE", "NUMPAGES"]
    assert f"/en/experiences/{CODE}/" in section.footer.paragraphs[0].text


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
    assert [run.font.rtl for run in title.runs if "تهران" in run.text] == [True]
    assert "<w:bidiVisual/>" in xml
    assert any(one.style.name == "Heading 1" for one in told.paragraphs)


def test_a_word_file_never_has_latin_letters_run_from_right_to_left(client):
    case = publish(problem="Con lluvia nadie bajaba. Véase https://medellin.example/a_(b).")
    translate(case, "headline", "با CC BY 4.0، نیمه", language="fa")
    told = Document(BytesIO(word_of(client, language="fa")))

    runs = [run for run in told.element.body.iter("{*}r") if run.rPr is not None]
    said = [(run.text, run.rPr.find("{*}rtl") is not None) for run in runs]
    assert ("با ", True) in said
    assert ("CC BY 4.0\u200e", False) in said
    assert not [text for text, is_rtl in said if is_rtl and re.search("[a-z]", text, re.I)]


def test_an_address_in_a_word_file_can_be_followed_and_ends_before_the_sentence(client):
    publish(problem="Véase https://medellin.example/a_(b). (También http://b.example/c)")
    file = Document(BytesIO(word_of(client, language="fa")))
    links = [link.address for one in file.paragraphs for link in one.hyperlinks]

    assert links[:2] == ["https://medellin.example/a_(b)", "http://b.example/c"]
    assert links[-1].endswith(f"/fa/experiences/{CODE}/")


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
