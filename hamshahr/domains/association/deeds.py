"""How the record of what is done in the association's own house reads."""

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from hamshahr.commons.deeds.counts import counts
from hamshahr.commons.translation.languages import UnknownLanguage
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.domains.association.pages import KINDS, title
from hamshahr.kernel.audit.deeds import register_deed
from hamshahr.kernel.audit.things import Named, Things, register_things


def declare() -> None:
    """Declare the deeds, and the things they are about."""
    register_deed(
        "association.write_statement",
        gettext_lazy("%(who)s wrote %(what)s, revision %(number)s"),
        counts("number"),
    )
    register_deed(
        "association.invite_administrator",
        gettext_lazy("%(who)s made a link for a new administrator"),
    )
    register_deed(
        "association.become_administrator",
        gettext_lazy("%(who)s became administrator by a link"),
    )
    register_deed(
        "association.take_out_second_factors",
        gettext_lazy("%(who)s took out the second factors of %(what)s: %(reason)s"),
        _reason,
    )
    register_things(Things("statement", gettext_lazy("Statement"), _statements))
    register_things(Things("association", gettext_lazy("Association"), _offices))


def _reason(details: Mapping[str, Any], _language: str) -> Mapping[str, str]:
    return {"reason": str(details.get("reason", ""))}


def _statements(ids: Collection[str], language: str, _by: Any) -> Mapping[str, Named]:
    """Name statements by kind and language (``imprint fa``): “Imprint, Persian”."""
    found = {}
    for each in ids:
        kind, _space, code = each.partition(" ")
        try:
            written_in = language_of(code).name_in(language)
        except UnknownLanguage:
            continue
        if kind in KINDS:
            with override(code):
                url = reverse("association:statement", args=[kind])
            found[each] = Named(f"{title(kind)} ({written_in})", url)
    return found


def _offices(ids: Collection[str], _language: str, _by: Any) -> Mapping[str, Named]:
    return {each: Named(_("The association's office")) for each in ids}
