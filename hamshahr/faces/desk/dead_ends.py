"""Invitations that nobody answered, and mailboxes that take no letters any more."""

from typing import TypeVar

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from hamshahr.commons.accounts.doors import for_those_who
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.notifications.addresses import try_again
from hamshahr.commons.translation.languages import active_language
from hamshahr.domains.network.member_register import expired_invitations
from hamshahr.domains.network.permissions import KEEP_REGISTER
from hamshahr.faces.desk.waits import mailboxes

ROWS = 50
_Kept = TypeVar("_Kept", bound=Model)


@require_safe
@for_those_who(KEEP_REGISTER)
def invitations(request: HttpRequest, by: User) -> HttpResponse:
    """Invitations that expired unanswered, with the city in which they are sent again."""
    page = _page(expired_invitations(by=by), request)
    language = active_language()
    rows = [
        (each, Role(each.role).label, each.city.name_in(language) if each.city else "")
        for each in page.object_list
    ]
    return render(request, "desk/invitations.html", {"page": page, "rows": rows})


@require_safe
@for_those_who(KEEP_REGISTER)
def dead_mailboxes(request: HttpRequest, by: User) -> HttpResponse:
    """Mailboxes to which nothing is sent any more, with what their servers said."""
    page = _page(mailboxes(by=by), request)
    return render(request, "desk/mailboxes.html", {"page": page})


@require_POST
@for_those_who(KEEP_REGISTER)
def believe_again(request: HttpRequest, by: User) -> HttpResponse:
    """Send letters to a mailbox again, since somebody says that it works."""
    try_again(address=request.POST.get("address", "")[:254], by=by)
    return redirect("desk:mailboxes")


def _page(found: QuerySet[_Kept], request: HttpRequest) -> Page[_Kept]:
    asked = request.GET.get("page", "1")
    try:
        return Paginator(found, ROWS).page(int(asked) if asked.isdecimal() else 1)
    except EmptyPage as error:
        raise Http404 from error
