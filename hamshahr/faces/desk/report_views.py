"""Reports at the desk: the list, a case, and the deeds on it."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hamshahr.commons.accounts.doors import for_those_who
from hamshahr.commons.accounts.models import User
from hamshahr.commons.moderation import actions
from hamshahr.commons.moderation.models import Case, Decision
from hamshahr.commons.moderation.permissions import (
    ANSWER_REPORTS,
    DECIDE,
    READ_REPORTS,
    may_answer,
    may_decide,
)
from hamshahr.commons.moderation.queries import can_be_hidden, get_for
from hamshahr.commons.translation.languages import active_language
from hamshahr.faces.desk.report_forms import CityWordForm, DecisionForm
from hamshahr.faces.desk.reports import case_page, reports_page


@for_those_who(READ_REPORTS)
@require_safe
def reports(request: HttpRequest, by: User) -> HttpResponse:
    """What was reported: what waits first, with its age."""
    page = reports_page(request.GET, active_language(), by=by)
    return render(request, "desk/reports.html", {"page": page})


@for_those_who(READ_REPORTS)
@require_safe
def report(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:
    """One case: the reports, what the city says, the decisions, and the text beside them."""
    return _shown(request, by, _found(pk, by))


@for_those_who(DECIDE)
@require_POST
def take(_request: HttpRequest, by: User, pk: UUID) -> HttpResponse:
    """Take a case in hand."""
    case = _decidable(pk, by)
    actions.take_in_hand(case=case, by=by)
    return redirect("desk:report", pk=pk)


@for_those_who(DECIDE)
@require_POST
def decide(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:
    """Decide on a case; what somebody else decided meanwhile is shown and not overwritten."""
    case = _decidable(pk, by)
    form = DecisionForm(request.POST, can_be_hidden=can_be_hidden(case.kind))
    if not form.is_valid():
        return _shown(request, by, case, decision=form, status=422)
    said = form.cleaned_data | {"verdict": Decision.Verdict(form.cleaned_data["verdict"])}
    try:
        actions.decide(case=case, by=by, **said)
    except actions.ChangedMeanwhile:
        return _shown(request, by, _found(pk, by), decision=_on_top_of(form, case), status=409)
    except actions.CannotBeDone:
        form.add_error(
            None, _("The page is no longer there, so it can neither be hidden nor shown.")
        )
        return _shown(request, by, _found(pk, by), decision=form, status=422)
    return redirect("desk:report", pk=pk)


@for_those_who(ANSWER_REPORTS)
@require_POST
def speak(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:
    """Say what the city has to say."""
    case = _found(pk, by)
    if not may_answer(by, case):
        raise Http404
    form = CityWordForm(request.POST)
    if not form.is_valid():
        return _shown(request, by, case, city_word=form, status=422)
    actions.speak_for_city(case=case, by=by, **form.cleaned_data)
    return redirect("desk:report", pk=pk)


def _shown(
    request: HttpRequest,
    by: User,
    case: Case,
    *,
    decision: DecisionForm | None = None,
    city_word: CityWordForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = case_page(case, active_language(), page=request.GET.get("page"), by=by)
    context = {
        "case": case,
        "page": page,
        "wrong": decision or city_word,
        "decision": decision
        or DecisionForm(can_be_hidden=page.can_be_hidden, initial={"based_on": page.based_on}),
        "city_word": city_word or CityWordForm(),
    }
    return render(request, "desk/report.html", context, status=status)


def _on_top_of(form: DecisionForm, case: Case) -> DecisionForm:
    """Return the form with all that was typed, now based on the decision that came between."""
    last = case.decisions.first()
    typed = {**form.cleaned_data, "based_on": last.number if last else 0}
    again = DecisionForm(typed, can_be_hidden=can_be_hidden(case.kind))
    again.is_valid()
    again.add_error(
        None,
        _("Somebody else has decided meanwhile. Read the decision; send yours if it should hold."),
    )
    return again


def _found(pk: UUID, by: User) -> Case:
    found = get_for(pk, by=by)
    if found is None:
        raise Http404
    return found


def _decidable(pk: UUID, by: User) -> Case:
    """Return a case to decide on. Of her own city ``by`` knows it is there, and may not decide."""
    found = _found(pk, by)
    if not may_decide(by, found):
        raise PermissionDenied("Nobody decides on a page of her own city.")
    return found
