"""The mark beside a translated text, worded: what it is, who checked it, whether it is of today."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hamshahr.commons.translating.shown import Mark, Translated
from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import day


@dataclass(frozen=True)
class ShownMark:
    """For ``translating/mark.html``: the kind of mark, a sentence, and a word for narrow places."""

    kind: str
    sentence: str
    short: str


def shown_mark(one: Translated) -> ShownMark:
    """Return the mark of a translation in the active language."""
    return ShownMark(str(one.mark), _sentence(one), _short(one.mark))


def _sentence(one: Translated) -> str:
    when = day(one.at, active_language())
    if one.mark is Mark.CHECKED:
        return _("Translation checked by %(name)s, %(day)s.") % {"name": one.by, "day": when}
    if one.mark is Mark.HAND:
        return _("Translated by %(name)s, %(day)s; not checked yet.") % {
            "name": one.by,
            "day": when,
        }
    if one.mark is Mark.MACHINE:
        return _("Machine translation, not checked.")
    if one.by:
        return _("The original has changed since %(name)s translated it, %(day)s.") % {
            "name": one.by,
            "day": when,
        }
    return _("Machine translation, not checked; the original has changed since.")


def _short(mark: Mark) -> str:
    return {
        Mark.MACHINE: _("machine translation"),
        Mark.HAND: _("translation"),
        Mark.CHECKED: _("checked translation"),
        Mark.STALE: _("older translation"),
    }[mark]
