"""Reading an import file line by line, telling every mistake with its line and its field."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from hamshahr.domains.experiences.importing.line import ExperienceLine

# A line of the real library has four kilobytes; beyond this it is no experience.
LONGEST_LINE = 1024 * 1024


@dataclass(frozen=True)
class Mistake:
    """What is wrong with a line. ``field`` is empty where the whole line is meant."""

    line: int
    field: str
    text: str

    def __str__(self) -> str:
        where = f"line {self.line}" + (f", {self.field}" if self.field else "")
        return f"{where}: {self.text}"


@dataclass(frozen=True)
class NumberedLine:
    """A line that is in order, with the digest of what it says."""

    number: int
    entry: ExperienceLine
    digest: bytes


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
        content = json.loads(text)
        canonical = json.dumps(content, sort_keys=True, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        report(Mistake(number, "", _in_plain_words(error, raw)))
        return None
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


def _in_plain_words(error: Exception, raw: bytes) -> str:
    if isinstance(error, UnicodeEncodeError):
        return "it holds half of a character (a lone surrogate); take it out"
    if isinstance(error, json.JSONDecodeError):
        if not raw.endswith(b"\n") and error.pos >= len(error.doc.rstrip()) - 1:
            return "the line breaks off: the file seems to be cut short"
        return f"not JSON at character {error.pos + 1}: {error.msg}"
    return "not JSON that can be read"


# What pydantic finds, in the words of the person who wrote the line.
_PLAIN = {
    "missing": "must be there",
    "string_too_short": "must not be empty",
    "string_type": "must be a text",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "list_type": "must be a list in brackets",
    "model_type": "must be an object in braces",
    "model_attributes_type": "must be an object in braces",
}


def _mistakes(error: ValidationError, number: int) -> Iterator[Mistake]:
    for found in error.errors(include_url=False, include_context=True):
        field = ".".join(str(part) for part in found["loc"])
        text = _PLAIN.get(found["type"]) or found["msg"].removeprefix("Value error, ")
        if found["type"] == "string_pattern_mismatch":
            text = f"{_shown(found['input'])} is not of the form {found['ctx']['pattern']}"
        elif found["type"] == "enum":
            text = f"{_shown(found['input'])} is none of {found['ctx']['expected']}"
        yield Mistake(number, field, text)


def _shown(value: object) -> str:
    text = str(value)
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"
