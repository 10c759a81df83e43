"""Texts that people write in Markdown, as blocks of data: for print and for word processors.

The same small part of CommonMark that ``written.to_html`` shows. Nothing of a text is handed to
another program as its source; it arrives as runs of plain words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from hamshahr.kernel.written import tokens_of

_SCHEMES = ("https://", "http://", "mailto:", "tel:")
_LISTS = {"bullet_list_open", "ordered_list_open"}


@dataclass(frozen=True)
class Run:
    """Words that are set alike. ``url`` is where they lead; empty: nowhere."""

    text: str
    is_strong: bool = False
    is_emphasised: bool = False
    is_code: bool = False
    url: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list item, quotation, piece of code or rule, with its words.

    ``depth`` counts the lists around it. An ``item`` has its ``number`` in a numbered list; what
    follows in the same item is a paragraph of the same depth.
    """

    kind: str  # paragraph, heading, item, quote, code, rule
    runs: tuple[Run, ...]
    depth: int = 0
    number: int | None = None


def to_blocks(text: str) -> tuple[Block, ...]:
    """Return ``text`` as blocks, in their order."""
    return tuple(_Walk(tokens_of(text)).blocks())


def plain_blocks(text: str) -> tuple[Block, ...]:
    """Return a text without marks as paragraphs, which an empty line parts."""
    told = (" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n"))
    return tuple(Block("paragraph", (Run(words),)) for words in told if words)


class _Walk:
    """One walk along the tokens of a text, with the lists that are open."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._lists: list[int | None] = []  # the number of the next item; None: bullets
        self._quotes = 0
        self._begins_item = False

    def blocks(self) -> Iterator[Block]:
        kind = "paragraph"
        for token in self._tokens:
            self._open_or_close(token)
            if token.type in {"heading_open", "paragraph_open"}:
                kind = token.type.removesuffix("_open")
            elif token.type == "inline":
                yield self._block(kind, tuple(_runs(token.children or ())))
            elif token.type in {"fence", "code_block"}:
                yield self._block("code", (Run(token.content.rstrip(), is_code=True),))
            elif token.type == "hr":
                yield self._block("rule", ())

    def _open_or_close(self, token: Token) -> None:
        if token.type in _LISTS:
            start = int(token.attrGet("start") or 1)
            self._lists.append(start if token.type == "ordered_list_open" else None)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            self._lists.pop()
        elif token.type == "list_item_open":
            self._begins_item = True
        elif token.type.startswith("blockquote"):
            self._quotes += token.nesting

    def _block(self, kind: str, runs: tuple[Run, ...]) -> Block:
        number = None
        if self._begins_item:
            self._begins_item = False
            kind, number = "item", self._lists[-1]
            if number is not None:
                self._lists[-1] = number + 1
        elif self._quotes and kind == "paragraph":
            kind = "quote"
        return Block(kind, runs, len(self._lists), number)


def _runs(children: Sequence[Token]) -> Iterator[Run]:
    strong = emphasised = 0
    url = ""
    for token in children:
        if token.type.startswith("strong"):
            strong += token.nesting
        elif token.type.startswith("em_"):
            emphasised += token.nesting
        elif token.type == "link_open":
            there = str(token.attrGet("href") or "")
            url = there if there.startswith(_SCHEMES) else ""
        elif token.type == "link_close":
            url = ""
        elif token.type in {"softbreak", "hardbreak"}:
            yield Run(" ")
        elif token.content:
            yield Run(token.content, strong > 0, emphasised > 0, token.type == "code_inline", url)
