"""How the record of translating reads."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from hamshahr.commons.deeds.counts import counts
from hamshahr.commons.translation.languages import UnknownLanguage
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.kernel.audit.deeds import register_deed


def declare() -> None:
    register_deed(
        "translating.draft",
        gettext_lazy("%(who)s had a machine draft translations of %(what)s: %(count)s texts"),
        counts("count"),
    )
    for code, sentence in (
        ("translate", gettext_lazy("%(who)s translated a text of %(what)s into %(language)s")),
        ("check", gettext_lazy("%(who)s checked a translation of %(what)s into %(language)s")),
        (
            "keep",
            gettext_lazy(
                "%(who)s found a translation of %(what)s into %(language)s to be right still"
            ),
        ),
        (
            "ask_again",
            gettext_lazy("%(who)s had the machine asked again for %(what)s, into %(language)s"),
        ),
    ):
        register_deed(f"translating.{code}", sentence, _language)


def _language(details: Mapping[str, Any], language: str) -> Mapping[str, str]:
    code = str(details.get("language", ""))
    try:
        return {"language": language_of(code).name_in(language)}
    except UnknownLanguage:
        return {"language": code}
