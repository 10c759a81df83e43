"""No letter that a city writes stands as an empty box, on a page or in a picture."""

import json
import unicodedata
import zipfile

import icu
import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from django.template import Context, Template
from fontTools.ttLib import TTFont

from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES
from hamshahr.design.letters import writing
from hamshahr.design.letters.writing import families, missing, writable
from tests.design.sources import PACKAGE, STATIC

FACES = json.loads(writing.TABLE.read_text(encoding="utf-8"))
STARTER = PACKAGE / "domains/experiences/starter/experiences.jsonl"
FACTS = PACKAGE / "domains/network/facts/data"
# Languages whose own alphabets the fonts must hold: those of the world's large cities
LANGUAGES = [
    "am", "ar", "as", "az", "be", "bg", "bn", "bo", "bs", "ca", "chr", "ckb", "cs", "cy", "da",
    "de", "dv", "dz", "ee", "el", "en", "es", "et", "eu", "fa", "fi", "fil", "fo", "fr", "ga", "gl",
    "gu", "ha", "haw", "he", "hi", "hr", "hu", "hy", "id", "ig", "is", "it", "ja", "ka", "kab",
    "kk", "km", "kn", "ko", "ks", "ku", "ky", "ln", "lo", "lt", "lv", "mk", "ml", "mn", "mr", "ms",
    "mt", "my", "nb", "ne", "nl", "om", "or", "pa", "pl", "ps", "pt", "qu", "ro", "ru", "sd", "si",
    "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "te", "tg", "th", "ti", "tk", "tr", "tt", "ug",
    "uk", "ur", "uz", "vi", "wo", "xh", "yi", "yo", "yue", "zgh", "zh", "zh_Hant", "zu",
]  # fmt: skip
# Scripts that no fonts are shipped for: of no large city, or of none since antiquity
UNCOMMON = {"Rohg", "Hmnp", "Osge", "Cakm", "Tavt"}
ANCIENT = {"Copt", "Goth", "Xpeo", "Xsux"}


def strings(said):
    if isinstance(said, dict):
        said = [*said.keys(), *said.values()]
    return "".join(map(strings, said)) if isinstance(said, list) else str(said)


def scripts(letters):
    return {icu.Script.getScript(letter).getShortName() for letter in letters}


def test_every_letter_of_the_starter_library_can_be_written():
    lines = STARTER.read_text(encoding="utf-8").splitlines()
    assert missing(strings([json.loads(line) for line in lines])) == set()


def test_every_name_of_every_city_can_be_written():
    texts = [path.read_text(encoding="utf-8") for path in FACTS.glob("*.json")]
    for archive in FACTS.glob("*.zip"):
        with zipfile.ZipFile(archive) as opened:
            texts += [opened.read(name).decode() for name in opened.namelist()]
    assert len(texts) > 3
    written = "".join(json.dumps(json.loads(t), ensure_ascii=False) if t[0] in "[{" else t
                      for t in texts)  # fmt: skip
    # GeoNames keeps what Babylon and Ostrogoths called a place, too
    assert scripts(missing(written)) <= ANCIENT


@pytest.mark.parametrize("reader", INTERFACE_LANGUAGES)
def test_the_name_of_every_language_can_be_written(reader):
    assert missing("".join(map(str, Locale.parse(reader).languages.values()))) == set()


def test_what_languages_call_themselves_can_be_written_or_is_put_into_latin():
    for code in locale_identifiers():
        if "_" in code:
            continue
        name = Locale.parse(code).get_language_name(code) or ""
        assert scripts(missing(name)) <= UNCOMMON, name
        assert missing(writable(name)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_alphabet_of_a_language_can_be_written(language):
    alphabet = set("".join(icu.LocaleData(language).getExemplarSet()))
    if language in {"ja", "zh", "zh_Hant", "yue", "ko"}:
        assert len(alphabet) > 1_000
    assert missing("".join(alphabet)) == set()


@pytest.mark.parametrize("encoding", ["gb2312", "shift_jis", "euc_kr"])
def test_the_characters_of_a_national_standard_can_be_written(encoding):
    pairs = (bytes([a, b]) for a in range(0xA1, 0xFE) for b in range(0xA1, 0xFF))
    letters = {c for pair in pairs for c in pair.decode(encoding, "ignore") if c.isalpha()}
    assert len(letters) > 50
    assert missing(unicodedata.normalize("NFC", "".join(letters))) == set()


def test_the_table_tells_what_the_fonts_hold():
    for face in FACES:
        name = face["file"]
        path = STATIC / "letters" / name if name else STATIC / "fonts/vazirmatn.woff2"
        with TTFont(path, lazy=True) as font:
            told = {c for a, b in face["writes"] for c in range(a, b + 1)}
            assert told == set(font.getBestCmap()), face["family"]
            assert font["name"].getDebugName(1) in {face["family"], "Vazirmatn"}


def test_the_style_names_every_font_and_no_other():
    style = (STATIC / "css/letters.css").read_text(encoding="utf-8")
    files = {path.name for path in (STATIC / "letters").iterdir()}
    assert {face["file"] for face in FACES} - {""} == files
    assert all(f'url("../letters/{name}")' in style for name in files)


def test_the_fonts_stay_within_what_was_decided():
    fonts = list((STATIC / "letters").iterdir())
    assert sum(path.stat().st_size for path in fonts) < 9_000_000
    assert all(path.stat().st_size < 200_000 for path in fonts if path.suffix == ".otf")


def test_licences_ship_with_the_fonts():
    licence = (PACKAGE.parent / "LICENSES/Noto-OFL-1.1.txt").read_text(encoding="utf-8")
    assert "Adobe" in licence
    assert "Google" in licence
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_a_word_is_written_by_one_font():
    assert families("Hà Nội")[0] == "Noto latin"
    assert families("Thành phố")[-1] == "Vazirmatn"
    assert families("شیراز") == ("Vazirmatn",)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Bikes 🚲 for all", "Bikes for all"),
        ("𐓏𐓘", "〓〓"),  # Osage: no font, and no transliteration
        ("ꤔꤢ", "〓〓"),  # Kayah Li
        ("\u202eoot edoc\u202c", "oot edoc"),
        ("one\x00two\r\nthree", "one two three"),
        ("می\u200cشود", "می\u200cشود"),
        ("e\u0301cole", "école"),
        ("\ud800", ""),
    ],
)
def test_what_no_font_has_is_left_out_or_marked(said, written):
    assert writable(said) == written
    assert missing(writable(said)) == set()


def rendered(text):
    template = "{% load letters %}{% letters %}<p>{{ text }}</p>{% endletters %}"
    return Template(template).render(Context({"text": text}))


@pytest.mark.parametrize("text", ["올빼미버스", "上海", "मुंबई", "አዲስ አበባ", "Αθήνα", "Hà Nội"])
def test_a_page_with_foreign_letters_names_their_fonts(text):
    assert "letters.css" in rendered(text)


@pytest.mark.parametrize("text", ["هم‌شهر، تجربه‌های شهرها", "Côte d’Ivoire – “Zürich”", "Łódź"])
def test_a_page_without_them_carries_nothing(text):
    assert "letters" not in rendered(text)


def test_a_part_within_a_part_names_the_fonts_once():
    template = (
        "{% load letters %}{% letters %}{% letters %}上海{% endletters %}首尔{% endletters %}"
    )
    assert Template(template).render(Context()).count("<link") == 1


def test_the_reader_s_own_fonts_come_first():
    tokens = (STATIC / "css/tokens.css").read_text(encoding="utf-8")
    assert "--font: Vazirmatn, system-ui, sans-serif, Noto;" in tokens
