"""The city asks somebody without an account to approve."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hamshahr.commons.accounts.doors import for_those_who
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import allows
from hamshahr.commons.translation.languages import active_language
from hamshahr.domains.manuscripts.models import Approval, Manuscript
from hamshahr.domains.manuscripts.permissions import SUBMIT
from hamshahr.domains.manuscripts.queries import get_for
from hamshahr.domains.manuscripts.reviewing.by_link.asking import (
    Asked,
    AskedAlready,
    CannotAsk,
    NotOfTheCity,
    OwnAddress,
    TooMany,
    ask_by_link,
    withdraw_link,
)
from hamshahr.domains.manuscripts.reviewing.forms import AskByLinkForm
from hamshahr.domains.manuscripts.reviewing.states import NotNow


@for_those_who(SUBMIT)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:
    """Name who is to approve the text that the editors have, and send her the link."""
    manuscript = _submittable(pk, by)
    form = AskByLinkForm(
        request.POST if request.method == "POST" else None, initial={"language": active_language()}
    )
    if form.is_valid():
        try:
            ask_by_link(manuscript=manuscript, asked=Asked(**form.cleaned_data), by=by)
            return _back(pk, "link-sent")
        except NotNow:
            return _back(pk, "too-late")
        except CannotAsk as error:
            form.add_error("email", _why_not(error))
    context = {"form": form, "manuscript": manuscript}
    status = 422 if form.errors else 200
    return render(request, "manuscripts/reviewing/ask_by_link.html", context, status=status)


@for_those_who(SUBMIT)
@require_POST
def withdraw(_request: HttpRequest, by: User, pk: UUID, approval: UUID) -> HttpResponse:
    """Take a link back."""
    manuscript = _submittable(pk, by)
    asked = Approval.objects.filter(submission__manuscript=manuscript, pk=approval).first()
    if asked is None:
        raise Http404
    try:
        withdraw_link(approval=asked, by=by)
    except PermissionDenied as error:
        raise Http404 from error
    except NotNow:
        return _back(pk, "too-late")
    return _back(pk, "link-withdrawn")


def _submittable(pk: UUID, by: User) -> Manuscript:
    found = get_for(pk, by=by)
    if found is None or not allows(by, SUBMIT, found.city_id):
        raise Http404
    return found


def _back(pk: UUID, said: str) -> HttpResponse:
    return redirect(f"{reverse('reviewing:questions', args=[pk])}?said={said}")


def _why_not(error: CannotAsk) -> str:
    return {
        OwnAddress: _("This is your own address. You have agreed by handing it in."),
        NotOfTheCity: _(
            "This address is of no mail domain of the city. Take another, or say below that you "
            "know it to be hers; the editor is told so."
        ),
        AskedAlready: _(
            "This address was asked about this text already. Take the link back first."
        ),
        TooMany: _("Too many links were sent today. Try again tomorrow."),
    }[type(error)]
