"""The pages on which anybody reports a page, and reads what became of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.commons.accounts.doors import open_to_all
from hamshahr.commons.moderation import actions, limits
from hamshahr.commons.moderation.forms import ReportForm
from hamshahr.commons.moderation.models import Ground
from hamshahr.commons.moderation.pages import sent_page
from hamshahr.commons.moderation.registry import Subject, reportable
from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import number

_A_MINUTE = 60  # seconds


@open_to_all
@never_cache
@sensitive_post_parameters("words", "email", "ticket")
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Report a page: a mistake in it, or that it should not be here."""
    subject = _subject(kind, code)
    about = f"{subject.kind} {subject.object_id}"
    if request.method == "POST":
        form = ReportForm(about, request.POST)
        status = _sent(request, form, subject) if form.is_valid() else 422
        if not status:
            return redirect("moderation:sent", secret=form.secret)
    else:
        chosen = request.GET.get("about")
        form = ReportForm(about, initial={"ground": chosen if chosen in Ground else None})
        status = 200
    context = {"form": form, "subject": subject}
    return render(request, "moderation/report.html", context, status=status)


@open_to_all
@never_cache
@require_safe
def sent(request: HttpRequest, secret: str) -> HttpResponse:
    """What became of a report, for whoever sent it."""
    page = sent_page(secret, active_language())
    if page is None:
        raise Http404
    return render(request, "moderation/sent.html", {"page": page})


def _sent(request: HttpRequest, form: ReportForm, subject: Subject) -> int:
    """Keep a report whose form is in order; return 0, or the status where it cannot be kept."""
    wait = limits.seconds_to_wait(request)
    if wait:
        minutes = number(-(-wait // _A_MINUTE), active_language())
        form.add_error(
            None,
            _(
                "Many reports have come from your network. Your words are still here: send them "
                "again in %(minutes)s minutes."
            )
            % {"minutes": minutes},
        )
        return 429
    try:
        actions.report(
            subject=subject,
            ground=Ground(form.cleaned_data["ground"]),
            words=form.cleaned_data["words"],
            email=form.cleaned_data["email"],
            language=active_language(),
            secret=form.secret,
        )
    except actions.TakenAlready:
        return 0
    except actions.TooManyWait:
        form.add_error(
            None, _("Many reports about this page wait already. Please come back later.")
        )
        return 422
    return 0


def _subject(kind: str, code: str) -> Subject:
    found = reportable(kind)
    subject = None if found is None else found.find(code, active_language())
    if subject is None:
        raise Http404
    return subject
