"""How the record of what is done on a city's page reads."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from hamshahr.commons.translation.languages import UnknownLanguage
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.domains.network.own_words.wording import OFFER_KINDS, PARTS
from hamshahr.domains.topics.queries import preferred_labels
from hamshahr.kernel.audit.deeds import register_deed


def declare() -> None:
    register_deed(
        "network.write_city_text",
        gettext_lazy("%(who)s wrote on the page of %(what)s: %(part)s, in %(language)s"),
        _part,
    )
    register_deed(
        "network.hide_text",
        gettext_lazy("%(who)s hid a text on the page of %(what)s: %(part)s, in %(language)s"),
        _part,
    )
    register_deed(
        "network.show_text_again",
        gettext_lazy("%(who)s showed a text of %(what)s again: %(part)s, in %(language)s"),
        _part,
    )
    for code, sentence in (
        ("make_offer", gettext_lazy("%(who)s made an offer on the page of %(what)s: %(kind)s")),
        ("change_offer", gettext_lazy("%(who)s said an offer of %(what)s anew: %(kind)s")),
        ("withdraw_offer", gettext_lazy("%(who)s withdrew an offer of %(what)s: %(kind)s")),
        ("renew_offer", gettext_lazy("%(who)s made an offer of %(what)s again: %(kind)s")),
    ):
        register_deed(f"network.{code}", sentence, _kind)
    for code, sentence in (
        ("name_priority", gettext_lazy("%(who)s named a priority of %(what)s: %(topic)s")),
        ("reword_priority", gettext_lazy("%(who)s gave a reason of %(what)s anew: %(topic)s")),
        ("order_priorities", gettext_lazy("%(who)s moved a priority of %(what)s: %(topic)s")),
        ("drop_priority", gettext_lazy("%(who)s took a priority of %(what)s away: %(topic)s")),
    ):
        register_deed(f"network.{code}", sentence, _topic)
    for code, sentence in (
        ("add_mailbox", gettext_lazy("%(who)s put a mailbox on the page of %(what)s")),
        ("change_mailbox", gettext_lazy("%(who)s changed a mailbox on the page of %(what)s")),
        ("remove_mailbox", gettext_lazy("%(who)s took a mailbox off the page of %(what)s")),
    ):
        register_deed(f"network.{code}", sentence)


def _part(details: Mapping[str, Any], language: str) -> Mapping[str, str]:
    part, code = str(details.get("part", "")), str(details.get("language", ""))
    try:
        written_in = language_of(code).name_in(language)
    except UnknownLanguage:
        written_in = code
    return {"part": str(PARTS.get(part, part)), "language": written_in}


def _kind(details: Mapping[str, Any], _language: str) -> Mapping[str, str]:
    kind = str(details.get("kind", ""))
    return {"kind": str(OFFER_KINDS.get(kind, kind))}


def _topic(details: Mapping[str, Any], language: str) -> Mapping[str, str]:
    code = str(details.get("topic", ""))
    return {"topic": preferred_labels(language).get(code, code) if code else ""}
