"""Reading a file of judgments: queries, and the experiences that judges found relevant to each."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # some editors put it first
_PLAIN = {
    "missing": "is missing",
    "string_type": "must be a text",
    "string_too_short": "is empty",
    "list_type": "must be a list of experience ids",
    "too_short": "must name an experience",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
}


class BadJudgments(ValueError):
    """The file is not in order; the message says in which line, and what is wrong."""


class Judgment(BaseModel):
    """A query with the ids of the experiences that answer it. Fields not named here are ignored.

    With ``exclude_city``, experiences of ``city`` (a name in any language, or a slug) are left
    out; ``country`` (ISO 3166-1 alpha-2) tells cities of one name apart.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    line: int
    query: _Text
    language: _Text
    relevant: Annotated[list[_Text], Field(min_length=1)]
    city: str | None = None
    country: str | None = None
    exclude_city: bool = False


def read_judgments(path: Path) -> list[Judgment]:
    """Return the judgments of a JSON Lines file, in its order; blank lines are passed over.

    Raises ``BadJudgments`` with every line that is not in order, and ``OSError``.
    """
    judgments: list[Judgment] = []
    mistakes: list[str] = []
    for number, line in _lines(path.read_bytes().removeprefix(_BYTE_ORDER_MARK)):
        try:
            judgments.append(_judgment(number, line))
        except BadJudgments as error:
            mistakes.append(f"line {number}: {error}")
    if mistakes:
        raise BadJudgments("\n".join(mistakes))
    if not judgments:
        raise BadJudgments(f"{path} holds no judgment.")
    return judgments


def _lines(content: bytes) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(content.split(b"\n"), 1):
        if line.strip():
            yield number, line


def _judgment(number: int, line: bytes) -> Judgment:
    try:
        fields = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadJudgments("is not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise BadJudgments("is not JSON, or ends too early") from error
    if not isinstance(fields, dict):
        raise BadJudgments("must be a JSON object")
    try:
        judgment = Judgment.model_validate({**fields, "line": number})
    except ValidationError as error:
        raise BadJudgments("; ".join(_in_plain_words(error))) from error
    return judgment.model_copy(update={"relevant": list(dict.fromkeys(judgment.relevant))})


def _in_plain_words(error: ValidationError) -> Iterator[str]:
    for mistake in error.errors(include_url=False, include_context=False, include_input=False):
        field = ".".join(str(part) for part in mistake["loc"])
        yield f"“{field}” {_PLAIN.get(mistake['type'], mistake['msg'])}"
