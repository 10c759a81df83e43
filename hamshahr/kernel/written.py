"""Texts that people write in Markdown, as HTML that can do no harm.

A small part of CommonMark: headings, paragraphs, lists, emphasis, quotations, rules, links. HTML in
the text is shown as it was typed; pictures are left out, for no page asks another server.
"""

import re
import unicodedata
from collections.abc import Sequence
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
# An address on the web, or of somebody's mail: in every language the same
_ADDRESS = re.compile(r"[a-z]+://\S+|\S+@\S+")
# The page has its own first heading
_HEADINGS = {"h1": "h2"}


def to_html(text: str, *, direction: str) -> SafeString:
    """Return ``text`` as clean HTML, to stand in a place of that direction ("rtl" or "ltr").

    A paragraph that is written the other way carries its own ``dir``.
    """
    tokens = _markdown().parse(text)
    for place, token in enumerate(tokens):
        token.tag = _HEADINGS.get(token.tag, token.tag)
        if token.type in _BLOCKS:
            own = _direction(_said(tokens[place + 1]))
            if own and own != direction:
                token.attrSet("dir", own)
    html = _rendered(tokens)
    return mark_safe(  # noqa: S308 - cleaned here, by a list of what may stay
        nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES)
    )


def to_text(text: str) -> str:
    """Return the words of ``text`` without its marks; an empty line parts the paragraphs."""
    told = (_words(token) for token in _markdown().parse(text) if _holds_words(token))
    return "\n\n".join(words for words in told if words)


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).disable("image")


def _rendered(tokens: Sequence[Token]) -> str:
    parser = _markdown()
    return str(parser.renderer.render(tokens, parser.options, {}))


def _holds_words(token: Token) -> bool:
    return token.type in {"inline", "code_block", "fence"}


def _words(token: Token) -> str:
    if token.children is None:
        return token.content.strip()
    return "".join(
        "\n" if child.type in {"softbreak", "hardbreak"} else child.content
        for child in token.children
    ).strip()


def _said(inline: Token) -> str:
    """Return the words of a paragraph: where its links lead is written in Latin letters always."""
    return _ADDRESS.sub("", "".join(token.content for token in inline.children or ()))


def _direction(text: str) -> str:
    """Return which way most letters of ``text`` are read; empty where there are none."""
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    right, left = kinds.count("R") + kinds.count("AL"), kinds.count("L")
    if not right and not left:
        return ""
    return "rtl" if right >= left else "ltr"
