"""The pages of the desk: fetch, ask, act, answer."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.commons.accounts.doors import for_those_who
from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import active_language, language, offered_languages
from hamshahr.domains.association.actions import ChangedMeanwhile, write_statement
from hamshahr.domains.association.models import StatementRevision
from hamshahr.domains.association.pages import starting_text
from hamshahr.domains.association.permissions import (
    COME_TO_THE_DESK,
    WRITE_STATEMENTS,
    may_write_statements,
)
from hamshahr.domains.association.queries import revisions
from hamshahr.faces.desk.forms import StatementForm
from hamshahr.faces.desk.statements import editor, past_revisions, statement_rows
from hamshahr.kernel.waiting import waiting_for
from hamshahr.kernel.written import to_html

REVISIONS_A_PAGE = 20


@require_safe
@for_those_who(COME_TO_THE_DESK)
def home(request: HttpRequest, by: User) -> HttpResponse:
    """What waits for the one who asks; and the statements, for those who write them."""
    rows = statement_rows(active_language(), by=by) if may_write_statements(by) else []
    return render(request, "desk/home.html", {"rows": rows, "waiting": waiting_for(by)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(WRITE_STATEMENTS)
def statement(request: HttpRequest, by: User, kind: str, code: str) -> HttpResponse:
    """Write a statement in one language: look at it first, or keep it."""
    _require(kind, code)
    last = revisions(kind, code, by=by).first()
    text = (last.text if last else "") or starting_text(kind, code)
    given = {"text": text, "based_on": last.number if last else 0}
    typed = request.POST if request.method == "POST" else None
    form = StatementForm(language(code), typed, initial=given)
    preview, theirs, status = None, "", 200
    if form.is_valid():
        if "preview" in request.POST:
            preview = form.cleaned_data["text"]
        else:
            try:
                write_statement(
                    kind=StatementRevision.Kind(kind), language=code, by=by, **form.cleaned_data
                )
            except ChangedMeanwhile:
                status, theirs = 409, last.text if last else ""
                form = _on_top_of(form, last, code)
                form.add_error(None, _("Somebody else has written this page meanwhile."))
            else:
                return redirect(f"{reverse('desk:home')}#kept")
    elif form.errors:
        status = 422
    shown = editor(kind, code, active_language(), preview=preview, theirs=theirs)
    context = {"form": form, "editor": shown}
    return render(request, "desk/statement.html", context, status=status)


@require_safe
@for_those_who(WRITE_STATEMENTS)
def history(request: HttpRequest, by: User, kind: str, code: str) -> HttpResponse:
    """Every revision of a statement, the last first."""
    _require(kind, code)
    found = Paginator(revisions(kind, code, by=by), REVISIONS_A_PAGE)
    page = found.get_page(request.GET.get("page"))
    lines = past_revisions(page, active_language())
    context = {"page": page, "lines": lines, "editor": editor(kind, code, active_language())}
    return render(request, "desk/history.html", context)


@require_safe
@for_those_who(WRITE_STATEMENTS)
def revision(request: HttpRequest, by: User, kind: str, code: str, number: int) -> HttpResponse:
    """One revision as it stood, to be read, or taken as the beginning of the next."""
    _require(kind, code)
    found = revisions(kind, code, by=by).filter(number=number).first()
    if found is None:
        raise Http404
    shown = editor(kind, code, active_language())
    context = {
        "revision": past_revisions([found], active_language())[0],
        "editor": shown,
        "html": to_html(found.text, direction=shown.language.direction),
        "form": StatementForm(
            shown.language, initial={"text": found.text, "based_on": shown.revision}
        ),
        "action": reverse("desk:statement", args=[kind, code]),
    }
    return render(request, "desk/revision.html", context)


def _on_top_of(form: StatementForm, last: StatementRevision | None, code: str) -> StatementForm:
    """Return the form with all that was typed, now based on the revision that came between."""
    typed = {"text": form.data["text"], "based_on": last.number if last else 0}
    again = StatementForm(language(code), typed)
    again.is_valid()
    return again


def _require(kind: str, code: str) -> None:
    codes = {each.code for each in offered_languages()}
    if kind not in StatementRevision.Kind.values or code not in codes:
        raise Http404
