"""The pages on which an administrator lets somebody in anew who has lost her second factors."""

from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from hamshahr.commons.accounts.doors import for_those_who
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.surely import shows_again_who_she_is
from hamshahr.domains.association.lost_factors import (
    LONGEST_REASON,
    factors_of,
    take_out_second_factors,
)
from hamshahr.domains.association.permissions import (
    TAKE_OUT_SECOND_FACTORS,
    second_factors_removable_by,
)
from hamshahr.domains.network.people.naming import NotFit


class AddressForm(forms.Form):
    """Whose they are."""

    email = forms.EmailField(
        label=gettext_lazy("Her e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )


class ReasonForm(forms.Form):
    """Why they go."""

    reason = forms.CharField(
        label=gettext_lazy("Why, and how you made sure that it is she who asks"),
        help_text=gettext_lazy("She reads it, and it stays in the record for good: name nobody."),
        max_length=LONGEST_REASON,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(TAKE_OUT_SECOND_FACTORS)
@shows_again_who_she_is
def find(request: HttpRequest, by: User) -> HttpResponse:
    """Find a person by her address; the answer does not tell who else has an account."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        email = form.cleaned_data["email"].lower()
        person = second_factors_removable_by(by).filter(email=email).first()
        if person is not None:
            return redirect("desk:take-out-second-factors", person.pk)
        form.add_error("email", _("There is nothing to take out for this address."))
    context = {"form": form, "is_done": request.GET.get("said") == "done"}
    status = 422 if form.errors else 200
    return render(request, "desk/second_factors.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(TAKE_OUT_SECOND_FACTORS)
@shows_again_who_she_is
def take_out(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:
    """See which second factors somebody has, and take them out."""
    person = get_object_or_404(second_factors_removable_by(by), pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    done = f"{reverse('desk:second-factors')}?said=done"
    if form.is_valid():
        try:
            take_out_second_factors(person=person, by=by, reason=form.cleaned_data["reason"])
        except NotFit as refused:
            form.add_error("reason", str(refused))
        except PermissionDenied:
            return redirect(done)  # another administrator did it meanwhile
        else:
            return redirect(done)
    context = {"form": form, "person": person, "factors": factors_of(person)}
    status = 422 if form.errors else 200
    return render(request, "desk/take_out_second_factors.html", context, status=status)
