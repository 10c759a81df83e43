"""Where a manuscript stands, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from hamshahr.domains.manuscripts.models import Approval, Manuscript, Verdict

_State = Manuscript.State

STATES: dict[str, Promise | str] = {
    _State.DRAFT: gettext_lazy("The city is writing"),
    _State.SUBMITTED: gettext_lazy("Waits for an editor"),
    _State.IN_REVIEW: gettext_lazy("An editor reviews it"),
    _State.RETURNED: gettext_lazy("Returned to the city, to be changed"),
    _State.DECLINED: gettext_lazy("Declined"),
    _State.PUBLISHED: pgettext_lazy("state of a text", "Published"),
    _State.WITHDRAWN: gettext_lazy("Given up by the city"),
}
VERDICTS: dict[str, Promise | str] = {
    Verdict.Kind.PUBLISHED: pgettext_lazy("state of a text", "Published"),
    Verdict.Kind.RETURNED: gettext_lazy("Returned"),
    Verdict.Kind.DECLINED: gettext_lazy("Declined"),
}
BY_LINK: dict[str, Promise | str] = {
    Approval.State.OPEN: gettext_lazy("Not answered yet"),
    Approval.State.APPROVED: gettext_lazy("Approved by link"),
    Approval.State.REFUSED: gettext_lazy("Not approved"),
    Approval.State.WITHDRAWN: gettext_lazy("Taken back, or the text changed"),
    Approval.State.EXPIRED: gettext_lazy("Expired unanswered"),
}
