"""The revisions of an experience, for programs: listed, and one whole."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from ninja.errors import HttpError

from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.revisions.citing import identifier_address
from hamshahr.domains.experiences.revisions.standing import (
    Told,
    readable_case,
    told,
    told_page,
)

revisions = Router()
_LAST_PAGE = 10_000  # no case is revised so often
_HIGHEST = 2_147_483_647  # what the column holds


class Refusal(Schema):
    """Why there is no answer."""

    detail: str


class RevisionSummary(Schema):
    """One revision. ``compiled``: from public sources; ``confirmed``: by the city, as it stands.

    ``identifier`` is a URN that stays for good, and ``url`` leads to the page.
    """

    number: int
    identifier: str
    url: str
    language: str
    published_at: datetime | None
    current: bool
    compiled: bool
    confirmed: bool
    note: str
    licence: str
    evidence_level: int | None


class Revisions(Schema):
    """A page of revisions, the latest first. ``state``: published, or retired."""

    experience: str
    state: str
    total: int
    page: int
    revisions: list[RevisionSummary]


class WholeRevision(RevisionSummary):
    """A revision with its content: a flat object, in which a path names a field."""

    experience: str
    rights_holder: str
    evidence_reason: str
    content: dict[str, Any]


_REFUSALS = dict.fromkeys((400, 404, 422, 429, 500, 503), Refusal)
_Code = Annotated[str, Path(max_length=120, description="Of the experience, as in its address")]


@revisions.get(
    "/{code}/revisions",
    response={200: Revisions, **_REFUSALS},
    summary="List the revisions of an experience",
    operation_id="revisions",
    url_name="revisions",
)
def listed(
    request: HttpRequest,  # noqa: ARG001 - the form Ninja asks for
    code: _Code,
    page: Annotated[int, Query(ge=1, le=_LAST_PAGE)] = 1,
) -> dict[str, Any]:
    """Whoever may read an experience may read all that it told before."""
    case = _case(code)
    found, total = told_page(case, page)
    return {
        "experience": case.code,
        "state": case.state,
        "total": total,
        "page": page,
        "revisions": [_summary(case, each) for each in found],
    }


@revisions.get(
    "/{code}/revisions/{number}",
    response={200: WholeRevision, **_REFUSALS},
    summary="Read one revision of an experience",
    operation_id="revision",
    url_name="revision",
)
def one(
    request: HttpRequest,  # noqa: ARG001 - the form Ninja asks for
    code: _Code,
    number: Annotated[int, Path(ge=1, le=_HIGHEST)],
) -> dict[str, Any]:
    """What the experience told then, for good."""
    case = _case(code)
    found = told(case, number)
    if found is None:
        raise HttpError(404, f"{code} has no revision {number}.")
    return _summary(case, found) | {
        "experience": case.code,
        "rights_holder": found.rights_holder,
        "evidence_reason": found.evidence_reason,
        "content": found.content.values,
    }


def _case(code: str) -> Experience:
    # PostgreSQL holds no NUL, so that no code has one
    case = None if "\0" in code else readable_case(code, by=None)
    if case is None:
        raise HttpError(404, "There is no experience of this code to be read.")
    return case


def _summary(case: Experience, found: Told) -> dict[str, Any]:
    stands_for: UUID = found.id or case.pk
    return {
        "number": found.number,
        "identifier": stands_for.urn,
        "url": identifier_address(stands_for),
        "language": found.language,
        "published_at": found.published_at,
        "current": found.is_current,
        "compiled": found.is_compiled,
        "confirmed": found.is_confirmed,
        "note": found.note,
        "licence": found.licence,
        "evidence_level": found.evidence_level,
    }
