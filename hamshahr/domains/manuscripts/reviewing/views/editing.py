"""The editors' pages: what waits, a review, and the deeds on it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hamshahr.commons.accounts.doors import for_those_who
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.naming import called
from hamshahr.domains.experiences.content.form import UnknownPath
from hamshahr.domains.experiences.permissions import PUBLISH, may_publish_for
from hamshahr.domains.experiences.publishing.action import Assessed
from hamshahr.domains.manuscripts.models import Manuscript, Question, Verdict
from hamshahr.domains.manuscripts.permissions import FOLLOW_REVIEWS, may_review
from hamshahr.domains.manuscripts.queries import get_for
from hamshahr.domains.manuscripts.reviewing import asking, deciding
from hamshahr.domains.manuscripts.reviewing.comparing import ChangedField
from hamshahr.domains.manuscripts.reviewing.evidence import level_of
from hamshahr.domains.manuscripts.reviewing.forms import (
    CloseForm,
    PublishForm,
    QuestionForm,
    TakeOverForm,
)
from hamshahr.domains.manuscripts.reviewing.pages import editors_page
from hamshahr.domains.manuscripts.reviewing.queue import queue_page
from hamshahr.domains.manuscripts.reviewing.seen import ChangedMeanwhile
from hamshahr.domains.manuscripts.reviewing.states import NotNow
from hamshahr.domains.manuscripts.reviewing.submitting import NotReady
from hamshahr.domains.manuscripts.reviewing.taking_up import AnothersReview, take_up
from hamshahr.domains.manuscripts.reviewing.told import changes
from hamshahr.domains.manuscripts.reviewing.wording import STATES


@for_those_who(FOLLOW_REVIEWS)
@require_safe
def queue(request: HttpRequest, by: User) -> HttpResponse:
    """What waits for an editor, the oldest first."""
    page = queue_page(request.GET.get("page"), by=by)
    return render(request, "manuscripts/reviewing/queue.html", {"page": page})


@for_those_who(PUBLISH)
@require_safe
def review(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:
    """A case in review: its text, the questions beside it, the verdict below."""
    found = get_for(pk, by=by)
    if found is None or not may_review(by, found):
        return _decided(request, pk, by)
    return _page(request, found, by)


@for_those_who(PUBLISH)
@require_POST
def take(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:
    """Take a submission up, or over."""

    def deed(found: Manuscript) -> HttpResponse:
        form = TakeOverForm(request.POST)
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        take_up(manuscript=found, by=by, reason=reason)
        return _back(pk)

    return _done(request, pk, by, deed)


@for_those_who(PUBLISH)
@require_POST
def ask(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:
    """Write a question down."""

    def deed(found: Manuscript) -> HttpResponse:
        form = QuestionForm(request.POST)
        if not form.is_valid():
            return _page(request, found, by, wrong=form, status=422)
        path = form.cleaned_data["path"]
        try:
            asking.write_question(
                manuscript=found, path=path, text=form.cleaned_data["text"], by=by
            )
        except UnknownPath as error:
            raise Http404 from error
        except asking.NoWords:
            form.add_error("text", _("A hundred questions are asked. Return it with the reasons."))
            return _page(request, found, by, wrong=form, status=422)
        return _back(pk, f"#told-{path}" if path else "#whole")

    return _done(request, pk, by, deed)


@for_those_who(PUBLISH)
@require_POST
def drop(request: HttpRequest, by: User, pk: UUID, question: UUID) -> HttpResponse:
    """Take back a question that did not go out."""
    return _done(
        request, pk, by, lambda found: _on_question(asking.drop_question, found, question, by)
    )


@for_those_who(PUBLISH)
@require_POST
def settle(request: HttpRequest, by: User, pk: UUID, question: UUID) -> HttpResponse:
    """Be content with an answer."""
    return _done(
        request, pk, by, lambda found: _on_question(asking.settle_question, found, question, by)
    )


@for_those_who(PUBLISH)
@require_POST
def send(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:
    """Send the questions to the city."""

    def deed(found: Manuscript) -> HttpResponse:
        asking.send_questions(manuscript=found, by=by)
        return _back(pk)

    return _done(request, pk, by, deed)


@for_those_who(PUBLISH)
@require_POST
def publish_case(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:
    """Publish the text that was on the page."""

    def deed(found: Manuscript) -> HttpResponse:
        form = PublishForm(request.POST)
        if not form.is_valid():
            return _page(request, found, by, publishing=form, status=422)
        said = form.cleaned_data
        assessed = Assessed(level_of(said["level"]), said["reason"])
        try:
            revision = deciding.publish(
                manuscript=found, seen=said["seen"], assessed=assessed, by=by
            )
        except ChangedMeanwhile as error:
            meanwhile = changes(found, error.before, error.now, by=by)
            return _page(request, found, by, publishing=form, meanwhile=meanwhile, status=409)
        except (deciding.NotAgreed, deciding.RefusedByLink, NotReady) as error:
            form.add_error(None, _why_not(error))
            return _page(request, found, by, publishing=form, status=409)
        return redirect("experiences:experience", revision.experience.code)

    return _done(request, pk, by, deed)


@for_those_who(PUBLISH)
@require_POST
def return_case(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:
    """Return it to the city."""
    return _closed(request, pk, by, deciding.return_to_city, "returning")


@for_those_who(PUBLISH)
@require_POST
def decline_case(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:
    """Decline it."""
    return _closed(request, pk, by, deciding.decline, "declining")


def _closed(
    request: HttpRequest, pk: UUID, by: User, close: Callable[..., Verdict], name: str
) -> HttpResponse:
    def deed(found: Manuscript) -> HttpResponse:
        form = CloseForm(request.POST, prefix=name)
        if not form.is_valid():
            forms: dict[str, Any] = {name: form}
            return _page(request, found, by, status=422, **forms)
        close(manuscript=found, reason=form.cleaned_data["reason"], by=by)
        return redirect("reviewing:queue")

    return _done(request, pk, by, deed)


def _done(
    request: HttpRequest, pk: UUID, by: User, deed: Callable[[Manuscript], HttpResponse]
) -> HttpResponse:
    """Do a deed on a review that ``by`` may see; say what stood against it."""
    found = get_for(pk, by=by)
    if found is None or not may_review(by, found):
        return _decided(request, pk, by)
    try:
        return deed(found)
    except PermissionDenied as error:
        raise Http404 from error
    except NotNow:
        now = get_for(pk, by=by)
        if now is None or not may_review(by, now):
            return _decided(request, pk, by)
        return _page(request, now, by, is_late=True, status=409)
    except AnothersReview as error:
        found.refresh_from_db()
        return _page(request, found, by, anothers=error.editor, status=409)


def _on_question(
    deed: Callable[..., None], found: Manuscript, question: UUID, by: User
) -> HttpResponse:
    asked = Question.objects.filter(manuscript=found, pk=question).first()
    if asked is None:
        raise Http404
    deed(question=asked, by=by)
    return _back(found.pk, f"#told-{asked.path}" if asked.path else "#whole")


def _page(
    request: HttpRequest,
    found: Manuscript,
    by: User,
    *,
    meanwhile: tuple[ChangedField, ...] = (),
    anothers: User | None = None,
    is_late: bool = False,
    status: int = 200,
    **forms: Any,
) -> HttpResponse:
    page = editors_page(found, by=by)
    context = {
        "page": page,
        "text": page.text,
        "told": page.text.told,
        "meanwhile": meanwhile,
        "anothers": called(anothers) if anothers else "",
        "is_late": is_late,
        "wrong": forms.get("wrong"),
        "publishing": forms.get("publishing") or PublishForm(),
        "returning": forms.get("returning") or CloseForm(prefix="returning"),
        "declining": forms.get("declining") or CloseForm(prefix="declining"),
        "taking": TakeOverForm(),
    }
    return render(request, "manuscripts/reviewing/review.html", context, status=status)


def _decided(request: HttpRequest, pk: UUID, by: User) -> HttpResponse:
    """Tell an editor of no role in its city that a review has ended; to others nothing is there."""
    found = Manuscript.objects.select_related("city", "experience").filter(pk=pk).first()
    verdict = Verdict.objects.filter(submission__manuscript=pk).order_by("-decided_at").first()
    if found is None or verdict is None or not may_publish_for(by, found.city_id):
        raise Http404
    context = {
        "state": STATES[found.state],
        "who": called(verdict.decided_by),
        "is_hers": verdict.decided_by == by,
        "day": verdict.decided_at,
        "url": reverse("experiences:experience", args=[found.experience.code])
        if found.experience
        else "",
    }
    status = 200 if request.method in {"GET", "HEAD"} else 409
    return render(request, "manuscripts/reviewing/decided.html", context, status=status)


def _why_not(error: Exception) -> str:
    if isinstance(error, deciding.NotAgreed):
        return _("Somebody who may not submit changed it. The city is to hand the change in.")
    if isinstance(error, deciding.RefusedByLink):
        return _("Somebody of the city whom it asked does not approve this text. Return it.")
    return _("Something is missing or wrong in the text. Ask the city, or return it.")


def _back(pk: UUID, place: str = "") -> HttpResponse:
    return redirect(f"{reverse('reviewing:review', args=[pk])}{place}")
