"""Runs and pictures of a Word file: each with its language, its direction and its words."""

import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from hamshahr.commons.translation.languages import Language
from hamshahr.domains.experiences.taking_along.pictures import PaperPicture

SOFT = RGBColor(0x55, 0x5B, 0x6E)
# Between the margins of the sheet, and no taller than half of it
WIDEST, TALLEST = Mm(165), Mm(110)
# Pixels on an inch, below which a picture is seen to be made of squares
_SHARP = 130
_INCH = 914_400  # in Word's own unit
# An address on the web, to its end: brackets in pairs are part of it, the sentence around it is not
_ADDRESS = re.compile(r"https?://(?:\([^\s()]*\)|[^\s()<>«»])+(?<![.,;:!?،؛؟])")
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl", "AN": "rtl"}
_SOFT_SIZE = Pt(9)
# LRM and RLM: letters that nobody sees, one of each direction (UAX 9)
_MARKS = {"ltr": "\u200e", "rtl": "\u200f"}
# What XML cannot hold, whatever a text may
_NO_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))


def turn(paragraph: Paragraph, direction: str) -> None:
    """Have a paragraph begin where its text begins."""
    if direction == "rtl" and direction_of(paragraph) != direction:
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(
            OxmlElement("w:bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
            "w:contextualSpacing", "w:jc", "w:rPr",
        )  # fmt: skip


def add_run(
    paragraph: Paragraph,
    text: str,
    language: Language,
    *,
    strong: bool = False,
    emphasised: bool = False,
    soft: bool = False,
) -> None:
    """Add ``text`` to the end of a paragraph that was turned; addresses in it can be followed.

    It becomes a run for each stretch of one direction: Word must not be told to set Latin letters
    from right to left (ISO/IEC 29500-1, annex I.2: what comes of it is left open).
    """
    around = direction_of(paragraph)
    for stretch, direction in _stretches(xml_text(text), language.direction):
        address = stretch if _ADDRESS.fullmatch(stretch) else ""
        run = paragraph.add_run(_held(stretch, direction, around))
        run.bold, run.italic = strong or None, emphasised or None
        run.underline = bool(address) or None
        is_rtl = direction == "rtl"
        run.font.rtl = is_rtl or None
        run.font.cs_bold = strong or None
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:bidi" if is_rtl else "w:val"), language.code)
        run._r.get_or_add_rPr().append(spoken)
        if soft:
            soften(run)
        if address:
            _lead(paragraph, run, address)


def soften(run: Run) -> None:
    """Have a run stand back behind the others, in either script."""
    run.font.color.rgb, run.font.size = SOFT, _SOFT_SIZE
    size = OxmlElement("w:szCs")
    size.set(qn("w:val"), str(int(_SOFT_SIZE.pt * 2)))
    run._r.get_or_add_rPr().find(qn("w:sz")).addnext(size)


def direction_of(paragraph: Paragraph) -> str:
    """Return the direction that ``turn`` has given to a paragraph."""
    properties = paragraph._p.pPr
    return "rtl" if properties is not None and properties.find(qn("w:bidi")) is not None else "ltr"


def _stretches(text: str, base: str) -> Iterator[tuple[str, str]]:
    """Return the stretches of a text of direction ``base``, each with its own direction.

    Letters have theirs, digits that of the letters before them, and what stands between two of
    one direction has that one (Unicode Bidirectional Algorithm, UAX 9: W7, N1, N2).
    """
    kinds = [_STRONG.get(unicodedata.bidirectional(letter), "") for letter in text]
    for found in _ADDRESS.finditer(text):
        kinds[slice(*found.span())] = ["address"] * len(found[0])
    last, open_from = base, 0
    for place, letter in enumerate(text):
        kinds[place] = kinds[place] or ("" if unicodedata.decimal(letter, None) is None else last)
        if kinds[place]:
            before, last = last, "ltr" if kinds[place] == "address" else kinds[place]
            filled = last if before == last else base
            kinds[open_from:place] = [filled] * (place - open_from)
            open_from = place + 1
    kinds[open_from:] = [base] * (len(text) - open_from)
    for kind, letters in groupby(zip(kinds, text, strict=True), key=lambda pair: pair[0]):
        yield "".join(letter for _kind, letter in letters), "ltr" if kind == "address" else kind


def _held(text: str, direction: str, around: str) -> str:
    """Return ``text`` with marks that keep its signs beside it for programs that go by letters.

    Word goes by runs; others lay out the whole paragraph, where a full stop at the end of a foreign
    sentence, or a sign between two, would go with the paragraph or with its neighbours.
    """
    if not any(letter.isalnum() for letter in text):
        return text + _MARKS[around]
    if direction == around:
        return text
    mark = _MARKS[direction]
    before, after = (
        "" if unicodedata.bidirectional(letter) in _STRONG else mark
        for letter in (text[0], text[-1])
    )
    return f"{before}{text}{after}"


def _lead(paragraph: Paragraph, run: Run, address: str) -> None:
    """Have a run of a paragraph lead to an address on the web."""
    link = OxmlElement("w:hyperlink")
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), relation)
    run._r.addprevious(link)
    link.append(run._r)


def add_picture(
    paragraph: Paragraph, picture: PaperPicture, content: bytes, alternative: str
) -> None:
    """Add a picture in a line of its own, as large as it stays sharp, with its text alternative."""
    ratio = picture.width / picture.height
    width = min(WIDEST, picture.width * _INCH // _SHARP, int(TALLEST * ratio))
    shown = paragraph.add_run().add_picture(BytesIO(content), width=Length(width))
    for side in ("distT", "distB", "distL", "distR"):
        # Unsaid, some programs take an eighth of an inch, and the picture leaves the margins
        shown._inline.set(side, "0")
    shown._inline.docPr.set("descr", xml_text(alternative))
    paragraph.paragraph_format.keep_with_next = True


def xml_text(text: str) -> str:
    """Return ``text`` without what no XML file can hold."""
    told = text.translate(_NO_XML)
    return "".join(letter for letter in told if not "\ud800" <= letter <= "\udfff")
