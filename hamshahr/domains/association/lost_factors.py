"""Letting somebody in anew who has lost her second factors, and the recovery codes with them."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.recording import end_sessions
from hamshahr.commons.notifications.kinds import Frequency, NoticeKind, register_notice_kind
from hamshahr.commons.notifications.notifying import notify
from hamshahr.domains.association.permissions import may_take_out_second_factors
from hamshahr.domains.network.people.naming import NotFit, clean_words
from hamshahr.kernel.audit.actions import record

LONGEST_REASON = 200  # characters: a line of the record, and of her notice
_MOST_SHOWN = 20  # nobody has so many
_TAKEN_OUT = "association.second_factors_taken_out"
_KINDS: dict[str, Promise | str] = {
    Authenticator.Type.TOTP: _("App for codes"),
    Authenticator.Type.WEBAUTHN: _("Passkey"),
    Authenticator.Type.RECOVERY_CODES: _("Recovery codes"),
}


@dataclass(frozen=True)
class Factor:
    """A second factor as whoever takes it out sees it: nothing that it is secret by."""

    kind: Promise | str
    since: datetime
    last_used: datetime | None


@transaction.atomic
def take_out_second_factors(*, person: User, by: User, reason: str) -> int:
    """Take out somebody's second factors and recovery codes; return how many there were.

    All her sessions end, and she is told at once. Her password opens her account then, and where
    her role needs a second factor she is led to set one up. ``reason`` stays in the record: a line
    without names. Raises ``PermissionDenied``, also where she has none, and ``NotFit`` where the
    reason is too long or says nothing.
    """
    User.objects.select_for_update().filter(pk=person.pk).first()  # of two at once, one does it
    if not may_take_out_second_factors(by, person):
        raise PermissionDenied("These second factors are not yours to take out.")
    said = clean_words(reason, longest=LONGEST_REASON)
    if not said:
        raise NotFit(gettext("Say why, in words."))
    theirs = Authenticator.objects.filter(user=person)
    kinds = sorted(theirs.values_list("type", flat=True))
    theirs.delete()
    end_sessions(person)
    record(
        by=by,
        deed="association.take_out_second_factors",
        object_type="user",
        object_id=person.pk,
        reason=said,
        kinds=kinds,
    )
    notify(
        kind=_TAKEN_OUT,
        to=[person],
        about=person.pk,
        url=reverse("mfa_index"),
        said={"reason": said},
        by=by,
    )
    return len(kinds)


def factors_of(person: User) -> list[Factor]:
    """Return what somebody could be asked for when she signs in, the oldest first."""
    found = Authenticator.objects.filter(user=person).order_by("created_at", "pk")[:_MOST_SHOWN]
    return [Factor(_KINDS[one.type], one.created_at, one.last_used_at) for one in found]


def declare() -> None:
    """Declare the notice, which comes by letter, too, and cannot be silenced."""
    register_notice_kind(
        NoticeKind(
            _TAKEN_OUT,
            _("My second factors are taken out"),
            _(
                "Your second factors and recovery codes were taken out, and your sessions have "
                "ended. The reason: %(reason)s. If you did not ask for it, set a new password and "
                "tell the secretariat."
            ),
            frequency=Frequency.AT_ONCE,
            silenceable=False,
        )
    )
