"""How the states of a manuscript are told to its city."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.domains.manuscripts.models import Manuscript

STATES = {
    Manuscript.State.DRAFT: _("Being written"),
    Manuscript.State.SUBMITTED: _("Submitted"),
    Manuscript.State.IN_REVIEW: _("In review"),
    Manuscript.State.RETURNED: _("Returned to you"),
    Manuscript.State.DECLINED: _("Declined"),
    Manuscript.State.PUBLISHED: pgettext_lazy("state of a text", "Published"),
    Manuscript.State.WITHDRAWN: _("Given up"),
}
# What the city is to do
WAITS = {
    Manuscript.State.DRAFT: _("To be finished and submitted"),
    Manuscript.State.RETURNED: _("To be changed and submitted again"),
}
