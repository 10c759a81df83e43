"""The pages on which a case is retired and brought back."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from hamshahr.commons.accounts.doors import for_those_who
from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import active_language, language, offered_languages
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.models.retirements import LONGEST_REASON
from hamshahr.domains.experiences.permissions import RETIRE, readable_by, retiring_as
from hamshahr.domains.experiences.retiring import CannotRetire, bring_back, retire


class RetireForm(forms.Form):
    """Why an experience is no longer so, and in which language that is written."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is no longer so"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Everybody who opens the experience reads this."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of what you wrote"))

    def __init__(self, written_in: str, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]  # what the view was sent
        codes = dict.fromkeys([*(each.code for each in offered_languages()), written_in])
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, language(code).endonym) for code in codes]
        field.initial = active_language()


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(RETIRE)
def retire_one(request: HttpRequest, by: User, code: str) -> HttpResponse:
    """Say why an experience is no longer so, and take it out of what is found."""
    case = _hers(code, by, Experience.State.PUBLISHED)
    form = RetireForm(case.language, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            retire(experience=case, by=by, **form.cleaned_data)
        except CannotRetire:
            form.add_error(None, gettext("It was retired or removed meanwhile. Nothing changed."))
        else:
            return redirect("experiences:experience", code)
    context = {"form": form, "case": case, "written_in": language(case.language)}
    status = 422 if form.errors else 200
    return render(request, "experiences/retire.html", context, status=status)


@require_POST
@for_those_who(RETIRE)
def bring_one_back(request: HttpRequest, by: User, code: str) -> HttpResponse:  # noqa: ARG001 - Django's
    """Have a retired experience found again."""
    bring_back(experience=_hers(code, by, Experience.State.RETIRED), by=by)
    return redirect("experiences:experience", code)


def _hers(code: str, by: User, state: str) -> Experience:
    case = readable_by(None).select_related("city").filter(code=code, state=state).first()
    if case is None or retiring_as(by, case) is None:
        raise Http404
    return case
