"""Texts that people write in Markdown, as HTML that can do no harm.

A small part of CommonMark: headings, paragraphs, lists, emphasis, quotations, rules, links. HTML in
the text is shown as it was typed; pictures are left out, for no page asks another server.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

_TAGS = {
    "p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "em", "strong", "a", "blockquote", "hr",
    "br", "code", "pre",
}  # fmt: skip
_ATTRIBUTES = {"*": {"dir", "lang"}, "a": {"href"}, "ol": {"start"}}
_SCHEMES = {"https", "http", "mailto", "tel"}
_BLOCKS = {"paragraph_open", "heading_open"}
_AROUND = {"bullet_list_open", "ordered_list_open", "blockquote_open"}
# An address on the web, or of somebody's mail: in every language the same
_ADDRESS = re.compile(r"[a-z]+://\S+|\S+@\S+")
# The page has its own first heading
_HEADINGS = {"h1": "h2"}


def to_html(text: str, *, direction: str) -> SafeString:
    """Return ``text`` as clean HTML, to stand in a place of that direction ("rtl" or "ltr").

    What is written the other way (a paragraph, a quotation, a list or an item of it) carries its
    own ``dir``, and an empty ``lang``: which language that is, is not known.
    """
    tokens = _markdown().parse(text)
    _turn(tokens, direction)
    html = _rendered(tokens)
    return mark_safe(  # noqa: S308 - cleaned here, by a list of what may stay
        nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES)
    )


def tokens_of(text: str) -> list[Token]:
    """Return the parts of ``text`` as markdown-it names them: for those who write it otherwise."""
    return _markdown().parse(text)


def to_text(text: str) -> str:
    """Return the words of ``text`` without its marks; an empty line parts the paragraphs."""
    told = (_words(token) for token in _markdown().parse(text) if _holds_words(token))
    return "\n\n".join(words for words in told if words)


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).disable("image")


def _turn(tokens: Sequence[Token], direction: str) -> None:
    """Have each block say its direction where it is another than that of what stands around it."""
    around = [direction]  # of the lists and quotations that are open, the innermost last
    for place, token in enumerate(tokens):
        token.tag = _HEADINGS.get(token.tag, token.tag)
        if token.type in _AROUND:
            own = _direction(_said(_within(tokens, place))) or around[-1]
            _mark(token, own, around[-1])
            around.append(own)
        elif token.type in _BLOCKS:
            # The paragraph of an item in a tight list is not written: its item speaks for it
            speaks = tokens[place - 1] if token.hidden else token
            _mark(speaks, _direction(_said([tokens[place + 1]])), around[-1])
        elif token.nesting < 0 and token.type.replace("_close", "_open") in _AROUND:
            around.pop()


def _mark(token: Token, own: str, around: str) -> None:
    if own and own != around:
        token.attrSet("lang", "")
        token.attrSet("dir", own)


def _within(tokens: Sequence[Token], place: int) -> Iterator[Token]:
    """Return the tokens between one that opens and the one that closes it."""
    depth = 0
    for token in tokens[place:]:
        depth += token.nesting
        if depth == 0:
            return
        yield token


def _rendered(tokens: Sequence[Token]) -> str:
    parser = _markdown()
    return str(parser.renderer.render(tokens, parser.options, {}))


def web_addresses(text: str) -> set[str]:
    """Return the addresses on the web to which the links in ``text`` lead."""
    inside = (child for token in _markdown().parse(text) for child in token.children or ())
    targets = (str(child.attrGet("href") or "") for child in inside if child.type == "link_open")
    return {target for target in targets if target.startswith(("https://", "http://"))}


def _holds_words(token: Token) -> bool:
    return token.type in {"inline", "code_block", "fence"}


def _words(token: Token) -> str:
    if token.children is None:
        return token.content.strip()
    return "".join(
        "\n" if child.type in {"softbreak", "hardbreak"} else child.content
        for child in token.children
    ).strip()


def _said(tokens: Iterable[Token]) -> str:
    """Return the words of paragraphs: where links lead is written in Latin letters always."""
    pieces = (piece.content for token in tokens for piece in token.children or ())
    return _ADDRESS.sub("", "".join(pieces))


def _direction(text: str) -> str:
    """Return which way most letters of ``text`` are read; empty where there are none."""
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    right, left = kinds.count("R") + kinds.count("AL"), kinds.count("L")
    if not right and not left:
        return ""
    return "rtl" if right >= left else "ltr"
