"""A section as plain paragraphs: for those who judge its words, and for machines."""

from collections.abc import Iterable, Iterator

from hamshahr.domains.experiences.sections.parts import (
    Blocks,
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
)
from hamshahr.kernel.written import to_text


def texts(section: Section) -> Iterator[str]:
    """Yield what a section says, paragraph by paragraph, without marks and without headings."""
    for part in section.parts:
        yield from _texts(part)


def paragraphs_of(prose: Prose) -> list[str]:
    """Return the paragraphs of prose as plain text."""
    words = to_text(prose.said.text) if prose.is_markdown else prose.said.text
    return [told for each in words.split("\n\n") if (told := each.strip())]


def _texts(part: Part) -> Iterable[str]:
    match part:
        case Prose():
            return paragraphs_of(part)
        case Blocks():
            proses = (prose for block in part.blocks for prose in block.proses)
            return (text for prose in proses for text in paragraphs_of(prose))
        case Listed():
            return (_joined([entry.said, *entry.notes], entry.url) for entry in part.entries)
        case Facts():
            return (f"{fact.label}: {_joined(fact.values)}" for fact in part.facts)
        case Results():
            return (
                _joined([one.indicator, *_given(one.value, one.unit, one.method)], one.before,
                        one.after)
                for one in part.results
            )  # fmt: skip
        case Pictures():
            return (_joined([one.alt, *_given(one.caption)], one.credit) for one in part.pictures)
        case Figure():
            return (_joined(_given(part.of), part.number),)
        case Quiet():
            return ()


def _given(*said: Said | None) -> list[Said]:
    return [one for one in said if one is not None]


def _joined(said: Iterable[Said], *more: str) -> str:
    return " · ".join(text for text in (*(one.text for one in said), *more) if text)
