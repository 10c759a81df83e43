"""The pages of experiences: fetch, ask, act, answer."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.commons.accounts.doors import open_to_all
from hamshahr.commons.translation.languages import active_language
from hamshahr.design.pictures.serving import card_response
from hamshahr.domains.experiences import queries
from hamshahr.domains.experiences.asks import TooManyWait, ask_about
from hamshahr.domains.experiences.cards import card_of
from hamshahr.domains.experiences.forms import AskForm
from hamshahr.domains.experiences.goal_pages import goal_list, goal_page
from hamshahr.domains.experiences.goals import GOALS
from hamshahr.domains.experiences.heads import heads
from hamshahr.domains.experiences.models import Ask, Experience
from hamshahr.domains.experiences.pages import experience_page
from hamshahr.domains.experiences.taking_along.files import as_file
from hamshahr.domains.experiences.taking_along.linked_data import linked_data
from hamshahr.domains.experiences.taking_along.record import record_of
from hamshahr.kernel.public_pages import public_page


@require_safe
@public_page()
def experience(request: HttpRequest, code: str) -> HttpResponse:
    """One experience, whole."""
    page = experience_page(code, active_language(), by=None)
    if page is None:
        raise Http404
    context = {"page": page, "linked_data": linked_data(page)}
    return render(request, "experiences/experience.html", context)


@require_safe
@public_page()
def take_along(request: HttpRequest, code: str, form: str) -> HttpResponse:  # noqa: ARG001 - Django's
    """One experience as data (``json``) or as a citation (``csl``, ``bibtex``)."""
    record = record_of(code, by=None)
    if record is None:
        raise Http404
    return as_file(record, form)


@require_safe
@open_to_all
def card(request: HttpRequest, code: str) -> HttpResponseBase:
    """The picture that a shared link to an experience shows."""
    drawn = card_of(code, active_language(), by=None)
    if drawn is None:
        raise Http404
    return card_response(request, drawn)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all
def ask(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Ask to claim, correct or remove an experience."""
    if kind not in Ask.Kind.values:
        raise Http404
    found = _found(code)
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            asked = ask_about(
                experience=found,
                kind=Ask.Kind(kind),
                language=active_language(),
                by=None,
                **form.cleaned_data,
            )
        except TooManyWait:
            form.add_error(
                None, _("Many requests about this experience wait already. Please come back later.")
            )
        else:
            context = {**_ask_context(found, kind), "reference": asked.pk}
            return render(request, "experiences/asked.html", context)
    status = 422 if form.errors else 200
    context = {**_ask_context(found, kind), "form": form}
    return render(request, "experiences/ask.html", context, status=status)


@require_safe
@public_page()
def goals(request: HttpRequest) -> HttpResponse:
    """The seventeen goals of the 2030 Agenda, with how much the library holds of each."""
    return render(request, "experiences/goals.html", {"goals": goal_list()})


@require_safe
@public_page()
def goal(request: HttpRequest, number: int) -> HttpResponse:
    """What the library holds under one goal."""
    if number not in GOALS:
        raise Http404
    page = goal_page(number, active_language())
    return render(request, "experiences/goal.html", {"page": page})


def _ask_context(found: Experience, kind: str) -> dict[str, object]:
    title, text = {
        Ask.Kind.CLAIM: (
            _("Claim this experience"),
            _(
                "You work for this city and want it to confirm, keep and answer for this "
                "experience. The secretariat will write to you."
            ),
        ),
        Ask.Kind.CORRECT: (
            _("Correct this experience"),
            _("Tell us what is wrong or out of date, and where the right facts can be seen."),
        ),
        Ask.Kind.REMOVE: (
            _("Ask for its removal"),
            _(
                "Tell us why this experience should not be shown. The secretariat decides and "
                "answers you."
            ),
        ),
    }[Ask.Kind(kind)]
    language = active_language()
    page = {"head": heads([found.pk], language)[found.pk]}
    return {"page": page, "kind": kind, "kind_title": title, "kind_text": text}


def _found(code: str) -> Experience:
    found = queries.get_for(code, by=None)
    if found is None:
        raise Http404
    return found
