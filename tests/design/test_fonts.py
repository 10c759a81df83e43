import pytest
from fontTools.ttLib import TTFont

from tests.design.sources import PACKAGE, STATIC

FONT = STATIC / "fonts/vazirmatn.woff2"
ALPHABETS = {
    "Persian": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءأؤئۀة۰۱۲۳۴۵۶۷۸۹؟،؛٪٬٫«»ًٌٍَُِّْٰ\u200c",
    "Arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهويىءأإآؤئة٠١٢٣٤٥٦٧٨٩؟،؛ًٌٍَُِّْ",
    "English": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,;:!?‘’“”–—()&%",
    "French": "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ«»\u00a0€",
    "Spanish": "ÁÉÍÑÓÚÜáéíñóúü¿¡ºª",
    "Portuguese, German, Turkish, Polish, Romanian": "ãõßäöğşıİłńśżźțșđ",
}


@pytest.fixture(scope="module")
def font():
    return TTFont(FONT)


@pytest.mark.parametrize("language", ALPHABETS)
def test_the_font_can_write(language, font):
    missing = {letter for letter in ALPHABETS[language] if ord(letter) not in font.getBestCmap()}
    assert missing == set()


def test_the_narrow_space_of_french_is_seen(font):
    width, _ = font["hmtx"][font.getBestCmap()[0x202F]]
    assert 0.15 < width / font["head"].unitsPerEm < 0.25


def test_arabic_letters_join(font):
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"init", "medi", "fina", "rlig"} <= features


def test_every_weight_is_in_one_file(font):
    (weight,) = font["fvar"].axes
    assert (weight.axisTag, weight.minValue, weight.maxValue) == ("wght", 100, 900)


def test_the_font_is_light_and_its_licence_ships():
    assert FONT.stat().st_size <= 130_000
    licence = PACKAGE.parent / "LICENSES/Vazirmatn-OFL-1.1.txt"
    assert "The Vazirmatn Project Authors" in licence.read_text(encoding="utf-8")
