"""How reports and decisions are worded, in the page's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.moderation.models import Case, Decision, Ground

# As a reader chooses it; what harms somebody comes first after the plain mistake
REPORTED: dict[str, Promise] = {
    Ground.MISTAKE: _("Something in it is wrong or out of date"),
    Ground.PERSONAL_DATA: _("It tells of a person who can be recognised and did not agree"),
    Ground.CONSENT: _("I agreed to be named or shown, and no longer do"),
    Ground.RIGHTS: _("It uses a text or a picture that belongs to somebody else"),
    Ground.UNLAWFUL: _("It breaks a law"),
    Ground.ABUSE: _("It is abuse, advertising or made up"),
    Ground.OTHER: _("Something else"),
}

# As it stands in a list at the desk
GROUNDS: dict[str, Promise] = {
    Ground.MISTAKE: _("Mistake"),
    Ground.PERSONAL_DATA: _("Personal data"),
    Ground.CONSENT: _("Consent withdrawn"),
    Ground.RIGHTS: _("Rights of others"),
    Ground.UNLAWFUL: _("Unlawful"),
    Ground.ABUSE: _("Abuse"),
    Ground.OTHER: _("Other"),
}

# As the tombstone says it: what kind of reason, and nothing that was to be hidden
HIDDEN_FOR: dict[str, Promise] = {
    Ground.MISTAKE: _("It was wrong in what matters, and could not be corrected."),
    Ground.PERSONAL_DATA: _("It told of a person who had not agreed to it."),
    Ground.CONSENT: _("Somebody who had agreed to be named or shown no longer does."),
    Ground.RIGHTS: _("It touched the rights of somebody else."),
    Ground.UNLAWFUL: _("It could not stay under the law."),
    Ground.ABUSE: _("It was not what this library is for."),
    Ground.OTHER: _("It was decided after a reader’s report."),
}

VERDICTS: dict[str, Promise] = {
    Decision.Verdict.CORRECTED: _("Corrected"),
    Decision.Verdict.HIDDEN: _("Hidden"),
    Decision.Verdict.KEPT: _("Stays as it is"),
    Decision.Verdict.NOT_OURS: _("Not for us to decide"),
}

STATES: dict[str, Promise] = {
    Case.State.OPEN: _("Waits"),
    Case.State.IN_HAND: _("In hand"),
    Case.State.DECIDED: _("Decided"),
}
