"""The words for how things stand, and for why a machine's answer was refused."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.translating.judging import Reason
from hamshahr.commons.translating.models import Standing

RANKS: dict[int, Promise] = {
    Standing.Rank.STALE: _("the original has changed"),
    Standing.Rank.REFUSED: _("the machine could not"),
    Standing.Rank.DRAFTED: _("drafts to be checked"),
    Standing.Rank.MISSING: _("not translated yet"),
    Standing.Rank.DONE: _("all checked"),
}
REASONS: dict[str, Promise] = {
    Reason.EMPTY: _("It answered nothing."),
    Reason.SAME: _("It answered the original."),
    Reason.LENGTH: _("Its answer was much too long or too short."),
    Reason.LANGUAGE: _("It answered in another language."),
    Reason.NUMBERS: _("A number was lost."),
    Reason.PIECES: _("An address or a code was lost."),
    Reason.HTML: _("It answered with HTML."),
    Reason.LOOP: _("It repeated itself."),
    Reason.SHAPE: _("Its answer could not be told apart."),
    Reason.SERVER: _("The translation server does not take this text."),
}
