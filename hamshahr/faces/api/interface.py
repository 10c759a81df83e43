"""The interface's first version: its addresses and its description (OpenAPI 3.1)."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from ninja import NinjaAPI, Path, Query, Schema, Status
from ninja.errors import ValidationError

from hamshahr.commons.accounts.doors import open_to_all
from hamshahr.commons.search.asking import LONGEST_QUERY, BadQuery
from hamshahr.commons.search.embedding import EmbedderUnavailable
from hamshahr.domains.experiences.facets import FACETS, UnknownValue
from hamshahr.faces.api.answers import MOST_RESULTS, SearchAnswer, search_answer
from hamshahr.faces.api.experience_answers import ExperienceAnswer, experience_answer
from hamshahr.faces.api.revisions import revisions
from hamshahr.kernel.addresses import public_address

interface = NinjaAPI(
    title="Hamshahr",
    version="1",
    description="Experiences of cities, found by a problem in any language.",
    docs_url=None,  # its page would load scripts from elsewhere; openapi.json is complete
)
interface.add_router("/experiences", revisions)


class Problem(Schema):
    """Why there is no answer, and what to do."""

    detail: str


class Narrowing(Schema):
    """Facets that narrow a search: any of a facet's values, every facet."""

    topic: list[str] = []
    region: list[str] = []
    country: list[str] = []
    written_in: list[str] = []
    period: list[str] = []
    status: list[str] = []
    sdg: list[str] = []
    city: list[str] = []

    def filters(self) -> list[tuple[str, list[str]]]:
        given = self.dict()
        given["language"] = given.pop("written_in")  # the query's language has its plain name
        return [(facet, given[facet]) for facet in FACETS if given[facet]]


@interface.get(
    "/search",
    response={
        200: SearchAnswer,
        400: Problem,
        422: Problem,
        429: Problem,
        500: Problem,
        503: Problem,
    },
    summary="Find experiences that fit a problem",
    operation_id="search",
)
def search(
    request: HttpRequest,  # noqa: ARG001 - the form Ninja asks for
    q: Annotated[str, Query(description=f"A few words or a paragraph, up to {LONGEST_QUERY}")],
    narrowing: Annotated[Narrowing, Query()],
    language: Annotated[
        str | None, Query(description="Of the query, as an ISO 639 code; guessed where missing")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_RESULTS)] = 10,
) -> SearchAnswer:
    """Results come ranked across languages, one an experience, with the reasons in words."""
    return search_answer(q, language, limit, filters=narrowing.filters(), site=public_address())


@interface.get(
    "/experiences/{slug:code}",
    response={
        200: ExperienceAnswer,
        400: Problem,
        404: Problem,
        410: Problem,
        422: Problem,
        429: Problem,
        500: Problem,
        503: Problem,
    },
    summary="One experience, whole, with its translations",
    operation_id="experience",
)
def experience(
    request: HttpRequest,  # noqa: ARG001 - the form Ninja asks for
    code: Annotated[str, Path(description="Names the experience for good", max_length=120)],
    language: Annotated[
        str | None,
        Query(description="Of which translations are wanted, as an ISO 639 code; all if missing"),
    ] = None,
) -> ExperienceAnswer | Status[dict[str, str]]:
    """The original stands as it was written; each translation is marked."""
    found = experience_answer(code, language)
    if isinstance(found, int):
        detail = {404: "No such experience.", 410: "It was removed from the library."}[found]
        return Status(found, {"detail": detail})
    return found


@interface.exception_handler(BadQuery)
@interface.exception_handler(UnknownValue)
def _refuse(request: HttpRequest, error: Exception) -> HttpResponse:
    return interface.create_response(request, {"detail": str(error)}, status=400)


@interface.exception_handler(EmbedderUnavailable)
def _later(request: HttpRequest, error: Exception) -> HttpResponse:
    return interface.create_response(request, {"detail": str(error)}, status=503)


@interface.exception_handler(ValidationError)
def _misused(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say in one sentence which parameter is off."""
    sentences = [_sentence(found) for found in error.errors]
    return interface.create_response(request, {"detail": " ".join(sentences)}, status=422)


def _sentence(found: dict[str, Any]) -> str:
    parameter = str(found["loc"][-1])
    return f"{parameter}: {found['msg']}."


def addresses() -> tuple[list[URLPattern | URLResolver], str, str]:
    """Return the addresses of the interface; all of it is open, for it shows what pages show."""
    patterns, app, namespace = interface.urls
    for pattern in patterns:
        if isinstance(pattern, URLPattern) and pattern.callback is not None:
            open_to_all(pattern.callback)
    return patterns, app, namespace
