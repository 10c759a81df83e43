"""Runs and pictures of a Word file: each with its language, its direction and its words."""

from io import BytesIO

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from hamshahr.commons.translation.languages import Language
from hamshahr.domains.experiences.taking_along.pictures import PaperPicture

SOFT = RGBColor(0x55, 0x5B, 0x6E)
# Between the margins of the sheet, and no taller than half of it
WIDEST, TALLEST = Mm(165), Mm(110)
# Pixels on an inch, below which a picture is seen to be made of squares
_SHARP = 130
_INCH = 914_400  # in Word's own unit
# What XML cannot hold, whatever a text may
_NO_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))


def turn(paragraph: Paragraph, direction: str) -> None:
    """Have a paragraph begin where its text begins."""
    if direction == "rtl":
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
    run = paragraph.add_run(xml_text(text))
    run.bold, run.italic = strong or None, emphasised or None
    if soft:
        run.font.color.rgb, run.font.size = SOFT, Pt(9)
    is_rtl = language.direction == "rtl"
    run.font.rtl = is_rtl or None
    run.font.cs_bold = strong or None
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:bidi" if is_rtl else "w:val"), language.code)
    run._r.get_or_add_rPr().append(spoken)


def add_picture(
    paragraph: Paragraph, picture: PaperPicture, content: bytes, alternative: str
) -> None:
    """Add a picture in a line of its own, as large as it stays sharp, with its text alternative."""
    ratio = picture.width / picture.height
    width = min(WIDEST, picture.width * _INCH // _SHARP, int(TALLEST * ratio))
    shown = paragraph.add_run().add_picture(BytesIO(content), width=Length(width))
    shown._inline.docPr.set("descr", xml_text(alternative))
    paragraph.paragraph_format.keep_with_next = True


def xml_text(text: str) -> str:
    """Return ``text`` without what no XML file can hold."""
    told = text.translate(_NO_XML)
    return "".join(letter for letter in told if not "\ud800" <= letter <= "\udfff")
