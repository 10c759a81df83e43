"""A letter is said once and laid out as text and HTML, in the reader's language and direction."""

import re

import pytest
from django.utils.translation import gettext, override

from hamshahr.design.mail.blocks import Action, Code, Facts, Item, Letter, Paragraph, Quote
from hamshahr.design.mail.composing import NoAddress, compose
from hamshahr.design.mail.isolating import FSI, PDI, isolated
from tests.cast import MATEO

RLM = "\u200f"
LINK = "https://cities.example/fa/invitations/" + "a" * 60
each_language = pytest.mark.parametrize(
    ("language", "direction"),
    [("fa", "rtl"), ("en", "ltr"), ("fr", "ltr"), ("es", "ltr"), ("ar", "rtl")],
)


def letter(*blocks, subject="A call", **more):
    return lambda: Letter("call", subject, blocks or (Paragraph("…"),), why="You asked.", **more)


def html(message):
    (page,) = message.alternatives
    assert page.mimetype == "text/html"
    return page.content


@each_language
def test_the_page_carries_the_readers_language_and_direction(language, direction):
    message = compose(letter(Action("Go", LINK)), language=language, to=MATEO.email)

    assert f'<html lang="{language}" dir="{direction}">' in html(message)
    assert message.extra_headers["Content-Language"] == language
    assert message.to == [MATEO.email]


def test_what_is_worded_while_writing_is_in_the_readers_language():
    with override("fr"):
        message = compose(
            lambda: Letter("call", gettext("Cities"), (Paragraph("…"),), why="…"),
            language="fa",
            to=MATEO.email,
        )

    assert message.subject == "شهرها"


def test_the_text_part_has_lines_that_fit_and_addresses_that_are_whole():
    message = compose(
        letter(Paragraph("one two three " * 40), Action("Accept", LINK)),
        language="en",
        to=MATEO.email,
    )

    lines = message.body.splitlines()
    assert LINK in lines
    assert max(len(line) for line in lines if line != LINK) <= 72
    assert not re.search(r"[ \t]+$(?<!^-- )", message.body, re.MULTILINE)


def test_text_and_page_say_the_same_and_the_text_has_no_tags():
    said = (
        Paragraph("Paragraph said"),
        Facts((("City", "Shiraz"),)),
        Item("Lyon answered", LINK, "today"),
        Quote("Her own words"),
        Code("493817"),
    )
    message = compose(letter(*said), language="en", to=MATEO.email)

    for words in ("Paragraph said", "Shiraz", "Lyon answered", LINK, "Her own words", "493817"):
        assert words in message.body
        assert words in html(message)
    assert "<" not in message.body
    assert "&" not in message.body


def test_what_somebody_wrote_is_no_markup():
    evil = "<script>alert(1)</script><img src=//evil.example>"
    message = compose(
        letter(Paragraph(f"Hello {isolated(evil)}"), Quote(evil)), language="en", to=MATEO.email
    )

    assert "<script" not in html(message)
    assert "<img" not in html(message)


def test_a_latin_name_does_not_pull_a_persian_sentence_around():
    message = compose(
        letter(Paragraph(f"{isolated('Mateo Restrepo')} شما را دعوت کرد.")),
        language="fa",
        to=MATEO.email,
    )

    assert "<bdi>Mateo Restrepo</bdi> شما" in html(message)
    assert f"{RLM}{FSI}Mateo Restrepo{PDI} شما" in message.body


def test_a_persian_name_in_a_persian_letter_needs_no_marks():
    message = compose(
        letter(Paragraph(f"{isolated('لیلا فراهانی')} شما را دعوت کرد.")),
        language="fa",
        to=MATEO.email,
    )

    assert FSI not in message.body


def test_an_address_of_a_page_can_be_copied_without_a_mark():
    message = compose(letter(Action("برو", LINK)), language="fa", to=MATEO.email)

    assert f"\n{LINK}\n" in message.body


def test_a_name_can_neither_turn_a_letter_around_nor_fill_it():
    turning = "\u202egnp.exe" + "x" * 1000
    message = compose(
        letter(Paragraph(f"Hello {isolated(turning)}"), subject=f"From {isolated(turning)}"),
        language="en",
        to=MATEO.email,
    )

    assert "\u202e" not in message.body + html(message) + message.subject
    assert len(message.subject) <= 150
    assert "x" * 200 not in message.body


def test_a_name_with_a_line_break_is_no_second_header():
    message = compose(
        letter(subject=f"From {isolated('Leila' + chr(13) + chr(10) + 'Bcc: a@lyon.example')}"),
        language="en",
        to=MATEO.email,
    )

    assert message.subject == "From Leila Bcc: a@lyon.example"
    assert message.message()["Bcc"] is None


@pytest.mark.parametrize(
    "to", ["", "nobody", "a@b.example, c@d.example", "a@b.example\nBcc: x@y.example", "A <a@b.ex>"]
)
def test_a_letter_has_one_bare_address(to):
    with pytest.raises(NoAddress):
        compose(letter(), language="en", to=to)


def test_nothing_is_fetched_when_a_letter_is_opened():
    page = html(compose(letter(Action("Go", LINK)), language="fa", to=MATEO.email))

    assert not re.search(r"<(img|link|script|iframe|style)|url\(|src=", page)


def test_a_letter_that_may_be_ended_is_ended_by_one_click():
    message = compose(letter(unsubscribe=LINK), language="en", to=MATEO.email).message()

    assert message["List-Unsubscribe"] == f"<{LINK}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_letter_that_may_not_be_ended_offers_nothing():
    message = compose(letter(), language="en", to=MATEO.email)

    assert "List-Unsubscribe" not in message.message()


def test_no_holiday_answers_to_it():
    message = compose(letter(), language="en", to=MATEO.email).message()

    assert message["Auto-Submitted"] == "auto-generated"


def test_a_reader_sees_which_association_writes(settings):
    settings.ASSOCIATION, settings.ASSOCIATION_IN = "Cities", {"fa": "شهرهای دشت"}

    assert "شهرهای دشت" in html(compose(letter(), language="fa", to=MATEO.email))
    assert "Cities" in compose(letter(), language="en", to=MATEO.email).from_email
