"""Cutting a text into what is translated at once, and putting the translation together again.

The shape of Markdown (headings, points of a list, quotations, empty lines) stays as it is: only
the words between are handed on.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import icu

# Up to here a paragraph is understood at once; small models lose the thread of longer ones
LONGEST_AT_ONCE = 1_200
# What stands before the words of a line: indentation, then points, numbers, headings, quotations
_BEGINS = re.compile(r"(?:\s*(?:[-*+•]|#{1,6}|>|[0-9۰-۹٠-٩]{1,3}[.)])\s+)*\s*")
_FENCE = ("```", "~~~")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Piece:
    """A run of words, with what stands before and after it; ``words`` may be empty."""

    before: str
    words: str
    after: str


def cut(text: str, language: str) -> list[Piece]:
    """Return the pieces of a text, in order; joined as they are, they give the text back.

    But for the spaces within a paragraph, of which one is kept.
    """
    pieces: list[Piece] = []
    is_code = False
    for paragraph in _paragraphs(text):
        is_fence = paragraph.strip().startswith(_FENCE)
        is_code ^= is_fence
        if is_code or is_fence:
            pieces.append(Piece(paragraph, "", "\n"))
            continue
        before = _begins(paragraph)
        words = _SPACES.sub(" ", paragraph[len(before) :]).strip()
        runs = _runs(words, language) if len(words) > LONGEST_AT_ONCE else [words]
        for place, run in enumerate(runs):
            is_last = place == len(runs) - 1
            pieces.append(Piece("" if place else before, run, "\n" if is_last else " "))
    if pieces:  # the text ends where it ended
        last = pieces[-1]
        pieces[-1] = Piece(last.before, last.words, "")
    return pieces


def put_together(pieces: list[Piece], said: Mapping[str, str]) -> str:
    """Return the pieces with their words replaced by what is said of them, if anything is."""
    return "".join(
        f"{piece.before}{said.get(piece.words, piece.words)}{piece.after}" for piece in pieces
    )


def sentences(text: str, language: str) -> list[str]:
    """Return the sentences of a paragraph as its language ends them, without spaces around."""
    clean = icu.UnicodeString(_SPACES.sub(" ", text).strip())
    breaks = icu.BreakIterator.createSentenceInstance(icu.Locale(language))
    breaks.setText(clean)
    ends = [breaks.first(), *breaks]
    found = [str(clean[start:end]).strip() for start, end in pairwise(ends)]
    return [sentence for sentence in found if sentence]


def _paragraphs(text: str) -> list[str]:
    """Return the lines of a text, those of one paragraph joined: where they break says nothing."""
    found: list[str] = []
    may_go_on = is_code = False
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        is_code ^= line.strip().startswith(_FENCE)
        is_plain = not is_code and bool(line[:1].strip()) and not _begins(line).strip()
        if is_plain and may_go_on:
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
        # Two spaces at the end break the line in Markdown
        may_go_on = is_plain and not line.endswith("  ") and not line.startswith(_FENCE)
    return found


def _begins(line: str) -> str:
    found = _BEGINS.match(line)
    return found.group() if found else ""


def _runs(words: str, language: str) -> list[str]:
    """Return a long paragraph in runs of whole sentences, each short enough to be asked."""
    runs: list[str] = []
    for sentence in sentences(words, language):
        for part in _short_parts(sentence):
            if runs and len(runs[-1]) + len(part) < LONGEST_AT_ONCE:
                runs[-1] = f"{runs[-1]} {part}"
            else:
                runs.append(part)
    return runs


def _short_parts(sentence: str) -> list[str]:
    parts = []
    while len(sentence) > LONGEST_AT_ONCE:
        end = sentence.rfind(" ", LONGEST_AT_ONCE // 2, LONGEST_AT_ONCE)
        end = end if end > 0 else LONGEST_AT_ONCE
        parts.append(sentence[:end])
        sentence = sentence[end:].strip()
    return [*parts, sentence]
