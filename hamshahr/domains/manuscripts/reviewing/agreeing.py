"""What a city agrees to when it submits: on which terms others may use what it tells."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES
from hamshahr.domains.experiences.content.choices import LICENCES
from hamshahr.domains.manuscripts.models import Manuscript, Submission
from hamshahr.kernel.typed_texts import as_kept

CC_BY = "CC BY 4.0"
# A library whose texts may not be passed on would be none: the open licences alone
OPEN_LICENCES = (CC_BY, "CC BY-SA 4.0", "CC0 1.0")

SPEAKS_FOR_THE_CITY = gettext_lazy("I may say this for the city, and submit it in its name.")
_LICENCE = gettext_lazy("The text and the pictures are published under this licence: %(licence)s.")
_HOLDER = gettext_lazy("The rights are held by: %(holder)s.")
_PEOPLE = gettext_lazy("Whoever can be recognised on a picture has agreed to be shown.")
_MACHINE = gettext_lazy(
    "Machines may translate it. Such translations are marked, and are no words of the city."
)
_NO_MACHINE = gettext_lazy("Machines may not translate it.")


@dataclass(frozen=True)
class Agreement:
    """What she chose, and the words that she agreed to, as they stood on her page."""

    licence: str
    rights_holder: str
    may_be_machine_translated: bool
    words: str
    note: str = ""


def agreement(
    *, licence: str, rights_holder: str, may_be_machine_translated: bool, note: str = ""
) -> Agreement:
    """Return what is agreed to, worded in the language of the page."""
    rights_holder, note = as_kept(rights_holder), as_kept(note)
    said = (
        SPEAKS_FOR_THE_CITY,
        _LICENCE % {"licence": licence_called(licence)},
        _HOLDER % {"holder": rights_holder},
        _PEOPLE,
        _MACHINE if may_be_machine_translated else _NO_MACHINE,
    )
    return Agreement(
        licence, rights_holder, may_be_machine_translated, "\n".join(map(str, said)), note
    )


def agreed_with(submission: Submission) -> Agreement:
    """Return what was agreed to with an earlier submission, to be carried on."""
    return Agreement(
        submission.licence,
        submission.rights_holder,
        submission.may_be_machine_translated,
        submission.agreed_text,
        submission.note,
    )


def open_licences() -> list[tuple[str, str | Promise]]:
    """Return the licences to choose from, the usual one first."""
    return [(code, label) for code, label in LICENCES if code in OPEN_LICENCES]


def licence_called(code: str) -> str:
    """Return what a licence is called."""
    return str(dict(LICENCES).get(code, code))


def usual_rights_holder(manuscript: Manuscript) -> str:
    """Return the city's administration, in the language of the manuscript where we speak it."""
    code = manuscript.language
    if code not in INTERFACE_LANGUAGES:
        return _("Administration of %(city)s") % {"city": manuscript.city.name_in("en")}
    with override(code):
        return _("Administration of %(city)s") % {"city": manuscript.city.name_in(code)}
