"""The pages of revisions, their citations, and the identifiers that lead to them."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from hamshahr.commons.accounts.doors import open_to_all
from hamshahr.commons.translation.languages import active_language
from hamshahr.domains.experiences.removed import gone, gone_as_file
from hamshahr.domains.experiences.revisions.citing import bibtex_of_revision, csl_of_revision
from hamshahr.domains.experiences.revisions.pages import (
    address_of,
    comparison,
    revision_list,
    revision_page,
)
from hamshahr.domains.experiences.revisions.standing import readable_case, told
from hamshahr.kernel.public_pages import public_page

_FORMS = {
    "csl": (csl_of_revision, "application/vnd.citationstyles.csl+json"),
    "bibtex": (bibtex_of_revision, "application/x-bibtex"),
}
_LAST_PAGE = 10_000  # no case is revised so often; beyond it nothing is asked of the database


@require_safe
@public_page("page")
def revisions(request: HttpRequest, code: str) -> HttpResponse:
    """Every revision of an experience, the latest first."""
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isdecimal() and len(asked) <= len(str(_LAST_PAGE)) else 0
    page = revision_list(code, number, active_language(), by=None) if number else None
    if page is None:
        return gone(request, code)
    return render(request, "experiences/revisions/list.html", {"page": page})


@require_safe
@public_page()
def revision(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One revision as it was published."""
    page = revision_page(code, number, active_language(), by=None)
    if page is None:
        return gone(request, code)
    return render(request, "experiences/revisions/one.html", {"page": page})


@require_safe
@public_page()
def compare(request: HttpRequest, code: str, older: int, newer: int) -> HttpResponse:
    """Two revisions side by side."""
    page = comparison(code, older, newer, active_language(), by=None)
    if page is None:
        return gone(request, code)
    return render(request, "experiences/revisions/compare.html", {"page": page})


@require_safe
@public_page()
def cite(request: HttpRequest, code: str, number: int, form: str) -> HttpResponse:  # noqa: ARG001 - Django's
    """One revision as a citation (``csl``, ``bibtex``)."""
    case = readable_case(code, by=None)
    one = told(case, number) if case is not None else None
    if case is None or one is None:
        return gone_as_file(code)
    write, media_type = _FORMS[form]
    return HttpResponse(write(case, one), content_type=f"{media_type}; charset=utf-8")


@require_safe
@open_to_all
def identifier(request: HttpRequest, pk: UUID) -> HttpResponse:  # noqa: ARG001 - Django's
    """Lead from an identifier to the page that it stands for, in the reader's language."""
    address = address_of(pk)
    if address is None:
        raise Http404
    answer = redirect(address)
    answer.status_code = 303  # the page describes the thing, it is not the thing
    return answer
