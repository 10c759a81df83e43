"""How the record of what is done with reports reads."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from hamshahr.commons.deeds.counts import counts
from hamshahr.commons.moderation.wording import VERDICTS
from hamshahr.kernel.audit.deeds import register_deed


def declare() -> None:
    """Declare the deeds; the things they are about are those of the domains."""
    register_deed("moderation.report", gettext_lazy("A reader reported %(what)s"))
    register_deed(
        "moderation.take_in_hand", gettext_lazy("%(who)s looks into the reports of %(what)s")
    )
    register_deed(
        "moderation.speak_for_city",
        gettext_lazy("%(who)s said what the city has to say to the reports of %(what)s"),
    )
    register_deed(
        "moderation.decide",
        gettext_lazy("%(who)s decided on the reports of %(what)s: %(verdict)s"),
        _verdict,
    )
    register_deed(
        "moderation.erase_addresses",
        gettext_lazy("%(who)s erased the addresses that %(count)s reporters had left"),
        counts("count"),
    )


def _verdict(details: Mapping[str, Any], _language: str) -> Mapping[str, str]:
    verdict = str(details.get("verdict", ""))
    return {"verdict": str(VERDICTS.get(verdict, verdict))}
