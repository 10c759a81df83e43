"""The plain part of a letter: lines that fit, addresses whole on lines of their own."""

import textwrap
from collections.abc import Callable

from hamshahr.design.mail.blocks import (
    Action,
    Block,
    Code,
    Facts,
    Heading,
    Item,
    Letter,
    Paragraph,
    Quote,
)
from hamshahr.design.mail.isolating import as_text

# What RFC 5322 recommends at most is 78; replies put "> " in front a few times
WIDTH = 72


def plain_part(letter: Letter, *, direction: str, signature: tuple[str, ...]) -> str:
    """Return the letter as text; ``signature`` is written below two dashes, line by line."""
    parts = [_told(block, direction) for block in letter.blocks]
    foot = [_wrapped(line, direction) for line in (letter.why, *signature) if line]
    return "\n\n".join(parts) + "\n\n-- \n" + "\n".join(foot) + "\n"


def _told(block: Block, direction: str) -> str:
    return _TELLING[type(block)](block, direction)


def _wrapped(text: str, direction: str) -> str:
    """Return the paragraphs of a text in lines that fit, with the marks that its names need."""
    # Marked after wrapping: an isolated name may have been broken between two lines
    return as_text("\n".join(_lines(text, WIDTH)), direction)


def _lines(text: str, width: int) -> list[str]:
    """Return the paragraphs of a text in lines of at most ``width``; no word or address is cut."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += textwrap.wrap(
            paragraph, width, break_long_words=False, break_on_hyphens=False
        ) or [""]
    return lines


def _prose(block: Paragraph, direction: str) -> str:
    return _wrapped(block.text, direction)


def _heading(block: Heading, direction: str) -> str:
    return as_text(block.text, direction) + "\n" + "-" * min(len(block.text), WIDTH)


def _action(block: Action, direction: str) -> str:
    return f"{_wrapped(block.label, direction)}\n{block.url}"


def _code(block: Code, _direction: str) -> str:
    return f"    {block.text}"


def _facts(block: Facts, direction: str) -> str:
    return "\n".join(_wrapped(f"{name}: {value}", direction) for name, value in block.rows)


def _item(block: Item, direction: str) -> str:
    lines = [_wrapped(f"• {block.text}", direction), _wrapped(block.when, direction), block.url]
    return "\n".join(line for line in lines if line)


def _quote(block: Quote, _direction: str) -> str:
    """Somebody's own words, in their own direction."""
    return "\n".join(f"    {line}".rstrip() for line in _lines(block.text, WIDTH - 4))


_TELLING: dict[type, Callable[..., str]] = {
    Paragraph: _prose,
    Heading: _heading,
    Action: _action,
    Code: _code,
    Facts: _facts,
    Item: _item,
    Quote: _quote,
}
