"""The pages on which a city looks after what the library says about it."""

from django import forms
from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamshahr.commons.accounts.doors import for_those_who
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import allows
from hamshahr.commons.moderation.actions import TooManyWait
from hamshahr.commons.moderation.forms import TOO_LITTLE
from hamshahr.commons.moderation.models import FEWEST_CHARACTERS, MOST_CHARACTERS
from hamshahr.commons.translation.languages import active_language, language
from hamshahr.domains.experiences.confirming import (
    IsTheCitysAlready,
    ReadsOtherwise,
    Seen,
    confirm_still_so,
)
from hamshahr.domains.experiences.content.showing import Reading, shown
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.naming import names_in
from hamshahr.domains.experiences.permissions import ANSWER_FOR, answered_for_by, readable_by
from hamshahr.domains.experiences.publishing.projecting import content_of
from hamshahr.domains.manuscripts.claiming.agreeing import agreed_words
from hamshahr.domains.manuscripts.claiming.deeds_of_a_city import (
    ask_for_removal,
    begin_next_revision,
    claim_as_it_stands,
)
from hamshahr.domains.manuscripts.claiming.listing import about_her_cities
from hamshahr.kernel.secret_links import new_secret

_LAST_PAGE = 10_000  # nobody turns so far; what is asked beyond it is no page


class AgreementForm(forms.Form):
    """What she agrees to when she makes the case her city's own."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    agrees = forms.BooleanField(
        label=gettext_lazy("I have read the whole text. It is so, and I may say so for the city.")
    )
    may_be_machine_translated = forms.BooleanField(
        label=gettext_lazy("Machines may translate it; such translations are marked."),
        required=False,
        initial=True,
    )


class RemovalForm(forms.Form):
    """Why the city wants a case out of the library."""

    words = forms.CharField(
        label=gettext_lazy("Why it should be removed"),
        min_length=FEWEST_CHARACTERS,
        max_length=MOST_CHARACTERS,
        error_messages={"min_length": TOO_LITTLE},
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("A moderator reads this, and that your city says it."),
    )


@require_safe
@for_those_who(ANSWER_FOR)
def about(request: HttpRequest, by: User) -> HttpResponse:
    """What the library says about her city, what waits for her first."""
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isdecimal() and len(asked) <= len(str(_LAST_PAGE)) else 0
    try:
        found = about_her_cities(number, active_language(), by=by)
    except EmptyPage as error:
        raise Http404 from error
    return render(request, "manuscripts/claim/list.html", {"found": found, "page": found.page})


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(ANSWER_FOR)
def claim(request: HttpRequest, by: User, code: str) -> HttpResponse:
    """Read the whole of a compiled case, and make it the city's own as it stands."""
    if not answered_for_by(by).filter(code=code).exists():
        retired = readable_by(None).filter(code=code, state=Experience.State.RETIRED).first()
        if retired is not None and allows(by, ANSWER_FOR, retired.city_id):
            return redirect("manuscripts:about-city")
    case = _hers(code, by)
    content = content_of(case)
    is_theirs = case.provenance != Experience.Provenance.COMPILED
    form = AgreementForm(
        request.POST if request.method == "POST" else None,
        initial={"seen": content.digest().hex()},
    )
    if not is_theirs and form.is_valid():
        try:
            claim_as_it_stands(experience=case, seen=_seen(form), by=by)
        except IsTheCitysAlready:
            is_theirs = True
        except ReadsOtherwise:
            form = AgreementForm(initial={"seen": content.digest().hex()})
            return _claim_page(request, case, by, form, changed=True, status=409)
        else:
            return redirect("experiences:experience", code)
    status = 409 if is_theirs and request.method == "POST" else 422 if form.errors else 200
    return _claim_page(request, case, by, None if is_theirs else form, status=status)


@require_POST
@for_those_who(ANSWER_FOR)
def correct(request: HttpRequest, by: User, code: str) -> HttpResponse:  # noqa: ARG001 - Django's
    """Begin to write what the case should say, and go there."""
    manuscript = begin_next_revision(experience=_hers(code, by), by=by)
    return redirect("manuscripts:overview", manuscript.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(ANSWER_FOR)
def remove(request: HttpRequest, by: User, code: str) -> HttpResponse:
    """Ask the moderators for the removal of a case, for the city."""
    case = _hers(code, by)
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        secret = new_secret()
        try:
            ask_for_removal(experience=case, words=form.cleaned_data["words"], secret=secret, by=by)
        except TooManyWait:
            form.add_error(None, _("Many reports of this page wait already. Come back later."))
        else:
            return redirect("moderation:sent", secret)
    context = {"form": form, "case": case, "written_in": language(case.language)}
    status = 422 if form.errors else 200
    return render(request, "manuscripts/claim/remove.html", context, status=status)


@require_POST
@for_those_who(ANSWER_FOR)
def still_so(request: HttpRequest, by: User, code: str) -> HttpResponse:  # noqa: ARG001 - Django's
    """Say that a case of the city is still so."""
    case = _hers(code, by)
    if case.provenance == Experience.Provenance.COMPILED:
        return redirect("manuscripts:claim", code)
    confirm_still_so(experience=case, by=by)
    return redirect("manuscripts:about-city")


def _claim_page(
    request: HttpRequest,
    case: Experience,
    by: User,
    form: AgreementForm | None,
    *,
    changed: bool = False,
    status: int = 200,
) -> HttpResponse:
    content = content_of(case)
    reader = active_language()
    names = names_in(content, reader, owner=case.city_id, by=by)
    told = Reading(content, case.language, reader, names)
    context = {
        "case": case,
        "written_in": language(case.language),
        "steps": shown(told),
        "agreed": agreed_words(case, may_be_machine_translated=True)[:3],
        "form": form,
        "changed": changed,
    }
    return render(request, "manuscripts/claim/claim.html", context, status=status)


def _seen(form: AgreementForm) -> Seen:
    try:
        digest = bytes.fromhex(form.cleaned_data["seen"])
    except ValueError:
        digest = b""
    return Seen(digest, form.cleaned_data["may_be_machine_translated"])


def _hers(code: str, by: User) -> Experience:
    case = (
        answered_for_by(by)
        .select_related("city", "revision")
        .prefetch_related("topic_links", "sources", "results")
        .filter(code=code)
        .first()
    )
    if case is None:
        raise Http404
    return case
