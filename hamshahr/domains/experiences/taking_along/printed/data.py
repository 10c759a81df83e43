"""What the print of an experience says, as data: texts with their language, direction and fonts."""

from functools import singledispatch
from typing import Any

from django.utils.translation import gettext as _

from hamshahr.commons.translating.marks import shown_mark
from hamshahr.commons.translation import reading
from hamshahr.commons.translation.languages import Language
from hamshahr.design.letters.writing import PAGE_FAMILY, families, writable
from hamshahr.domains.experiences.page_regions import ExperiencePage
from hamshahr.domains.experiences.sections.parts import (
    Blocks,
    Entry,
    Fact,
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
from hamshahr.domains.experiences.taking_along.facts import facts_in_front, value_of, when_of
from hamshahr.domains.experiences.taking_along.pictures import (
    OnPaper,
    alternative_of,
    more_pictures,
    picture_is_gone,
    words_beside,
)
from hamshahr.kernel.addresses import public_address
from hamshahr.kernel.written_blocks import Block, Run, plain_blocks, to_blocks

Data = dict[str, Any]


def printed_data(page: ExperiencePage, language: Language, pictures: OnPaper) -> Data:
    """Return all that the print says, worded in ``language``, with the pictures chosen for it."""
    head = page.head

    def own(text: str) -> Data:
        return _text(text, language)

    return {
        "language": language.code,
        "direction": language.direction,
        "fonts": list(families("")),
        "digits": reading.digits("0123456789", language.code),
        "comma": own(_(", ")),
        "seed": head.city_slug,
        "name": own("هم‌شهر" if language.direction == "rtl" else "Hamshahr"),
        "title": _text(page.title.text, page.title.language),
        "title-mark": _mark(page.title, language),
        "original": _said(page.title.original) if page.title.original else None,
        "headline": _said(page.headline) if page.headline else None,
        "place": own(_(", ").join((head.city, head.country))),
        "retired": own(head.retired) if head.retired else None,
        "notice": own(page.reading.sentence) if page.reading.sentence else None,
        "facts": [_fact(fact, language) for fact in facts_in_front(page, language)],
        "sections": [_section(section, language) for section in page.sections],
        "on-paper": {
            public_address(stored.url): {
                "file": one.name, "width": one.width, "height": one.height,
            }
            for stored, one in pictures.printed.items()
        },
        "gone": [public_address(stored.url) for stored in pictures.gone],
        "gone-words": own(picture_is_gone()),
        "more-words": own(more_pictures()),
        "cite": own(_("Cite this experience")),
        "citation": own(page.citation),
        "identifier-label": own(_("Identifier:")),
        "identifier": page.identifier,
        "address": public_address(head.url),
        "page-of": own(_("Page %(number)s of %(all)s") % {"number": "\u2021", "all": "\u2020"}),
    }  # fmt: skip


def _section(section: Section, language: Language) -> Data:
    return {
        "heading": _text(section.heading, language),
        "prominent": section.is_prominent,
        "parts": [
            {"kind": part.kind, **written} for part in section.parts
            for written in [_part(part, language)]
        ],
    }  # fmt: skip


@singledispatch
def _part(part: Part, language: Language) -> Data:
    raise TypeError(type(part), language)


@_part.register
def _prose(part: Prose, language: Language) -> Data:
    said = part.said
    blocks = to_blocks(said.text) if part.is_markdown else plain_blocks(said.text)
    return {
        "heading": _text(part.heading, language) if part.heading else None,
        "language": said.language.code,
        "direction": said.language.direction,
        "blocks": [_block(block, said.language) for block in blocks],
        "mark": _mark(said, language),
    }


@_part.register
def _quiet(part: Quiet, language: Language) -> Data:
    return {"said": _text(part.text, language)}


@_part.register
def _figure(part: Figure, language: Language) -> Data:
    return {
        "number": _text(part.number, language),
        "of": _said(part.of) if part.of else None,
    }


@_part.register
def _of_facts(part: Facts, language: Language) -> Data:
    return {"facts": [_fact(fact, language) for fact in part.facts]}


@_part.register
def _listed(part: Listed, language: Language) -> Data:
    return {
        "heading": _text(part.heading, language) if part.heading else None,
        "entries": [_entry(entry, language) for entry in part.entries],
    }


@_part.register
def _blocks(part: Blocks, language: Language) -> Data:
    return {
        "blocks": [
            {
                "heading": _text(block.heading, language),
                "proses": [_prose(prose, language) for prose in block.proses],
            }
            for block in part.blocks
        ]
    }


@_part.register
def _results(part: Results, language: Language) -> Data:
    def own(text: str) -> Data:
        return _text(text, language)

    return {
        "names": [
            own(name) for name in (_("What was measured"), _("Value"), _("When"), _("Source"))
        ],
        "changes": [
            {
                "indicator": _said(one.indicator),
                "unit": _said(one.unit) if one.unit else None,
                "before": own(reading.digits(one.change.before, language.code)),
                "after": own(reading.digits(one.change.after, language.code)),
                "before-length": one.change.before_length,
                "after-length": one.change.after_length,
                "said": own(reading.digits(one.change.said, language.code)),
                "labels": [own(_("Before")), own(_("Target") if one.is_target else _("After"))],
                "target": one.is_target,
            }
            for one in part.changes
            if one.change
        ],
        "rows": [_row(one, language) for one in part.results],
    }


@_part.register
def _pictures(part: Pictures, language: Language) -> Data:
    return {"pictures": [_picture(one, language) for one in part.pictures]}


def _picture(one: ShownPicture, language: Language) -> Data:
    """Return a picture with all that is said of it; how it is shown is for the sheet."""
    said = words_beside(one, language)
    return {
        "url": public_address(one.picture.url),
        "alternative": writable(alternative_of(one)),
        "alternative-language": one.alt.language.code,
        "caption": [_said(note) for note in said],
        "entry": _entry(Entry(one.alt, one.picture.url, said), language),
    }


def _row(one: ShownResult, language: Language) -> Data:
    def own(text: str) -> Data:
        return _text(text, language)

    value = value_of(one, language)
    number = one.source_number
    return {
        "indicator": _said(one.indicator),
        "unit": _said(one.unit) if one.unit else None,
        "method": _said(one.method) if one.method else None,
        "target": own(_("target")) if one.is_target else None,
        "value": _said(value) if value else own(""),
        "when": own(when_of(one)),
        "source": own(f"[{reading.number(number, language.code)}]" if number else ""),
    }


def _entry(entry: Entry, language: Language) -> Data:
    url = public_address(entry.url) if entry.url.startswith("/") else entry.url
    number = "" if entry.number is None else f"{reading.number(entry.number, language.code)}."
    return {
        "said": _said(entry.said),
        "notes": [_said(note) for note in entry.notes],
        "url": url,
        "number": _text(number, language),
    }


def _fact(fact: Fact, language: Language) -> Data:
    return {
        "label": _text(fact.label, language),
        "values": [_said(value) for value in fact.values],
        "note": _text(fact.note, language) if fact.note else None,
    }


def _block(block: Block, language: Language) -> Data:
    number = "" if block.number is None else f"{reading.number(block.number, language.code)}."
    return {
        "kind": block.kind,
        "depth": block.depth,
        "number": _text(number, language),
        "runs": [_run(run, language) for run in block.runs],
    }


def _run(run: Run, language: Language) -> Data:
    return {
        **_text(run.text, language),
        "strong": run.is_strong,
        "emphasised": run.is_emphasised,
        "code": run.is_code,
        "url": run.url,
    }


def _mark(said: Said, language: Language) -> Data | None:
    return _text(shown_mark(said.mark).sentence, language) if said.mark else None


def _said(said: Said) -> Data:
    """Return a text of the case with a word of its mark, which the reader's language says."""
    told = _text(said.text, said.language)
    if said.mark:
        told["mark"] = _text(f"({shown_mark(said.mark).short})", said.language)
    return told


def _text(text: str, language: Language) -> Data:
    """Return a text as the sheet takes it: fit to be written, with the fonts that write it."""
    said = "\n".join(_kept_apart(line) for line in text.split("\n"))
    fonts = families(said)
    return {
        "said": said,
        "language": language.code,
        "direction": language.direction,
        "fonts": list(fonts),
        "one-weight": fonts != (PAGE_FAMILY,),
        "mark": None,
    }


def _kept_apart(line: str) -> str:
    """Make a line fit to be written, with the blanks that part it from what stands beside it."""
    before, after = line[:1].isspace(), line[-1:].isspace() and len(line) > 1
    return f"{' ' if before else ''}{writable(line)}{' ' if after else ''}"
