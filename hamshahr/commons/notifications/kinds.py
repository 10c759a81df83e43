"""Kinds of notice: each domain declares its own, once, in its manifest.

HANDED_OVER = NoticeKind(
    code="network.handed_over",
    name=gettext_lazy("A city is handed over to me"),
    sentence=gettext_lazy("%(who)s handed %(city)s over to you."),
    may_still_see=_of_the_city,
)

def register() -> None:
    register_notice_kind(HANDED_OVER)
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.permitting import Held
from hamshahr.commons.notifications.models import Notice


class Frequency(models.TextChoices):
    """How often letters about a kind of notice come."""

    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    NEVER = "never", _("Never by e-mail")


def _everything(notices: Sequence[Notice]) -> Collection[UUID]:
    return {notice.pk for notice in notices}


def _everybody(_held: frozenset[Held]) -> bool:
    return True


@dataclass(frozen=True)
class NoticeKind:
    """Something that people are told of.

    ``code`` is ``domain.what_happened``. ``name`` stands where a person chooses what she hears
    about, ``sentence`` is what she reads, with a placeholder for each word that ``notify`` is
    given as ``said``. ``silenceable``: ``False`` for what she must hear about, at once.
    ``may_still_see`` is given notices, perhaps of several persons, and returns the ids of those
    whose person may see the thing; it is asked when notice is given, when it is read and when it
    is mailed, and makes no more queries for more notices. ``concerns`` tells by the roles that
    somebody holds whether the kind is offered to her for choosing.
    """

    code: str
    name: str | Promise
    sentence: str | Promise
    frequency: Frequency = Frequency.DAILY
    silenceable: bool = True
    may_still_see: Callable[[Sequence[Notice]], Collection[UUID]] = _everything
    concerns: Callable[[frozenset[Held]], bool] = _everybody


class UnknownKind(LookupError):
    """Nobody has declared a kind of notice of this code."""


_kinds: dict[str, NoticeKind] = {}


def register_notice_kind(kind: NoticeKind) -> None:
    """Declare a kind. Raises ``ValueError`` where its code is taken, or it contradicts itself."""
    if kind.code in _kinds:
        raise ValueError(f"There is a kind of notice {kind.code!r} already.")
    if "." not in kind.code:
        raise ValueError("The code of a kind of notice is domain.what_happened.")
    if not kind.silenceable and kind.frequency != Frequency.AT_ONCE:
        raise ValueError("What cannot be silenced is told at once.")
    _kinds[kind.code] = kind


def kind_of(code: str) -> NoticeKind:
    """Return a declared kind. Raises ``UnknownKind``."""
    try:
        return _kinds[code]
    except KeyError as error:
        raise UnknownKind(code) from error


def kinds() -> list[NoticeKind]:
    """Return every declared kind, those of one domain together."""
    return sorted(_kinds.values(), key=lambda kind: kind.code)


def seen_of(notices: Sequence[Notice]) -> list[Notice]:
    """Return those notices whose person may see what they are about, in their order.

    A kind that nobody declares any more is seen by nobody. One question a kind, not a notice.
    """
    seen: set[UUID] = set()
    for code in {notice.kind for notice in notices}:
        if code in _kinds:
            of_kind = [notice for notice in notices if notice.kind == code]
            seen |= set(_kinds[code].may_still_see(of_kind))
    return [notice for notice in notices if notice.pk in seen]
