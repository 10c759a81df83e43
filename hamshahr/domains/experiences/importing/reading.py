"""Reading an import file line by line, telling every mistake with its line and its field."""

import hashlib
import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as a_field
from pathlib import Path

from pydantic import ValidationError

from hamshahr.domains.experiences.importing.line import ExperienceLine

# A line of the real library has four kilobytes; beyond this it is no experience.
LONGEST_LINE = 1024 * 1024


@dataclass(frozen=True)
class Mistake:
    """What is wrong with a line. ``field`` is empty where the whole line is meant.

    ``text`` says it in English, for the command line. ``code`` names the kind of mistake and
    ``said`` what it is about, for whoever words it in another language.
    """

    line: int
    field: str
    text: str
    code: str = a_field(default="", compare=False)
    said: Mapping[str, object] = a_field(default_factory=dict, compare=False, repr=False)

    def __str__(self) -> str:
        where = f"line {self.line}" + (f", {self.field}" if self.field else "")
        return f"{where}: {self.text}"


@dataclass(frozen=True)
class NumberedLine:
    """A line that is in order, with the digest of what it says."""

    number: int
    entry: ExperienceLine
    digest: bytes


class JsonLines:
    """The lines of a JSON Lines file; may be read as often as need be."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = path.name

    def read(self, report: Callable[[Mistake], None]) -> Iterator[NumberedLine]:
        """Yield the lines that are in order; see ``read_lines``."""
        return read_lines(self._path, report)


def read_lines(path: Path, report: Callable[[Mistake], None]) -> Iterator[NumberedLine]:
    """Yield the lines of ``path`` that are in order; report each mistake of the others.

    Blank lines are passed over. Memory does not grow with the file. Raises ``OSError`` where the
    file cannot be read.
    """
    with path.open("rb") as file:
        number = 0
        while raw := file.readline(LONGEST_LINE + 1):
            number += 1
            if len(raw) > LONGEST_LINE:
                report(Mistake(number, "", "the line is longer than one megabyte"))
                _skip_rest_of_line(file.readline, raw)
                continue
            if number == 1:
                raw = raw.removeprefix(b"\xef\xbb\xbf")  # the mark that some editors put first
            if not raw.strip():
                continue
            line = _read(raw, number, report)
            if line is not None:
                yield line


def _skip_rest_of_line(readline: Callable[[int], bytes], raw: bytes) -> None:
    while raw and not raw.endswith(b"\n"):
        raw = readline(LONGEST_LINE)


def _read(raw: bytes, number: int, report: Callable[[Mistake], None]) -> NumberedLine | None:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        report(Mistake(number, "", f"not UTF-8 (byte {error.start + 1}); save the file as UTF-8"))
        return None
    try:
        content = json.loads(
            text, object_pairs_hook=_each_once, parse_constant=_no_number, parse_float=_number
        )
        return line_of(content, number, report)
    except Unreadable as error:
        report(Mistake(number, "", str(error)))
        return None
    except (ValueError, RecursionError) as error:
        report(Mistake(number, "", _in_plain_words(error, raw)))
        return None


def line_of(content: object, number: int, report: Callable[[Mistake], None]) -> NumberedLine | None:
    """Return what a line says, or report its mistakes: ``content`` is what stands in its JSON.

    Raises ``ValueError`` or ``RecursionError`` for what JSON cannot write.
    """
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False).encode()
    if not isinstance(content, dict):
        report(Mistake(number, "", "a line holds one experience: an object in braces"))
        return None
    try:
        entry = ExperienceLine.model_validate(content)
    except ValidationError as error:
        for mistake in _mistakes(error, number):
            report(mistake)
        return None
    return NumberedLine(number, entry, hashlib.sha256(canonical).digest())


class Unreadable(ValueError):
    """JSON that Python would read, but as something that nobody wrote."""


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    content = dict(pairs)
    if len(content) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Unreadable(f"{_shown(twice)} is said twice; keep one of the two")
    return content


def _no_number(name: str) -> float:
    raise Unreadable(f"{name} is not a number")


def _number(text: str) -> float:
    if math.isinf(number := float(text)):
        raise Unreadable(f"{text[:20]} is not a number that can be kept")
    return number


def _in_plain_words(error: Exception, raw: bytes) -> str:
    if isinstance(error, UnicodeEncodeError):
        return "it holds half of a character (a lone surrogate); take it out"
    if isinstance(error, json.JSONDecodeError):
        at_its_end = error.pos >= len(error.doc.rstrip()) - 1
        if not raw.endswith(b"\n") and (at_its_end or error.msg.startswith("Unterminated")):
            return "the line breaks off: the file seems to be cut short"
        return f"not JSON at character {error.pos + 1}: {error.msg}"
    return "not JSON that can be read"


# What pydantic finds, in the words of the person who wrote the line; names are of its context.
_PLAIN = {
    "missing": "must be there",
    "string_too_short": "must not be empty",
    "string_too_long": "has {length:,} characters; at most {max_length:,} are kept",
    "too_long": "has {actual_length:,} characters; at most {max_length:,} are kept",
    "string_type": "must be a text",
    "string_pattern_mismatch": "{shown} is not of the form {pattern}",
    "enum": "{shown} is none of {expected}",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_parsing_size": "must be a whole number of bearable size",
    "int_from_float": "must be a whole number",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "list_type": "must be a list in brackets",
    "model_type": "must be an object in braces",
    "model_attributes_type": "must be an object in braces",
}


def _mistakes(error: ValidationError, number: int) -> Iterator[Mistake]:
    for found in error.errors(include_url=False, include_context=True):
        where = ".".join(str(part) for part in found["loc"])
        given = found["input"]
        length = len(given) if isinstance(given, str) else 0
        said = {**found.get("ctx", {}), "shown": _shown(given), "length": length}
        plain = _PLAIN.get(found["type"])
        text = plain.format(**said) if plain else found["msg"].removeprefix("Value error, ")
        yield Mistake(number, where, text, found["type"], said)


def _shown(value: object) -> str:
    text = str(value)
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"
