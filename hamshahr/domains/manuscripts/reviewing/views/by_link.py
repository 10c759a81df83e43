"""The pages that the link of an approval opens. To look at them changes nothing."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from hamshahr.commons.accounts.doors import open_to_all
from hamshahr.commons.accounts.naming import called
from hamshahr.commons.files.handing_out import hand_out
from hamshahr.commons.files.models import StoredFile
from hamshahr.commons.files.reading import Readable
from hamshahr.commons.translation.languages import active_language
from hamshahr.domains.experiences.naming import Address
from hamshahr.domains.manuscripts.models import Approval
from hamshahr.domains.manuscripts.reviewing.by_link.answering import (
    Answer,
    NotValid,
    TooManyCodes,
    WrongCode,
    awaits_code,
    follow,
    is_open,
    send_code,
)
from hamshahr.domains.manuscripts.reviewing.by_link.answering import answer as keep_answer
from hamshahr.domains.manuscripts.reviewing.by_link.reading import file_for, submitted_text
from hamshahr.domains.manuscripts.reviewing.forms import ByLinkForm
from hamshahr.domains.manuscripts.reviewing.told import told
from hamshahr.kernel.secret_pages import keeps_its_address


@open_to_all
@never_cache
@keeps_its_address
@require_safe
def read(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the text that is to be approved, and what to do; nothing of it is kept."""
    return _page(request, secret)


@open_to_all
@never_cache
@keeps_its_address
@require_POST
def code(request: HttpRequest, secret: str) -> HttpResponse:
    """Mail a code to the address of the link."""
    try:
        send_code(secret=secret)
    except NotValid:
        return _page(request, secret)
    except TooManyCodes:
        return _page(request, secret, too_many=True, status=429)
    return redirect(f"{reverse('reviewing:by-link', args=[secret])}#answer")  # below a long text


@open_to_all
@never_cache
@keeps_its_address
@sensitive_post_parameters("code")
@require_POST
def answer(request: HttpRequest, secret: str) -> HttpResponse:
    """Keep what she says, if the code is right."""
    form = ByLinkForm(request.POST)
    if not form.is_valid():
        return _page(request, secret, form=form, status=422)
    said = form.cleaned_data
    try:
        keep_answer(secret=secret, code=said["code"], said=Answer(said["approves"], said["reason"]))
    except NotValid:
        return _page(request, secret)
    except WrongCode as error:
        form.add_error("code", _wrong(error.left))
        return _page(request, secret, form=form, status=422)
    return redirect("reviewing:by-link", secret)


@open_to_all
@never_cache
@keeps_its_address
@require_safe
def file(request: HttpRequest, secret: str, pk: UUID, width: int | None = None) -> HttpResponseBase:
    """A file of the text that is to be approved, for as long as the link is open."""
    found = follow(secret)
    kept = file_for(found, pk) if found and is_open(found) else None
    if kept is None:
        raise Http404
    return hand_out(request, Readable(kept, is_public=False), width=width)


def _page(
    request: HttpRequest,
    secret: str,
    *,
    form: ByLinkForm | None = None,
    too_many: bool = False,
    status: int = 200,
) -> HttpResponse:
    found = follow(secret)
    if found is None or not is_open(found):
        return _closed(request, found)
    submission = found.submission
    context = {
        "approval": found,
        "secret": secret,
        "told": told(
            submission.manuscript, submitted_text(found), by=None, address=_address(secret)
        ),
        "city": submission.manuscript.city.name_in(active_language()),
        "who": called(found.asked_by),
        "awaits_code": awaits_code(found) or form is not None,
        "form": form or ByLinkForm(),
        "too_many": too_many,
    }
    return render(request, "manuscripts/reviewing/by_link.html", context, status=status)


def _address(secret: str) -> Address:
    """Return where she, who has no account, finds the files of the text."""

    def address(kept: StoredFile, width: int | None) -> str:
        if width is None:
            return reverse("reviewing:by-link-file", args=[secret, kept.pk])
        return reverse("reviewing:by-link-picture", args=[secret, kept.pk, width])

    return address


def _closed(request: HttpRequest, found: Approval | None) -> HttpResponse:
    """Say why a link opens nothing any more, and nothing of the text."""
    why = found.state_at(timezone.now()) if found else "unknown"
    is_thanks = why in {Approval.State.APPROVED, Approval.State.REFUSED}
    context = {"why": str(why), "approval": found}
    status = 200 if is_thanks else 410
    return render(request, "manuscripts/reviewing/by_link_closed.html", context, status=status)


def _wrong(left: int) -> str:
    if left:
        return _("This is not the code of the last letter. Look again.")
    return _("This code is good no more. Have another one sent.")
