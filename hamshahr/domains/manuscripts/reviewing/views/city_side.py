"""The city's pages: handing in, and answering what an editor asks."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamshahr.commons.accounts.doors import for_those_who
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import allows
from hamshahr.domains.manuscripts.models import Manuscript, Question
from hamshahr.domains.manuscripts.permissions import READ, SUBMIT, WRITE, may_write
from hamshahr.domains.manuscripts.queries import get_for
from hamshahr.domains.manuscripts.reviewing import asking, submitting
from hamshahr.domains.manuscripts.reviewing.agreeing import agreement, usual_rights_holder
from hamshahr.domains.manuscripts.reviewing.comparing import ChangedField
from hamshahr.domains.manuscripts.reviewing.forms import AnswerForm, SubmitForm
from hamshahr.domains.manuscripts.reviewing.pages import reviewed_text, submit_page
from hamshahr.domains.manuscripts.reviewing.seen import ChangedMeanwhile, text_now
from hamshahr.domains.manuscripts.reviewing.states import NotNow
from hamshahr.domains.manuscripts.reviewing.submitting import latest
from hamshahr.domains.manuscripts.reviewing.told import changes


@for_those_who(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:
    """Read the whole once more, see what is missing, agree, and hand it in."""
    manuscript = _writable(pk, by)
    if request.method != "POST":
        return _submit_page(request, manuscript, by)
    form = _form(manuscript, request)
    if not form.is_valid():
        return _submit_page(request, manuscript, by, form=form, status=422)
    said = form.cleaned_data
    agreed = agreement(
        licence=said["licence"],
        rights_holder=said["rights_holder"],
        may_be_machine_translated=said["machine"],
        note=said.get("note", ""),
    )
    try:
        submitting.submit(manuscript=manuscript, seen=said["seen"], agreed=agreed, by=by)
    except PermissionDenied as error:
        raise Http404 from error
    except ChangedMeanwhile as error:
        found = changes(manuscript, error.before, error.now, by=by)
        return _submit_page(request, manuscript, by, form=form, meanwhile=found, status=409)
    except submitting.NotReady:
        return _submit_page(request, manuscript, by, form=form, status=422)
    except (submitting.NothingNew, NotNow):
        return _to_questions(manuscript, "nothing-new")
    return _to_questions(manuscript, "submitted")


@for_those_who(WRITE)
@require_POST
def ask_to_submit(_request: HttpRequest, by: User, pk: UUID) -> HttpResponse:
    """Ask those who may submit to do it."""
    manuscript = _writable(pk, by)
    submitting.ask_to_submit(manuscript=manuscript, by=by)
    return _to_questions(manuscript, "asked")


@for_those_who(SUBMIT)
@require_POST
def withdraw(_request: HttpRequest, by: User, pk: UUID) -> HttpResponse:
    """Take a submission back."""
    manuscript = _of_the_city(pk, by)
    try:
        submitting.withdraw(manuscript=manuscript, by=by)
    except PermissionDenied as error:
        raise Http404 from error
    except NotNow:
        return _to_questions(manuscript, "too-late")
    return _to_questions(manuscript, "withdrawn")


@for_those_who(READ)
@require_safe
def questions(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:
    """Where it stands with the editors: what they ask, what was answered and decided."""
    manuscript = _of_the_city(pk, by)
    return _questions_page(request, manuscript, by)


@for_those_who(WRITE)
@require_POST
def answer(request: HttpRequest, by: User, pk: UUID, question: UUID) -> HttpResponse:
    """Answer a question."""
    manuscript = _writable(pk, by)
    found = Question.objects.filter(manuscript=manuscript, pk=question).first()
    if found is None:
        raise Http404
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _questions_page(request, manuscript, by, wrong=(found.pk, form), status=422)
    try:
        asking.answer_question(question=found, text=form.cleaned_data["text"], by=by)
    except NotNow:
        wrong = (found.pk, form)
        form.add_error("text", _("It is settled, or no longer in review. Nothing was sent."))
        return _questions_page(request, manuscript, by, wrong=wrong, status=409)
    return redirect(f"{reverse('reviewing:questions', args=[pk])}#q-{found.pk}")


def _submit_page(
    request: HttpRequest,
    manuscript: Manuscript,
    by: User,
    *,
    form: SubmitForm | None = None,
    meanwhile: tuple[ChangedField, ...] = (),
    status: int = 200,
) -> HttpResponse:
    page = submit_page(manuscript, by=by)
    context = {
        "page": page, "text": page.text, "told": page.text.told, "form": form or _form(manuscript),
        "meanwhile": meanwhile,
    }  # fmt: skip
    return render(request, "manuscripts/reviewing/submit.html", context, status=status)


def _questions_page(
    request: HttpRequest,
    manuscript: Manuscript,
    by: User,
    *,
    wrong: tuple[UUID, AnswerForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    text = reviewed_text(manuscript, text_now(manuscript), by=by, drafts=False)
    reviewed = manuscript.state in Manuscript.REVIEWABLE
    may_submit = allows(by, SUBMIT, manuscript.city_id)
    context = {
        "text": text,
        "told": text.told,
        "wrong_pk": wrong[0] if wrong else None,
        "wrong": wrong[1] if wrong else None,
        "may_answer": may_write(by, manuscript) and manuscript.state == Manuscript.State.IN_REVIEW,
        "may_withdraw": reviewed and may_submit,
        "may_write": may_write(by, manuscript),
        "may_ask_by_link": reviewed and may_submit,
        "said": _said(request.GET.get("said", "")),
    }
    return render(request, "manuscripts/reviewing/questions.html", context, status=status)


def _form(manuscript: Manuscript, request: HttpRequest | None = None) -> SubmitForm:
    last = latest(manuscript)
    initial = {
        "rights_holder": last.rights_holder if last else usual_rights_holder(manuscript),
    }
    if last is not None:
        machine = "yes" if last.may_be_machine_translated else "no"
        initial |= {"licence": last.licence, "machine": machine}
    is_first = last is None and manuscript.experience_id is None
    return SubmitForm(request.POST if request else None, initial=initial, is_first=is_first)


def _of_the_city(pk: UUID, by: User) -> Manuscript:
    found = get_for(pk, by=by)
    if found is None or not allows(by, READ, found.city_id):
        raise Http404
    return found


def _writable(pk: UUID, by: User) -> Manuscript:
    found = _of_the_city(pk, by)
    if not may_write(by, found):
        raise Http404
    return found


def _to_questions(manuscript: Manuscript, said: str) -> HttpResponse:
    return redirect(f"{reverse('reviewing:questions', args=[manuscript.pk])}?said={said}")


def _said(code: str) -> str:
    """Return what is told after a deed; empty for a code that nobody knows."""
    return {
        "submitted": _("It is with the editors. You hear from them by letter."),
        "nothing-new": _("The editors have this text already, or have decided about it."),
        "asked": _("Your colleagues who may submit were told."),
        "withdrawn": _("It is taken back. You write on as before."),
        "too-late": _("It was decided meanwhile, so there is nothing to take back."),
        "link-sent": _("The letter with the link is on its way."),
        "link-withdrawn": _("The link opens nothing any more."),
    }.get(code, "")
