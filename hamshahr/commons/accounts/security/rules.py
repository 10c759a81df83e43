"""The page on which an administrator says which roles need a second factor."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hamshahr.commons.accounts.doors import for_those_who
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permissions import REQUIRE_SECOND_FACTOR
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.accounts.second_factors import (
    require_second_factor,
    roles_that_require,
    stop_requiring,
)


class RulesForm(forms.Form):
    """The roles that need one."""

    roles = forms.MultipleChoiceField(
        label=_("Roles that need a second factor"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].widget.attrs = {"class": "choices"}


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(REQUIRE_SECOND_FACTOR)
def second_factor_rules(request: HttpRequest, by: User) -> HttpResponse:
    """Say which roles need a second factor."""
    before = roles_that_require()
    typed = request.POST if request.method == "POST" else None
    form = RulesForm(typed, initial={"roles": sorted(before)})
    if form.is_valid():
        wanted = set(form.cleaned_data["roles"])
        for role in sorted(wanted - before):
            require_second_factor(Role(role), by=by)
        for role in sorted(before - wanted):
            stop_requiring(Role(role), by=by)
        return redirect("accounts:second-factor-rules")
    status = 422 if form.errors else 200
    return render(request, "accounts/security/rules.html", {"form": form}, status=status)
