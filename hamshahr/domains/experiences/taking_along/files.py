"""An experience as a file that a reader keeps."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import HttpResponse

from hamshahr.domains.experiences.taking_along.as_line import line_of
from hamshahr.domains.experiences.taking_along.citations import bibtex_of, csl_of
from hamshahr.domains.experiences.taking_along.record import Record


class _Form(NamedTuple):
    media_type: str
    suffix: str
    write: Callable[[Record], str]


def _as_json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


FORMS = {
    "json": _Form("application/json", "json", lambda record: _as_json(line_of(record))),
    "csl": _Form(
        "application/vnd.citationstyles.csl+json",
        "csl.json",
        lambda record: _as_json(csl_of(record)),
    ),
    "bibtex": _Form("application/x-bibtex", "bib", bibtex_of),
}


def as_file(record: Record, form: str) -> HttpResponse:
    """Answer with the record as ``json``, ``csl`` or ``bibtex``, in UTF-8.

    A browser shows it or offers to keep it under the experience's code, as the reader has set.
    """
    media_type, suffix, write = FORMS[form]
    answer = HttpResponse(write(record), content_type=f"{media_type}; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{record.experience.code}.{suffix}"'
    return answer
