"""The sharing picture of a page: what a link to it shows where people pass links on.

Drawn by typst, which shapes and turns every script. It is given data, never source; the fonts are
those of ``hamshahr.design.letters`` and no system's. A picture takes some 20 ms and 60 KB.
"""

import json
import re
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

import typst
from django.template.loader import get_template

from hamshahr.design import girih
from hamshahr.design.letters.writing import PAGE_FAMILY, families, writable

WIDTH, HEIGHT = 1200, 630  # pixels: what the large networks show without cutting
SOURCE = Path(__file__).with_name("card.typ")
FONTS = (Path(__file__).with_name("fonts"), Path(__file__).parents[1] / "static/design/letters")
# More than a picture holds at its smallest size; what is longer is cut at a word.
LONGEST = 220
# A run longer than any word may be broken anywhere; only in scripts whose letters stand singly.
_ENDLESS = re.compile("([!-\u08ff]{30})(?=[!-\u08ff])")
# The tones of the pattern in the light scheme (css/tokens.css), in sRGB for SVG
TONES = {"a": "#274893", "b": "#01858a", "c": "#a4dad7", "d": "#c7d4f3", "paper": "#fbf7ef"}

# Korean lines break between words, as Latin ones do.
_HANGUL = re.compile("([\uac00-\ud7a3])(?=[\uac00-\ud7a3])")


@dataclass(frozen=True)
class Text:
    """A text in its own language and direction (``ltr`` or ``rtl``)."""

    said: str
    language: str  # ISO 639, two or three letters
    direction: str


@dataclass(frozen=True)
class Bar:
    """One of two values beside each other; ``length`` from 0 to 100."""

    label: Text
    figure: Text
    length: float


@dataclass(frozen=True)
class Measured:
    """A measured change."""

    indicator: Text
    unit: Text
    before: Bar
    after: Bar


@dataclass(frozen=True)
class Card:
    """What a sharing picture says. Texts may hold anything; they are cut and cleaned here."""

    name: Text  # of the site, in the page's language: its direction is that of the picture
    seed: str  # of the pattern
    title: Text
    city: Text | None = None
    country: Text | None = None
    measured: Measured | None = None
    sentence: Text | None = None  # where no change is measured
    as_of: Text | None = None

    def version(self) -> str:
        """Return a name for this very picture: the same as long as it would look the same."""
        told = json.dumps(_data(self), sort_keys=True).encode()
        return blake2b(told + _source(), digest_size=8).hexdigest()


def draw(card: Card) -> bytes:
    """Return the picture as PNG, ``WIDTH`` by ``HEIGHT`` pixels."""
    picture = typst.compile(
        _source(),
        font_paths=shipped_fonts(),
        ignore_system_fonts=True,
        format="png",
        ppi=72.0,
        sys_inputs={"card": json.dumps(_data(card))},
    )
    assert isinstance(picture, bytes)  # one page, and no file to write to
    return picture


def _data(card: Card) -> dict[str, object]:
    nothing = Text("", card.name.language, card.name.direction)
    return {
        "language": card.name.language,
        "direction": card.name.direction,
        "fonts": list(families(card.name.said)),
        "pattern": coloured(girih.mark(card.seed)),
        "mark": _site_mark(),
        "name": _told(card.name),
        "title": _told(card.title),
        "title-height": 300 if card.measured is None and card.sentence is None else 210,
        "city": _told(card.city or nothing),
        "country": _told(card.country or nothing),
        "sentence": card.sentence and _told(card.sentence),
        "measured": card.measured and _measured(card.measured),
        "as-of": _told(card.as_of or nothing),
    }


def _measured(measured: Measured) -> dict[str, object]:
    return {
        "indicator": _told(measured.indicator),
        "unit": _told(measured.unit),
        "before": _bar(measured.before),
        "after": _bar(measured.after),
    }


def _bar(bar: Bar) -> dict[str, object]:
    return {"label": _told(bar.label), "figure": _told(bar.figure), "length": bar.length}


def _told(text: Text) -> dict[str, object]:
    """A text as the source takes it: fit to be written, with the fonts that write it."""
    said = _ENDLESS.sub("\\1\u200b", _cut(writable(text.said[: 4 * LONGEST])))
    if text.language == "ko":
        said = _HANGUL.sub("\\1\u2060", said)
    fonts = families(said)
    return {
        **asdict(text),
        "said": said,
        "fonts": list(fonts),
        "one-weight": fonts != (PAGE_FAMILY,),
    }


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    start, _, _ = text[:LONGEST].rpartition(" ")
    return f"{start if len(start) > LONGEST / 2 else text[:LONGEST]}…"


def coloured(svg: str) -> str:
    """Return one of our SVG drawings, whose tones are class names, with the tones themselves."""
    rules = "".join(f".girih-{tone}{{fill:{TONES[tone]}}}" for tone in "abcd")
    line = f".girih-line{{fill:none;stroke:{TONES['paper']};stroke-width:1.5}}"
    style = f"<style>{rules}{line}</style>"
    return re.sub(r"<svg ([^>]*)>", rf'<svg xmlns="http://www.w3.org/2000/svg" \1>{style}', svg)


@cache
def _site_mark() -> str:
    return coloured(str(get_template("design/mark.html").render()))


@cache
def _source() -> bytes:
    return SOURCE.read_bytes()


@cache
def shipped_fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(FONTS)
    )
