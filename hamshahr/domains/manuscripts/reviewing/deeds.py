"""How the record of a review reads."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from hamshahr.commons.translation.reading import number
from hamshahr.domains.manuscripts.reviewing.agreeing import licence_called
from hamshahr.kernel.audit.deeds import register_deed


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


def _submitted(details: Mapping[str, Any], language: str) -> Mapping[str, str]:
    return {
        "number": number(details.get("number", 0), language),
        "licence": licence_called(details.get("licence", "")),
    }


def _asked(details: Mapping[str, Any], language: str) -> Mapping[str, str]:
    return {"count": number(details.get("count", 0), language)}
