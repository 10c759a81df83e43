"""An experience as a Markdown file: the facts in front, as YAML, then the text.

What cities write is Markdown already; everything else is escaped, so that it reads as it was said.
HTML and pictures from elsewhere, which the page never shows, become plain words here as well.
"""

import json
import re
from collections.abc import Iterable, Iterator
from functools import singledispatch

from django.utils.translation import gettext as _

from hamshahr.commons.translating.marks import shown_mark
from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.languages import language as language_of
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
    ShownResult,
)
from hamshahr.domains.experiences.taking_along.facts import introducing, value_of, when_of
from hamshahr.domains.experiences.taking_along.pictures import words_beside
from hamshahr.kernel.addresses import public_address

# CommonMark's own signs, wherever they stand, and those that begin a block at the start of a line
_SIGNS = re.compile(r"([\\`*_\[\]<>|~])")
_AT_THE_START = re.compile(r"^(\s*)([#+>-]|\d+[.)])(?=\s)", re.MULTILINE)
_TAG = re.compile(r"<(?=[A-Za-z/!?])(?!https?://|mailto:)")
_PICTURE = re.compile(r"!(?=\[)")
# A heading that the city wrote stands below those of the file, of which the lowest has four
_HEADING = re.compile(r"^ {0,3}#{1,6}(?=[ \t])", re.MULTILINE)


def markdown_of(page: ExperiencePage) -> str:
    """Return the page as Markdown, in the language that it is read in."""
    told = [
        _front_matter(page),
        f"# {_line(page.title)}",
        *([f"**{_line(page.headline)}**"] if page.headline else []),
        *([f"**{escaped(page.head.retired)}**"] if page.head.retired else []),
        *([f"*{escaped(page.reading.sentence)}*"] if page.reading.sentence else []),
        *_facts_list((fact.label, fact.values, fact.note) for fact in page.facts),
    ]
    for section in page.sections:
        told.append(f"## {escaped(section.heading)}")
        for part in section.parts:
            told.extend(_part(part))
    cite = escaped(_("Cite this experience"))
    told += [f"## {cite}", escaped(page.citation)]
    return "\n\n".join(told) + "\n"


def escaped(text: str) -> str:
    """Return ``text`` so that Markdown shows it as it is."""
    return _AT_THE_START.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", " ".join(text.split())))


def _front_matter(page: ExperiencePage) -> str:
    """Return the facts as YAML; JSON's way of writing texts and lists is YAML's as well."""
    head = page.head
    facts: dict[str, object] = {
        "title": page.title.text,
        "title_original": page.title.original.text if page.title.original else "",
        "title_en": head.title_en,
        "code": head.code,
        "url": public_address(head.url),
        "identifier": page.identifier,
        "language": page.title.language.code,
        "written_in": head.language.code,
        "city": head.city,
        "country": head.country,
        "topics": [topic.label for topic in head.topics],
        "goals": [goal.number for goal in page.sdgs],
        "period": head.period,
        "status": head.status,
        "true_as_of": head.true_as_of,
        "evidence": head.evidence,
        "evidence_reason": page.evidence_reason,
        "provenance": page.provenance,
        "revision": page.revision,
        "published": page.published.date().isoformat() if page.published else "",
        "licence": page.licence,
        "rights_holder": page.rights_holder,
    }
    lines = (
        f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in facts.items() if value
    )
    return "\n".join(["---", *lines, "---"])


@singledispatch
def _part(part: Part) -> Iterable[str]:
    raise TypeError(type(part))


@_part.register
def _prose_part(part: Prose) -> Iterable[str]:
    heading = [f"### {escaped(part.heading)}"] if part.heading else []
    return [*heading, *_prose(part)]


@_part.register
def _quiet_part(part: Quiet) -> Iterable[str]:
    return [f"*{escaped(part.text)}*"]


@_part.register
def _figure_part(part: Figure) -> Iterable[str]:
    return [f"**{part.number}** {_line(part.of) if part.of else ''}".strip()]


@_part.register
def _facts_part(part: Facts) -> Iterable[str]:
    return _facts_list((fact.label, fact.values, fact.note) for fact in part.facts)


@_part.register
def _blocks_part(part: Blocks) -> Iterable[str]:
    for block in part.blocks:
        yield f"### {escaped(block.heading)}"
        for prose in block.proses:
            if prose.heading:
                yield f"#### {escaped(prose.heading)}"
            yield from _prose(prose)


@_part.register
def _pictures_part(part: Pictures) -> Iterable[str]:
    for one in part.pictures:
        yield f"![{_line(one.alt)}]({public_address(one.picture.url)})"
        words = words_beside(one, language_of(active_language()))
        if words:
            yield " · ".join(map(_line, words))


@_part.register
def _listed_part(part: Listed) -> Iterable[str]:
    heading = [f"### {escaped(part.heading)}"] if part.heading else []
    return [*heading, "\n".join(_entry(entry) for entry in part.entries)]


def _prose(prose: Prose) -> Iterator[str]:
    if prose.is_markdown:
        text = _HEADING.sub("#####", prose.said.text)
        yield _PICTURE.sub(r"\\!", _TAG.sub("&lt;", text))
    else:
        yield "\n\n".join(escaped(each) for each in prose.said.text.split("\n\n") if each.strip())
    if prose.said.mark:
        yield f"*{escaped(shown_mark(prose.said.mark).sentence)}*"


def _line(said: Said) -> str:
    """Return a short text, with its mark where it is a translation that nobody checked."""
    mark = f" *({escaped(shown_mark(said.mark).short)})*" if said.mark else ""
    return escaped(said.text) + mark


def _facts_list(facts: Iterable[tuple[str, tuple[Said, ...], str]]) -> Iterator[str]:
    between = _(", ")
    lines = [
        f"- {escaped(introducing(label))} {between.join(map(_line, told))} {escaped(note)}".rstrip()
        for label, told, note in facts
    ]
    if lines:
        yield "\n".join(lines)


def _entry(entry: Entry) -> str:
    url = public_address(entry.url) if entry.url.startswith("/") else entry.url
    told = f"[{_line(entry.said)}](<{url.replace('>', '%3E')}>)" if url else _line(entry.said)
    sign = "-" if entry.number is None else f"{entry.number}."
    return " · ".join([f"{sign} {told}", *(_line(note) for note in entry.notes)])


@_part.register
def _table(results: Results) -> Iterable[str]:
    names = (_("What was measured"), _("Value"), _("Unit"), _("When"),
             _("How it was measured"), _("Source"))  # fmt: skip
    rows = [" | ".join(escaped(name) for name in names), " | ".join("---" for _name in names)]
    rows += [" | ".join(_cells(one)) for one in results.results]
    return ["\n".join(f"| {row} |" for row in rows)]


def _cells(one: ShownResult) -> list[str]:
    word = escaped(_("target"))
    target = f" ({word})" if one.is_target else ""
    value = value_of(one, language_of(active_language()))
    return [
        _line(one.indicator) + target,
        _line(value) if value else "",
        _line(one.unit) if one.unit else "",
        escaped(when_of(one)),
        _line(one.method) if one.method else "",
        f"[{one.source_number}]" if one.source_number else "",
    ]
