"""An experience as a Word file (Office Open XML), with real right-to-left paragraphs.

Headings, lists and the table are the program's own, so that what is taken along is edited like
anything else. Each paragraph has the direction of its text, each run its language.
"""

import io
from collections.abc import Iterable
from functools import singledispatchmethod

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from hamshahr.commons.translating.marks import shown_mark
from hamshahr.commons.translation import reading
from hamshahr.commons.translation.languages import Language
from hamshahr.domains.experiences.page_regions import ExperiencePage
from hamshahr.domains.experiences.sections.parts import (
    Blocks,
    Entry,
    Facts,
    Figure,
    Listed,
    Part,
    Pictures,
    Prose,
    Quiet,
    Results,
    Said,
    Section,
    ShownResult,
)
from hamshahr.kernel.addresses import public_address
from hamshahr.kernel.written_blocks import Block, plain_blocks, to_blocks

# Word has both scripts in every copy of these: a file brings no fonts along
_LATIN, _ARABIC = "Calibri", "Arial"
_SOFT = RGBColor(0x55, 0x5B, 0x6E)
_LIST_STYLES = ("List Bullet", "List Bullet 2", "List Bullet 3")
# What XML cannot hold, whatever a text may
_NO_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))


def word_file(page: ExperiencePage, language: Language) -> bytes:
    """Return the page as the bytes of a .docx file."""
    return _Writer(page, language).written()


class _Writer:
    """Writes one page, part by part."""

    def __init__(self, page: ExperiencePage, language: Language) -> None:
        self._page, self._language = page, language
        self._word: WordDocument = Document()
        _set_styles(self._word, language)
        core = self._word.core_properties
        core.title, core.language = _xml(page.title.text)[:255], language.code
        core.author = _xml(f"{page.head.city}, {page.head.country}")[:255]

    def written(self) -> bytes:
        page = self._page
        self._line([page.title], "Title")
        if page.title.original:
            self._line([page.title.original], "Subtitle")
        self._own(f"{page.head.city} · {page.head.country}")
        if page.head.retired:
            self._own(page.head.retired, "Intense Quote")
        if page.headline:
            self._line([page.headline], "Quote")
        if page.reading.sentence:
            self._own(page.reading.sentence, soft=True)
        for fact in page.facts:
            self._fact(fact.label, fact.values, fact.note)
        for label, said in self._short_facts():
            self._fact(label, [Said(said, self._language)], "")
        for section in page.sections:
            self._section(section)
        self._own(_("Cite this experience"), "Heading 1")
        self._own(page.citation)
        self._own(public_address(page.head.url), soft=True)
        kept = io.BytesIO()
        self._word.save(kept)
        return kept.getvalue()

    def _short_facts(self) -> Iterable[tuple[str, str]]:
        page, head = self._page, self._page.head
        told = (
            (_("Status"), head.status),
            (_("Period"), head.period),
            (_("How old this is"), head.true_as_of),
            (_("Evidence"), " – ".join(x for x in (head.evidence, page.evidence_reason) if x)),
            (_("Who tells it"), page.provenance),
            (_("Licence"), " · ".join(x for x in (page.licence, page.rights_holder) if x)),
        )
        return ((label, said) for label, said in told if said)

    def _section(self, section: Section) -> None:
        self._own(section.heading, "Heading 1")
        for part in section.parts:
            self._part(part)

    @singledispatchmethod
    def _part(self, part: Part) -> None:
        raise TypeError(type(part))

    @_part.register
    def _prose(self, part: Prose) -> None:
        if part.heading:
            self._own(part.heading, "Heading 2")
        said = part.said
        blocks = to_blocks(said.text) if part.is_markdown else plain_blocks(said.text)
        for block in blocks:
            self._block(block, said.language)
        if said.mark:
            self._own(shown_mark(said.mark).sentence, soft=True)

    @_part.register
    def _quiet(self, part: Quiet) -> None:
        self._own(part.text, soft=True)

    @_part.register
    def _figure(self, part: Figure) -> None:
        self._line([Said(part.number, self._language), *([part.of] if part.of else [])])

    @_part.register
    def _facts(self, part: Facts) -> None:
        for fact in part.facts:
            self._fact(fact.label, fact.values, fact.note)

    @_part.register
    def _blocks(self, part: Blocks) -> None:
        for block in part.blocks:
            self._own(block.heading, "Heading 2")
            for prose in block.proses:
                if prose.heading:
                    self._own(prose.heading, "Heading 3")
                self._prose(Prose(prose.said, prose.is_markdown))

    @_part.register
    def _listed(self, part: Listed) -> None:
        if part.heading:
            self._own(part.heading, "Heading 2")
        for entry in part.entries:
            self._entry(entry)

    @_part.register
    def _pictures(self, part: Pictures) -> None:
        for one in part.pictures:
            notes = (one.caption, Said(one.credit, self._language) if one.credit else None)
            self._entry(Entry(one.alt, one.picture.url, tuple(note for note in notes if note)))

    @_part.register
    def _results(self, part: Results) -> None:
        names = (_("What was measured"), _("Before"), _("After"), _("When"), _("Source"))
        table = self._word.add_table(rows=1, cols=len(names), style="Table Grid")
        if self._language.direction == "rtl":
            table._tbl.tblPr.insert_element_before(OxmlElement("w:bidiVisual"), "w:tblW")
        for cell, name in zip(table.rows[0].cells, names, strict=True):
            self._fill(cell, [Said(name, self._language)])
        _repeat(table.rows[0])
        for one in part.results:
            for cell, said in zip(table.add_row().cells, self._cells(one), strict=True):
                self._fill(cell, said)

    def _cells(self, one: ShownResult) -> list[list[Said]]:
        def own(text: str) -> list[Said]:
            return [Said(text, self._language)] if text else []

        number = one.source_number
        word = _("target")
        target = own(f"({word})") if one.is_target else []
        value = own(one.after) if one.after else ([one.value] if one.value else [])
        return [
            [one.indicator, *target, *([one.method] if one.method else [])],
            own(one.before),
            [*value, *([one.unit] if one.unit else [])],
            own(" – ".join(day for day in (one.before_date, one.date) if day)),
            own(f"[{reading.number(number, self._language.code)}]" if number else ""),
        ]

    def _fill(self, cell: _Cell, said: Iterable[Said]) -> None:
        self._set(cell.paragraphs[0], said)

    def _entry(self, entry: Entry) -> None:
        url = public_address(entry.url) if entry.url.startswith("/") else entry.url
        told = [entry.said, *entry.notes]
        if url:
            told.append(Said(url, self._language))
        style = "List Bullet" if entry.number is None else "List Number"
        self._set(self._word.add_paragraph(style=style), told, between=" · ")

    def _fact(self, label: str, values: Iterable[Said], note: str) -> None:
        paragraph = self._word.add_paragraph()
        _add_run(paragraph, f"{label}: ", self._language, strong=True)
        noted = [Said(note, self._language)] if note else []
        self._set(paragraph, [*values, *noted], between=_(", "))

    def _own(self, text: str, style: str = "Normal", *, soft: bool = False) -> None:
        paragraph = self._line([Said(text, self._language)], style)
        if soft:
            for run in paragraph.runs:
                run.font.color.rgb, run.font.size = _SOFT, Pt(9)

    def _line(self, said: list[Said], style: str = "Normal") -> Paragraph:
        paragraph = self._word.add_paragraph(style=style)
        self._set(paragraph, said, direction=said[0].language.direction)
        return paragraph

    def _set(
        self, paragraph: Paragraph, said: Iterable[Said], *, between: str = " ", direction: str = ""
    ) -> None:
        _turn(paragraph, direction or self._language.direction)
        for place, one in enumerate(said):
            if place:
                _add_run(paragraph, between, self._language)
            _add_run(paragraph, one.text, one.language)
            if one.mark:
                _add_run(paragraph, f" ({shown_mark(one.mark).short})", self._language, soft=True)

    def _block(self, block: Block, language: Language) -> None:
        styles = {"heading": "Heading 3", "quote": "Quote", "code": "No Spacing"}
        style = styles.get(block.kind, "Normal")
        if block.kind == "item" and block.number is None:
            style = _LIST_STYLES[min(block.depth, len(_LIST_STYLES)) - 1]
        paragraph = self._word.add_paragraph(style=style)
        _turn(paragraph, language.direction)
        if block.number is not None:
            _add_run(paragraph, f"{reading.number(block.number, language.code)}. ", language)
        for run in block.runs:
            _add_run(
                paragraph,
                run.text,
                language,
                strong=run.is_strong,
                emphasised=run.is_emphasised and language.direction == "ltr",
            )
            if run.url and run.url != run.text:
                _add_run(paragraph, f" ({run.url})", language, soft=True)


def _set_styles(word: WordDocument, language: Language) -> None:
    """Have every style write both scripts, and know the language of the reader."""
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
    if language.direction == "rtl":
        for section in word.sections:
            section._sectPr.insert_element_before(OxmlElement("w:bidi"), "w:docGrid")


def _turn(paragraph: Paragraph, direction: str) -> None:
    """Have a paragraph begin where its text begins."""
    if direction == "rtl":
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(
            OxmlElement("w:bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
            "w:contextualSpacing", "w:jc", "w:rPr",
        )  # fmt: skip


def _add_run(
    paragraph: Paragraph,
    text: str,
    language: Language,
    *,
    strong: bool = False,
    emphasised: bool = False,
    soft: bool = False,
) -> None:
    run = paragraph.add_run(_xml(text))
    run.bold, run.italic = strong or None, emphasised or None
    if soft:
        run.font.color.rgb, run.font.size = _SOFT, Pt(9)
    is_rtl = language.direction == "rtl"
    run.font.rtl = is_rtl or None
    run.font.cs_bold = strong or None
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:bidi" if is_rtl else "w:val"), language.code)
    run._r.get_or_add_rPr().append(spoken)


def _repeat(row: _Row) -> None:
    """Have a row stand at the head of the table on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _xml(text: str) -> str:
    told = text.translate(_NO_XML)
    return "".join(letter for letter in told if not "\ud800" <= letter <= "\udfff")
