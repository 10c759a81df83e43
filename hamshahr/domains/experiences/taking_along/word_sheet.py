"""The sheet that a Word file is written on: paper, styles, and the foot of each page."""

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import _Row
from docx.text.paragraph import Paragraph

from hamshahr.commons.translation import reading
from hamshahr.commons.translation.languages import Language
from hamshahr.domains.experiences.taking_along.word_runs import add_run, soften, turn

# Word has both scripts in every copy of these: a file brings no fonts along
_LATIN, _ARABIC = "Calibri", "Arial"
# A4 (ISO 216): python-docx begins with the letter format of North America
_WIDTH, _HEIGHT, _MARGIN = Mm(210), Mm(297), Mm(22)


def set_sheet(word: WordDocument, language: Language) -> None:
    """Have every page be A4 and begin on the side on which the language begins."""
    for section in word.sections:
        section.page_width, section.page_height = _WIDTH, _HEIGHT
        section.left_margin = section.right_margin = _MARGIN
        if language.direction == "rtl":
            section._sectPr.insert_element_before(OxmlElement("w:bidi"), "w:docGrid")


def set_foot(word: WordDocument, address: str, page_of: str, language: Language) -> None:
    """Write below each page where the case is, and which page it is.

    ``page_of`` holds ``%(number)s`` and ``%(all)s``, which Word counts, in the digits that its
    owner has chosen.
    """
    foot = word.sections[0].footer
    where = foot.paragraphs[0]
    turn(where, language.direction)
    add_run(where, address, language, soft=True)
    which = foot.add_paragraph()
    turn(which, language.direction)
    before, _number, after = page_of.partition("%(number)s")
    between, _all, last = after.partition("%(all)s")
    add_run(which, before, language, soft=True)
    _add_count(which, "PAGE", language)
    add_run(which, between, language, soft=True)
    _add_count(which, "NUMPAGES", language)
    add_run(which, last, language, soft=True)


def set_styles(word: WordDocument) -> None:
    """Have every style write both scripts, Arabic letters neither slanted nor apart."""
    for style in word.styles:
        if style.type != WD_STYLE_TYPE.PARAGRAPH:
            continue
        properties = style.element.get_or_add_rPr()
        fonts = properties.find(qn("w:rFonts"))
        if fonts is None:
            fonts = OxmlElement("w:rFonts")
            properties.insert(0, fonts)
        for old in list(fonts.attrib):
            del fonts.attrib[old]
        for name in ("w:ascii", "w:hAnsi"):
            fonts.set(qn(name), _LATIN)
        fonts.set(qn("w:cs"), _ARABIC)
        for name in ("w:iCs", "w:spacing", "w:kern"):
            for unwanted in properties.findall(qn(name)):
                properties.remove(unwanted)


def repeat(row: _Row) -> None:
    """Have a row stand at the head of the table on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def keep_whole(row: _Row) -> None:
    """Have no page end within a row."""
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def _add_count(paragraph: Paragraph, counts: str, language: Language) -> None:
    """Add a field that Word fills in when the file is opened; until then it says 1."""
    for kind, text in (("begin", ""), ("", counts), ("separate", ""), ("", ""), ("end", "")):
        run = paragraph.add_run("" if kind or text else reading.number(1, language.code))
        run.font.rtl = language.direction == "rtl" or None
        soften(run)
        if kind or text:
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            part.text = text or None
            run._r.append(part)
