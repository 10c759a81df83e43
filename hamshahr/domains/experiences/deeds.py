"""How the record of what is done with experiences reads."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy

from hamshahr.commons.deeds.counts import counts
from hamshahr.domains.experiences.permissions import readable_by, visible_to
from hamshahr.kernel.audit.deeds import register_deed
from hamshahr.kernel.audit.things import Named, Things, register_things


def declare() -> None:
    """Declare the deeds, and the things they are about."""
    register_deed(
        "experiences.import",
        gettext_lazy("%(who)s imported %(what)s: %(new)s new, %(changed)s changed"),
        counts("new", "changed"),
    )
    register_deed(
        "experiences.keep_sheet",
        gettext_lazy("%(who)s sent the sheet %(what)s to be imported: %(rows)s rows"),
        counts("rows"),
    )
    register_deed("experiences.discard_sheet", gettext_lazy("%(who)s discarded the sheet %(what)s"))
    register_deed(
        "experiences.remove_starter",
        gettext_lazy("%(who)s removed the starter library: %(experiences)s experiences"),
        counts("experiences"),
    )
    register_deed(
        "experiences.publish",
        gettext_lazy("%(who)s published revision %(number)s of %(what)s"),
        counts("number"),
    )
    register_deed("experiences.hide", gettext_lazy("%(who)s hid %(what)s"))
    register_deed("experiences.show_again", gettext_lazy("%(who)s showed %(what)s again"))
    register_deed("experiences.retire", gettext_lazy("%(who)s retired %(what)s: no longer so"))
    register_deed("experiences.bring_back", gettext_lazy("%(who)s brought %(what)s back"))
    register_deed(
        "experiences.confirm_compiled",
        gettext_lazy("%(who)s confirmed %(what)s, which had been compiled, for the city"),
    )
    register_deed(
        "experiences.confirm_still_so", gettext_lazy("%(who)s confirmed that %(what)s is still so")
    )
    register_deed(
        "experiences.note_changed", gettext_lazy("%(who)s said that %(what)s has changed since")
    )
    register_deed(
        "experiences.note_unanswered",
        gettext_lazy("%(who)s noted that the city left unanswered whether %(what)s is still so"),
    )
    _declare_asks()
    register_things(Things("experience", gettext_lazy("Experience"), _experiences, _found))


def _declare_asks() -> None:
    """A reader asks without an account, so that the sentence names her as no more than that."""
    register_deed(
        "experiences.ask_claim",
        gettext_lazy("A reader said that %(what)s is her city's own, and asked to take it over"),
    )
    register_deed(
        "experiences.ask_correct", gettext_lazy("A reader asked for %(what)s to be corrected")
    )
    register_deed(
        "experiences.ask_remove", gettext_lazy("A reader asked for %(what)s to be removed")
    )
    register_deed(
        "experiences.answer_ask",
        gettext_lazy("%(who)s marked an ask about %(what)s as answered"),
    )


def _experiences(ids: Collection[str], _language: str, by: Any) -> Mapping[str, Named]:
    """Name experiences by their titles, which stand in the language they are written in."""
    there = readable_by(by).filter(pk__in=[UUID(each) for each in ids])
    return {
        str(pk): Named(title, reverse("experiences:experience", args=[code]))
        for pk, title, code in there.values_list("pk", "title", "code")
    }


def _found(text: str) -> Collection[str]:
    """Find one experience by its code, which is what stands in its address."""
    return [str(pk) for pk in visible_to(None).filter(code=text).values_list("pk", flat=True)]
