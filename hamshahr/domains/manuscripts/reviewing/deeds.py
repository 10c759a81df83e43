"""How the record of a review reads."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.translation.reading import number
from hamshahr.domains.manuscripts.models import Approval
from hamshahr.domains.manuscripts.permissions import visible_to
from hamshahr.domains.manuscripts.reviewing.agreeing import licence_called
from hamshahr.kernel.audit.deeds import register_deed
from hamshahr.kernel.audit.things import Named, Things, register_things


def declare() -> None:
    """Declare the deeds."""
    register_deed(
        "manuscripts.submit",
        _("%(who)s submitted %(what)s for the city (%(number)s), under %(licence)s"),
        _submitted,
    )
    for code, sentence in (
        ("manuscripts.take_back", _("%(who)s took back the submission of %(what)s")),
        ("manuscripts.take_up", _("%(who)s took up the review of %(what)s")),
        ("manuscripts.answer", _("%(who)s answered a question about %(what)s")),
        ("manuscripts.ask_by_link", _("%(who)s asked by link for approval: %(what)s")),
        ("manuscripts.withdraw_link", _("%(who)s took back the link: %(what)s")),
        ("manuscripts.approve_by_link", _("Approved by link: %(what)s")),
        ("manuscripts.refuse_by_link", _("Not approved by link: %(what)s")),
        ("manuscripts.publish", _("%(who)s decided to publish %(what)s")),
        ("manuscripts.return", _("%(who)s returned %(what)s to the city")),
        ("manuscripts.decline", _("%(who)s declined %(what)s")),
    ):
        register_deed(code, sentence)
    register_deed(
        "manuscripts.take_over",
        _("%(who)s took over the review of %(what)s from %(former)s"),
        mentions={"former": "user"},
    )
    register_deed("manuscripts.ask", _("%(who)s sent questions about %(what)s: %(count)s"), _asked)
    register_things(Things("approval", _("Approval by link"), approvals_named))


def approvals_named(ids: Collection[str], _language: str, by: Any) -> Mapping[str, Named]:
    """Name approvals by who was asked, in her function, for those who may see the manuscript."""
    there = Approval.objects.filter(
        pk__in=[UUID(each) for each in ids], submission__manuscript__in=visible_to(by)
    )
    return {
        str(one.pk): Named(
            gettext("%(name)s, %(function)s")
            % {"name": one.name or gettext("somebody"), "function": one.function}
        )
        for one in there
    }


def _submitted(details: Mapping[str, Any], language: str) -> Mapping[str, str]:
    return {
        "number": number(details.get("number", 0), language),
        "licence": licence_called(details.get("licence", "")),
    }


def _asked(details: Mapping[str, Any], language: str) -> Mapping[str, str]:
    return {"count": number(details.get("count", 0), language)}
