"""The pages of a person's notices, and the link that ends letters."""

from uuid import UUID

from django.conf import settings as django_settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamshahr.commons.accounts.doors import for_the_signed_in, open_to_all
from hamshahr.commons.accounts.models import User
from hamshahr.commons.notifications import actions, addresses
from hamshahr.commons.notifications.demo_letters import demo_letters
from hamshahr.commons.notifications.forms import FrequenciesForm
from hamshahr.commons.notifications.kinds import UnknownKind
from hamshahr.commons.notifications.pages import notices_page, offered_to, settings_page
from hamshahr.commons.notifications.reading_notices import address_of
from hamshahr.commons.notifications.stopping import asked_to_stop, name_of


@require_safe
@for_the_signed_in
def notices(request: HttpRequest, by: User) -> HttpResponse:
    """List what somebody was told, the newest first."""
    page = notices_page(by, request.GET.get("page", "1"))
    return render(request, "notifications/notices.html", {"page": page})


@require_POST
@for_the_signed_in
def open_notice(_request: HttpRequest, by: User, notice: UUID) -> HttpResponse:
    """Mark a notice read and go where it leads."""
    found = actions.mark_read(notice=notice, by=by)
    if found is None:
        raise Http404
    return redirect(address_of(found))


@require_POST
@for_the_signed_in
def read(_request: HttpRequest, by: User, notice: UUID) -> HttpResponse:
    """Mark a notice read and stay."""
    if actions.mark_read(notice=notice, by=by) is None:
        raise Http404
    return redirect("notices:list")


@require_POST
@for_the_signed_in
def read_all(_request: HttpRequest, by: User) -> HttpResponse:
    """Mark every notice read."""
    actions.mark_all_read(by=by)
    return redirect("notices:list")


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_signed_in
def settings(request: HttpRequest, by: User) -> HttpResponse:
    """Choose what one hears about, and how often."""
    form = None
    if request.method == "POST":
        form = FrequenciesForm(offered_to(by), actions.wishes_of(by), request.POST)
        if form.is_valid():
            actions.wish(frequencies=form.cleaned_data, by=by)
            return redirect(f"{reverse('notices:settings')}?kept=yes")
    page = settings_page(by, form)
    shown = {"page": page, "kept": "kept" in request.GET}
    status = 422 if form is not None else 200
    return render(request, "notifications/settings.html", shown, status=status)


@require_POST
@for_the_signed_in
def try_address(_request: HttpRequest, by: User) -> HttpResponse:
    """Have letters sent again to one's own address, which did not take them."""
    addresses.try_again(address=by.email, by=by)
    return redirect("notices:settings")


@csrf_exempt  # a reader of mail posts it, without a session (RFC 8058); the token says who asks
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all
def stop_letters(request: HttpRequest, token: str) -> HttpResponse:
    """Show what would end, with a button; end it when that is pressed. Looking changes nothing."""
    asked = asked_to_stop(token)
    if asked is None:
        raise Http404
    person, what = asked
    done = request.method == "POST"
    try:
        name = name_of(what)
        if done:
            actions.stop(what=what, by=person)
    except (UnknownKind, ValueError) as error:
        raise Http404 from error
    return render(request, "notifications/stop.html", {"name": name, "what": what, "done": done})


@never_cache
@require_safe
@open_to_all
def letters_of_demonstration(request: HttpRequest) -> HttpResponse:
    """Show the letters that a demonstration does not send; anywhere else nothing is there."""
    if not django_settings.DEMO:
        raise Http404
    return render(request, "notifications/demo.html", {"letters": demo_letters()})
