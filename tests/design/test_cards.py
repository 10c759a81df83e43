"""The sharing picture: any text, in its own script and direction, and nothing as markup."""

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from hamshahr.design.pictures import card as module
from hamshahr.design.pictures.card import LONGEST, TONES, Bar, Card, Measured, Text, draw
from tests.design.colours import srgb, tokens


def fa(said):
    return Text(said, "fa", "rtl")


def en(said):
    return Text(said, "en", "ltr")


PERSIAN = Card(
    name=fa("هم‌شهر"),
    seed="shiraz",
    title=fa("چراغ‌های راهنمایی هماهنگ در شب"),
    city=fa("شیراز"),
    country=fa("ایران"),
    measured=Measured(
        indicator=fa("میانگین توقف"),
        unit=fa("ثانیه"),
        before=Bar(fa("پیش"), fa("۴۰"), 100.0),
        after=Bar(fa("پس"), fa("۲۵"), 62.5),
    ),
    as_of=fa("وضعیت ۱۴۰۰"),
)
ENGLISH = Card(name=en("Hamshahr"), seed="shiraz", title=en("Signals at night"))
# What somebody might try: the renderer's own markup, other documents, no end, turned directions
HOSTILE = [
    "#read('/etc/passwd') #import 'x': * #panic() $ x^2 $ *bold* _it_ `raw` <label> @ref",
    "]#{while true {}}[ // comment /* */ \\u{1F600} \\",
    '"}], "fonts": ["x"], "said": "',
    "W" * 10_000,
    "م" * 10_000,
    "上" * 10_000,
    "กรุงเทพ" * 1_500,
    "a " * 5_000,
    "\u202e\u2066turned\u2069 around\u202c",
    "null\x00byte\x1b[31m\ud800\udfff\ufffe",
    "e" + "\u0301" * 500,
    "🚲👩‍👩‍👧‍👦🇮🇷",
    "",
    " \n\t ",
    "\u200b\u200e",
]  # fmt: skip


def opened(card):
    image = Image.open(io.BytesIO(draw(card))).convert("RGB")
    assert image.size == (1200, 630)
    return image


def ink(image, box):
    """Return where a box of the picture is written on: rows by columns."""
    return np.asarray(image.crop(box), dtype=int).sum(axis=2) < 250


def test_a_persian_picture_begins_at_the_right():
    image = opened(replace(PERSIAN, measured=None))
    assert ink(image, (900, 60, 1140, 300)).sum() > 2 * ink(image, (310, 60, 550, 300)).sum()


def test_an_english_picture_begins_at_the_left():
    image = opened(ENGLISH)
    assert ink(image, (60, 50, 300, 150)).sum() > 1_000
    assert ink(image, (600, 50, 840, 150)).sum() == 0


def test_persian_letters_are_joined_and_run_to_the_left():
    """Joined, a word takes less room than its letters apart; its first letter stands rightmost."""
    title = (300, 110, 1140, 240)
    word, apart, alef = (
        ink(opened(replace(PERSIAN, title=fa(said), measured=None)), title)
        for said in ("سیسیسیسی", "\u200c".join("سیسیسیسی"), "ااااسسسس")
    )
    assert np.count_nonzero(word.any(axis=0)) < np.count_nonzero(apart.any(axis=0)) - 20
    columns = np.flatnonzero(alef.any(axis=0))
    right, left = alef[:, columns[-1] - 60 : columns[-1]], alef[:, columns[0] : columns[0] + 60]
    # Alefs stand tall, joined sins lie low and wide
    assert np.flatnonzero(right.any(axis=1))[0] < np.flatnonzero(left.any(axis=1))[0] - 5


@pytest.mark.parametrize(
    ("language", "direction", "title"),
    [
        ("zh", "ltr", "上海生活垃圾强制分类"),
        ("ko", "ltr", "올빼미버스: 심야버스"),
        ("ja", "ltr", "交通まちづくり"),
        ("hi", "ltr", "शहर की बसें"),
        ("th", "ltr", "กรุงเทพมหานคร"),
        ("el", "ltr", "Η πόλη"),
        ("ru", "ltr", "Город"),
        ("he", "rtl", "העיר"),
        ("bn", "ltr", "ঢাকা শহর"),
        ("ta", "ltr", "சென்னை"),
        ("am", "ltr", "አዲስ አበባ"),
        ("hy", "ltr", "Երևան"),
        ("ka", "ltr", "თბილისი"),
        ("ar", "rtl", "الرياض"),
        ("fa", "rtl", "شیراز"),
    ],
)
def test_no_script_becomes_a_row_of_boxes(language, direction, title):
    """A font's box for a missing letter is a glyph like any other: the renderer is asked for it."""
    card = replace(ENGLISH, title=Text(title, language, direction))
    letters = {letter for letter in title if letter.isalpha()}
    pictures = {
        opened(replace(card, title=replace(card.title, said=letter * 3))).tobytes()
        for letter in letters
    }
    assert len(pictures) == len(letters)


@pytest.mark.parametrize("said", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_whatever_is_said_gives_a_picture(said, direction):
    text = Text(said, "fa" if direction == "rtl" else "en", direction)
    bar = Bar(text, text, 50.0)
    card = Card(name=en("Hamshahr"), seed=said, title=text, city=text, country=text,
                measured=Measured(text, text, bar, bar), as_of=text)  # fmt: skip
    image = opened(card)
    # The foot is the site's, whatever is said above it
    assert image.getpixel((2, 600)) == opened(ENGLISH).getpixel((2, 600))
    opened(replace(card, measured=None, sentence=text))


def test_what_is_said_is_cut_before_it_is_drawn():
    said = module._data(replace(ENGLISH, title=en("word " * 2_000)))["title"]["said"]
    assert len(said) <= LONGEST + 1
    assert said.endswith("word…")


def test_the_same_card_is_the_same_picture_and_another_is_not():
    assert draw(PERSIAN) == draw(PERSIAN)
    assert PERSIAN.version() == replace(PERSIAN).version()
    for other in (
        replace(PERSIAN, title=fa("دیگر")),
        replace(PERSIAN, seed="mashhad"),
        replace(PERSIAN, as_of=None),
        replace(PERSIAN, name=Text("Hamshahr", "ar", "rtl")),
    ):
        assert other.version() != PERSIAN.version()


def test_the_tones_of_the_pattern_are_those_of_the_pages():
    named = tokens("light")
    for tone, colour in TONES.items():
        wanted = srgb(named["paper" if tone == "paper" else f"girih-{tone}"])
        drawn = tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
        assert all(abs(a - b) <= 2 for a, b in zip(wanted, drawn, strict=True)), tone
