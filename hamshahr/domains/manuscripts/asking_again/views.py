"""The page behind the link of a letter: is this still so?"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.commons.accounts.doors import asker, for_those_who, open_to_all
from hamshahr.commons.accounts.models import User
from hamshahr.commons.moderation.actions import TooManyWait
from hamshahr.commons.translation.languages import active_language, language
from hamshahr.domains.experiences import wording
from hamshahr.domains.experiences.models.retirements import LONGEST_REASON
from hamshahr.domains.manuscripts.asking_again.answering import (
    Answered,
    CannotAnswer,
    Closed,
    answer,
    follow,
)
from hamshahr.domains.manuscripts.asking_again.office import KEEP_ASKING, office_list
from hamshahr.domains.manuscripts.models import Check
from hamshahr.kernel.today import today

_Given = ParamSpec("_Given")
_STATUS = {Closed.ANOTHER: 403, Closed.NOT_HERS: 403, Closed.NEWER: 409}
_FEWEST = 10  # a word is no reason; a moderator asks for as many
_WITH_WORDS = {Check.Answer.ENDED, Check.Answer.NOT_OURS}
_LAST_PAGE = 10_000  # nobody turns so far


class AnswerForm(forms.Form):
    """The answer, prepared."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Is this still so?"),
        choices=[
            (Check.Answer.STILL_SO, gettext_lazy("Yes, it is still so")),
            (Check.Answer.CHANGED, gettext_lazy("It has changed: I will write what is new")),
            (Check.Answer.ENDED, gettext_lazy("No, it has ended")),
            (Check.Answer.NOT_OURS, gettext_lazy("It is not our city’s matter any more")),
        ],
        initial=Check.Answer.STILL_SO,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("Why it has ended, or whose it is now"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("If it has ended, everybody who opens it reads this."),
    )

    def clean(self) -> dict[str, str]:
        said: dict[str, str] = super().clean() or {}
        words = said.get("words", "").strip()
        if said.get("answer") in _WITH_WORDS and len(words) < _FEWEST:
            self.add_error("words", gettext("Say why, in a sentence."))
        return said


def _keeps_its_address(
    view: Callable[Concatenate[HttpRequest, _Given], HttpResponse],
) -> Callable[Concatenate[HttpRequest, _Given], HttpResponse]:
    """Tell no other page the address of this one, which holds a secret; its site alone."""

    @wraps(view)
    def kept(request: HttpRequest, /, *args: _Given.args, **kwargs: _Given.kwargs) -> HttpResponse:
        given = view(request, *args, **kwargs)
        given["Referrer-Policy"] = "strict-origin"
        return given

    return kept


@open_to_all
@never_cache
@_keeps_its_address
@require_http_methods(["GET", "HEAD", "POST"])
def still_so(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the case and the prepared answer; the button alone sends it."""
    by = asker(request)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    try:
        check = follow(secret, by=by)
        if form.is_valid():
            said = Check.Answer(form.cleaned_data["answer"])
            words = form.cleaned_data["words"]
            return _done(request, _answer(secret, said, words, by))
    except CannotAnswer as error:
        return _closed(request, error.why)
    except TooManyWait:
        form.add_error(None, gettext("Many reports of this page wait already. Come back later."))
    return render(
        request,
        "manuscripts/still_so/ask.html",
        _shown(check) | {"form": form},
        status=422 if form.errors else 200,
    )


@require_safe
@for_those_who(KEEP_ASKING)
def unanswered(request: HttpRequest, by: User) -> HttpResponse:
    """What nobody confirms: for the secretariat, which writes or calls."""
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isdecimal() and len(asked) <= len(str(_LAST_PAGE)) else 1
    found = office_list(number, active_language(), by=by)
    context = {"found": found, "page": found.page}
    return render(request, "manuscripts/still_so/office.html", context)


def _answer(secret: str, said: Check.Answer, words: str, by: User | None) -> Answered:
    return answer(secret=secret, said=said, words=words, language=active_language(), by=by)


def _done(request: HttpRequest, done: Answered) -> HttpResponse:
    if done.manuscript is not None:
        return redirect("manuscripts:overview", done.manuscript.pk)
    if done.report_secret:
        return redirect("moderation:sent", done.report_secret)
    context = {"case": done.check.experience, "ended": done.check.answer == Check.Answer.ENDED}
    return render(request, "manuscripts/still_so/done.html", context)


def _closed(request: HttpRequest, why: Closed) -> HttpResponse:
    context = {"why": why.value}
    status = _STATUS.get(why, 410)
    return render(request, "manuscripts/still_so/closed.html", context, status=status)


def _shown(check: Check) -> dict[str, object]:
    case, reader = check.experience, active_language()
    return {
        "case": case,
        "written_in": language(case.language),
        "city": case.city.name_in(reader),
        "true_as_of": wording.true_as_of(case, reader),
        "confirmed": wording.confirmed(case.confirmed_on, reader),
        "asked": check.asked_of,
        "number": check.number,
        "today": today(),
    }
