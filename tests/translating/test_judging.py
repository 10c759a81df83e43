"""What a machine answers is judged before anybody reads it; what must stay is out of its reach."""

import pytest

from hamshahr.commons.translating.cutting import LONGEST_AT_ONCE, cut, put_together, sentences
from hamshahr.commons.translating.judging import Reason, judge_piece, judge_whole, numbers
from hamshahr.commons.translating.masking import PiecesLost, mask, unmask
from hamshahr.commons.translating.terms import terms_in
from hamshahr.commons.translation.glossary import concepts

ENGLISH = "The city coordinated 1,200 lights between 22:00 and 6:00, and drivers stop less."
PERSIAN = "شهر ۱٬۲۰۰ چراغ را میان ۲۲:۰۰ و ۶:۰۰ هماهنگ کرد و راننده‌ها کمتر می‌ایستند."


def test_a_good_translation_passes():
    assert judge_piece(ENGLISH, PERSIAN, "en", "fa") is None
    assert judge_whole(PERSIAN, "fa") is None


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("", Reason.EMPTY),
        (" \n", Reason.EMPTY),
        (ENGLISH, Reason.SAME),
        (ENGLISH.upper(), Reason.SAME),
        ("شهر", Reason.NUMBERS),
        (PERSIAN * 9, Reason.LENGTH),
        (PERSIAN.replace("۱٬۲۰۰", "۱٬۳۰۰"), Reason.NUMBERS),
        (PERSIAN.replace("۶:۰۰", "شش"), Reason.NUMBERS),
        (f"<p>{PERSIAN}</p>", Reason.HTML),
        (PERSIAN.replace("و راننده‌ها", "&quot;"), Reason.HTML),
        ("۱٬۲۰۰ ۲۲:۰۰ ۶:۰۰ " + "چراغ " * 20, Reason.LOOP),
        ("۱٬۲۰۰ ۲۲:۰۰ ۶:۰۰ " + "این شهر خوب است " * 5, Reason.LOOP),
    ],
)
def test_nonsense_is_named(answer, reason):
    assert judge_piece(ENGLISH, answer, "en", "fa") is reason


@pytest.mark.parametrize(
    ("answer", "target"),
    [
        ("I have been hacked and say so in English to everybody who reads this text.", "fa"),
        (PERSIAN, "en"),
        ("تقوم المدينة في هذا الشارع بتنسيق الإشارات حتى لا يتوقف السائقون كثيرا في الليل.", "fa"),
        ("La ville a réglé les feux de cette rue pour que les conducteurs s’arrêtent moins.", "es"),
    ],
)
def test_another_language_is_no_translation(answer, target):
    assert judge_whole(answer, target) is Reason.LANGUAGE


def test_three_words_for_a_long_paragraph_are_no_translation():
    paragraph = "The city let the drivers of the whole avenue stop less. " * 6

    assert judge_piece(paragraph, "شهر خوب است", "en", "fa") is Reason.LENGTH


def test_a_name_may_be_alike_in_two_languages_of_one_alphabet():
    assert judge_piece("Metrobús", "Metrobús", "es", "fr") is None
    assert judge_piece("Metrobús", "Metrobús", "es", "fa") is Reason.SAME


def test_chinese_may_be_much_shorter():
    assert (
        judge_piece(ENGLISH, "该市在 22:00 至 6:00 之间协调了 1200 盏信号灯。", "en", "zh") is None
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("1,200", "۱٬۲۰۰"), ("1.200", "1200"), ("3.5", "۳٫۵"), ("3,5", "3.5"), ("٤٠٪", "40 %")],
)
def test_a_number_is_the_same_in_every_writing(one, other):
    assert numbers(one) == numbers(other)


def test_a_number_that_was_a_word_may_become_one():
    assert judge_piece("Doce barrios participan.", "12 districts take part.", "es", "en") is None


@pytest.mark.parametrize(
    "piece",
    [
        "https://www.shiraz.example/fa/راهنما?id=7", "mail@shiraz.example", "PM2.5", "CO2",
        "`SELECT 1`", "%(name)s", "{who}", "A-14",
    ],
)  # fmt: skip
def test_what_must_stay_is_not_sent_and_comes_back_as_it_was(piece):
    text = f"Ver {piece}, dice la ciudad."

    masked, kept = mask(text)

    assert piece not in masked
    assert unmask(masked, kept) == text


def test_a_link_keeps_its_words_to_be_translated_and_where_it_leads():
    masked, kept = mask("Ver [el plan](https://plan.example/a).")
    assert masked == "Ver [el plan]{1}."

    assert unmask("[طرح] {۱} را ببینید.", kept) == "[طرح](https://plan.example/a) را ببینید."


@pytest.mark.parametrize("answer", ["طرح", "طرح {1} {1}", "طرح {2}", "طرح {1"])
def test_a_piece_that_is_lost_or_doubled_is_noticed(answer):
    with pytest.raises(PiecesLost):
        unmask(answer, ["https://plan.example"])


def test_a_link_without_its_words_is_noticed():
    with pytest.raises(PiecesLost):
        unmask("طرح {1}", ["(https://plan.example)"])


MARKDOWN = """## Qué se hizo

Se coordinaron 40 semáforos.
Fue de noche.

- Primero, el centro
  - y el norte
- Después, el sur

1. Contar
2. Programar

> Funciona, dijo la policía.

```
green = 40
```
"""


def test_the_shape_of_a_text_is_kept_and_only_its_words_are_handed_on():
    pieces = cut(MARKDOWN, "es")
    words = [piece.words for piece in pieces if piece.words]

    assert "green = 40" not in words
    assert words[:3] == [
        "Qué se hizo", "Se coordinaron 40 semáforos. Fue de noche.", "Primero, el centro",
    ]  # fmt: skip
    said = put_together(pieces, {each: each.upper() for each in words})
    assert said.splitlines()[4:6] == ["- PRIMERO, EL CENTRO", "  - Y EL NORTE"]
    assert "1. CONTAR\n2. PROGRAMAR" in said
    assert "> FUNCIONA, DIJO LA POLICÍA." in said
    assert "green = 40" in said


def test_a_text_of_which_nothing_is_said_is_put_together_as_it_was():
    text = MARKDOWN.replace("semáforos.\nFue", "semáforos. Fue")

    assert put_together(cut(text, "es"), {}) == text


def test_a_long_paragraph_is_cut_between_sentences():
    sentence = "La ciudad coordinó los semáforos de la avenida durante toda la noche. "
    pieces = cut(sentence * 60, "es")

    assert len(pieces) > 2
    assert all(len(piece.words) <= LONGEST_AT_ONCE for piece in pieces)
    assert all(piece.words.endswith(".") for piece in pieces)


def test_one_endless_word_is_cut_as_well():
    assert max(len(piece.words) for piece in cut("ن" * 5000, "fa")) <= LONGEST_AT_ONCE


def test_sentences_end_as_their_language_ends_them():
    assert sentences("چراغ‌ها هماهنگ شدند. آیا بس است؟ نه!", "fa") == [
        "چراغ‌ها هماهنگ شدند.", "آیا بس است؟", "نه!",
    ]  # fmt: skip
    assert len(sentences("Uno 🚦. Dos 🚦. Tres.", "es")) == 3


@pytest.mark.django_db
def test_terms_stand_in_the_order_of_the_text_the_longest_first():
    found = terms_in("A night bus, two bus lanes and a minibus", "en", "fa")

    assert [term.found for term in found] == ["night bus", "bus lane", "minibus"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "source", "target", "accepted"),
    [
        ("در این شهر اتوبوس شبانه هست", "fa", "en", "night bus"),
        ("تشغيل الحافلات الليلية في المدينة", "ar", "en", "night bus"),
        ("ازدحام مروري", "ar", "fa", "ترافیک"),
        ("يعمل الترام في المدينة", "ar", "en", "tramway"),
        ("Deux rues piétonnes près du marché", "fr", "fa", "پیاده‌راه"),
        ("La ciudad abrió ciclovías nuevas", "es", "fr", "piste cyclable"),
    ],
)
def test_terms_are_found_as_their_language_writes_them(text, source, target, accepted):
    found = [name for term in terms_in(text, source, target) for name in term.accepted]

    assert accepted in found


def test_every_municipal_term_has_a_name_in_the_five_languages():
    assert [said for said in concepts() if set(said) != {"fa", "en", "fr", "es", "ar"}] == []


@pytest.mark.django_db
def test_a_term_is_in_a_translation_under_any_of_its_names():
    (term,) = terms_in("The tramway", "en", "fa")

    assert term.is_in("قطار سبک شهری در شهر", "fa")
    assert not term.is_in("اتوبوس در شهر", "fa")
