"""An experience as a Word file (Office Open XML), with real right-to-left paragraphs.

Headings, lists and the table are the program's own, so that what is taken along is edited like
anything else. Each paragraph has the direction of its text, each run its language.
"""

import io
from collections.abc import Iterable
from functools import singledispatchmethod

from django.utils import timezone
from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.shared import Length, Mm, Pt
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
    ShownPicture,
    ShownResult,
)
from hamshahr.domains.experiences.taking_along.facts import (
    facts_in_front,
    introducing,
    value_of,
    when_of,
)
from hamshahr.domains.experiences.taking_along.pictures import (
    OnPaper,
    PaperPicture,
    alternative_of,
    more_pictures,
    picture_is_gone,
    words_beside,
)
from hamshahr.domains.experiences.taking_along.word_runs import (
    WIDEST,
    add_picture,
    add_run,
    turn,
    xml_text,
)
from hamshahr.domains.experiences.taking_along.word_sheet import (
    keep_whole,
    repeat,
    set_foot,
    set_sheet,
    set_styles,
)
from hamshahr.kernel.addresses import public_address
from hamshahr.kernel.written_blocks import Block, plain_blocks, to_blocks

_LIST_STYLES = ("List Bullet", "List Bullet 2", "List Bullet 3")
_STYLES = {"heading": "Heading 4", "quote": "Quote", "code": "No Spacing"}
# How far an item, or what is quoted, stands from the margin
_INDENT = Mm(7)
# What the columns of the results take of the sheet, in hundredths
_COLUMNS = (42, 26, 20, 12)


def word_file(page: ExperiencePage, language: Language, pictures: OnPaper) -> bytes:
    """Return the page as the bytes of a .docx file, with the pictures that were chosen for it."""
    return _Writer(page, language, pictures).written()


class _Writer:
    """Writes one page, part by part."""

    def __init__(self, page: ExperiencePage, language: Language, pictures: OnPaper) -> None:
        self._page, self._language, self._on_paper = page, language, pictures
        self._word: WordDocument = Document()
        set_styles(self._word)
        set_sheet(self._word, language)
        core = self._word.core_properties
        core.title, core.language = xml_text(page.title.text)[:255], language.code
        core.author = xml_text(_(", ").join((page.head.city, page.head.country)))[:255]
        # Those of the template say which program made it, thirteen years ago
        core.comments = ""
        core.created = core.modified = page.published or timezone.now()

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
        for fact in facts_in_front(page, self._language):
            self._fact(fact.label, fact.values, fact.note)
        for section in page.sections:
            self._section(section)
        self._own(_("Cite this experience"), "Heading 1")
        self._own(page.citation)
        self._own(_("Identifier: %(identifier)s") % {"identifier": page.identifier}, soft=True)
        where = public_address(page.head.url)
        self._own(where, soft=True)
        set_foot(self._word, where, _("Page %(number)s of %(all)s"), self._language)
        kept = io.BytesIO()
        self._word.save(kept)
        return kept.getvalue()

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
        more = []
        for one in part.pictures:
            printed = self._on_paper.printed.get(one.picture)
            content = printed and printed.content()
            if printed and content:
                self._picture(one, printed, content)
            elif printed or one.picture in self._on_paper.gone:
                self._line([one.alt, Said(picture_is_gone(), self._language)])
            else:
                more.append(one)
        if more:
            self._own(more_pictures(), soft=True)
        for one in more:
            self._entry(Entry(one.alt, one.picture.url, words_beside(one, self._language)))

    def _picture(self, one: ShownPicture, printed: PaperPicture, content: bytes) -> None:
        paragraph = self._word.add_paragraph()
        turn(paragraph, self._language.direction)
        add_picture(paragraph, printed, content, alternative_of(one))
        words = words_beside(one, self._language)
        if words:
            self._set(self._word.add_paragraph(style="Caption"), words, between=" · ")

    @_part.register
    def _results(self, part: Results) -> None:
        names = (_("What was measured"), _("Value"), _("When"), _("Source"))
        table = self._word.add_table(rows=1, cols=len(names), style="Table Grid")
        if self._language.direction == "rtl":
            table._tbl.tblPr.insert_element_before(OxmlElement("w:bidiVisual"), "w:tblW")
        for column, share in zip(table.columns, _COLUMNS, strict=True):
            column.width = Length(WIDEST * share // 100)
        for cell, name in zip(table.rows[0].cells, names, strict=True):
            turn(cell.paragraphs[0], self._language.direction)
            add_run(cell.paragraphs[0], name, self._language, strong=True)
        repeat(table.rows[0])
        for one in part.results:
            row = table.add_row()
            keep_whole(row)
            for cell, said in zip(row.cells, self._cells(one), strict=True):
                self._set(cell.paragraphs[0], said)
        for cells in (row.cells for row in table.rows):
            for cell, share in zip(cells, _COLUMNS, strict=True):
                cell.width = Length(WIDEST * share // 100)

    def _cells(self, one: ShownResult) -> list[list[Said]]:
        def own(text: str) -> list[Said]:
            return [Said(text, self._language)] if text else []

        number = one.source_number
        word = _("target")
        target = own(f"({word})") if one.is_target else []
        value = value_of(one, self._language)
        return [
            [one.indicator, *target, *([one.method] if one.method else [])],
            [*([value] if value else []), *([one.unit] if one.unit else [])],
            own(when_of(one)),
            own(f"[{reading.number(number, self._language.code)}]" if number else ""),
        ]

    def _entry(self, entry: Entry) -> None:
        url = public_address(entry.url) if entry.url.startswith("/") else entry.url
        told = [entry.said, *entry.notes]
        if url and not url.startswith("mailto:"):
            told.append(Said(url, self._language))
        paragraph = self._word.add_paragraph(style="List Bullet" if entry.number is None else None)
        if entry.number is not None:
            self._number(paragraph, entry.number, self._language)
        self._set(paragraph, told, between=" · ")

    def _number(
        self, paragraph: Paragraph, number: int, language: Language, depth: int = 1
    ) -> None:
        """Begin an item with its number, in the digits of its language: Word has its owner's."""
        turn(paragraph, language.direction)
        layout = paragraph.paragraph_format
        layout.left_indent, layout.first_line_indent = Length(_INDENT * depth), Length(-_INDENT)
        layout.space_after = Pt(4)
        add_run(paragraph, f"{reading.number(number, language.code)}.\t", language)

    def _fact(self, label: str, values: Iterable[Said], note: str) -> None:
        paragraph = self._word.add_paragraph()
        turn(paragraph, self._language.direction)
        add_run(paragraph, f"{introducing(label)} ", self._language, strong=True)
        self._set(paragraph, values, between=_(", "))
        if note:
            add_run(paragraph, f" {note}", self._language, soft=True)

    def _own(self, text: str, style: str = "Normal", *, soft: bool = False) -> None:
        paragraph = self._word.add_paragraph(style=style)
        turn(paragraph, self._language.direction)
        add_run(paragraph, text, self._language, soft=soft)

    def _line(self, said: list[Said], style: str = "Normal") -> None:
        paragraph = self._word.add_paragraph(style=style)
        self._set(paragraph, said, direction=said[0].language.direction)

    def _set(
        self, paragraph: Paragraph, said: Iterable[Said], *, between: str = " ", direction: str = ""
    ) -> None:
        turn(paragraph, direction or self._language.direction)
        for place, one in enumerate(said):
            if place:
                add_run(paragraph, between, self._language)
            add_run(paragraph, one.text, one.language)
            if one.mark:
                add_run(paragraph, f" ({shown_mark(one.mark).short})", self._language, soft=True)

    def _block(self, block: Block, language: Language) -> None:
        style = _STYLES.get(block.kind, "Normal")
        if block.kind == "item" and block.number is None:
            style = _LIST_STYLES[min(block.depth, len(_LIST_STYLES)) - 1]
        paragraph = self._word.add_paragraph(style=style)
        turn(paragraph, language.direction)
        if block.kind == "quote":
            paragraph.paragraph_format.left_indent = _INDENT
        if block.number is not None:
            self._number(paragraph, block.number, language, block.depth)
        for run in block.runs:
            add_run(
                paragraph,
                run.text,
                language,
                strong=run.is_strong,
                emphasised=run.is_emphasised and language.direction == "ltr",
            )
            if run.url and run.url != run.text:
                add_run(paragraph, f" ({run.url})", language, soft=True)
