"""The page on which a person says how she wishes to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from hamshahr.commons.accounts.doors import for_the_signed_in
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.preferences.actions import choose_preferences
from hamshahr.commons.accounts.preferences.forms import PreferencesForm
from hamshahr.commons.accounts.preferences.queries import preferences_of, spoken


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_signed_in
def settings(request: HttpRequest, by: User) -> HttpResponse:
    """Choose language, calendar, digits and clock; what was chosen shows at once."""
    typed = request.POST if request.method == "POST" else None
    wishes = preferences_of(by)
    form = PreferencesForm(
        typed,
        initial={
            "language": spoken(wishes),
            "calendar": wishes.calendar,
            "digits": wishes.digits,
            "time_zone": wishes.time_zone,
        },
    )
    if form.is_valid():
        choose_preferences(**form.cleaned_data, by=by)
        with override(form.cleaned_data["language"]):
            return redirect(f"{reverse('accounts:settings')}?kept=1")
    context = {"form": form, "is_kept": "kept" in request.GET, "now": timezone.now()}
    return render(request, "accounts/settings.html", context, status=422 if form.errors else 200)
