"""What the interface answers, the same for the API and the command line."""

from typing import NotRequired

from django.urls import reverse
from django.utils import translation
from typing_extensions import TypedDict  # of 3.12, which pydantic needs

from hamshahr.commons.accounts.models import User
from hamshahr.commons.search.asking import BadQuery, read_query
from hamshahr.commons.search.retrieval.filtering import Filters
from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES
from hamshahr.domains.experiences.finding import find_experiences
from hamshahr.domains.experiences.regions import ResultRow

MOST_RESULTS = 100
# The language of reasons and refusals where the query's is none of the interface's
_OTHERWISE = "en"


class ReasonAnswer(TypedDict):
    """Why a result is there; ``weight`` goes from 0 to 1."""

    kind: str
    text: str
    weight: float


class TitleAnswer(TypedDict):
    """A title in another language. ``mark``: machine, hand, checked or stale, then in words."""

    language: str
    text: str
    mark: str
    said: str


class ResultAnswer(TypedDict):
    """One experience that was found. ``passage`` is in the experience's ``language``.

    ``title_in`` is there where a title in the language of the reasons is known.
    """

    id: str
    title: str
    city: str
    country: str
    language: str
    score: float
    reasons: list[ReasonAnswer]
    passage: str
    url: str
    title_in: NotRequired[TitleAnswer]


class SearchAnswer(TypedDict):
    """The results of a search, best first. ``language`` is the query's."""

    query: str
    language: str
    took_ms: int
    results: list[ResultAnswer]


def search_answer(
    text: str,
    said: str | None,
    limit: int,
    *,
    filters: Filters = (),
    by: User | None = None,
    site: str = "",
) -> SearchAnswer:
    """Return what fits ``text``; ``said`` is the language it is said to be in, if any.

    ``site`` goes before the addresses of results. Raises ``BadQuery``, ``UnknownValue``.
    """
    if not 1 <= limit <= MOST_RESULTS:
        raise BadQuery(f"limit must be from 1 to {MOST_RESULTS}, not {limit}.")
    with translation.override(said if said in INTERFACE_LANGUAGES else _OTHERWISE):
        query = read_query(text, said=said)  # its refusals are worded
    worded_in = query.language if query.language in INTERFACE_LANGUAGES else _OTHERWISE
    with translation.override(worded_in):
        found = find_experiences(query, worded_in, filters=filters, first=0, count=limit, by=by)
        return {
            "query": query.text,
            "language": query.language,
            "took_ms": found.took_ms,
            "results": [_result(row, site) for row in found.rows],
        }


def _result(row: ResultRow, site: str) -> ResultAnswer:
    head = row.head
    answer: ResultAnswer = {
        "id": head.code,
        "title": head.title,
        "city": head.city,
        "country": head.country,
        "language": head.language.code,
        "score": row.score,
        "reasons": [
            {"kind": reason.kind, "text": reason.text, "weight": reason.strength / 100}
            for reason in row.reasons
        ],
        "passage": row.passage_text,
        "url": site + reverse("experiences:experience", args=[head.code]),
    }
    if head.translated:
        answer["title_in"] = {
            "language": head.translated.language.code,
            "text": head.translated.text,
            "mark": head.translated.kind,
            "said": head.translated.sentence,
        }
    return answer
