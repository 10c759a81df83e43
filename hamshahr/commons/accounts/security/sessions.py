"""Where somebody is signed in: each session with its device, its network and when it was seen."""

import re
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.recording import MOST_SESSIONS

# In this order: each browser claims to be those that stand below it
_BROWSERS = (
    ("Edge", r"\bEdg(e|A|iOS)?/"), ("Opera", r"\bOPR/"), ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"\b(Firefox|FxiOS)/"), ("Chrome", r"(Chrome|CriOS)/"), ("Safari", r"\bSafari/"),
)  # fmt: skip
_SYSTEMS = (
    ("Android", r"\bAndroid\b"), ("iPhone", r"\biPhone\b"), ("iPad", r"\biPad\b"),
    ("Windows", r"\bWindows\b"), ("Mac", r"\bMacintosh\b"), ("Linux", r"\bLinux\b"),
)  # fmt: skip


@dataclass(frozen=True)
class SeenSession:
    """A session as its owner sees it; ``network`` is an address, of IPv6 the first half."""

    pk: int
    device: str
    network: str
    began: datetime
    seen: datetime
    is_here: bool


def sessions_of(person: User, *, here: str | None) -> list[SeenSession]:
    """Return the sessions that still run, this one first; ``here`` is its key."""
    running = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    found = UserSession.objects.filter(user=person, session_key__in=running)
    seen = [
        SeenSession(
            pk=one.pk,
            device=device(one.user_agent),
            network=one.ip,
            began=one.created_at,
            seen=one.last_seen_at,
            is_here=one.session_key == here,
        )
        for one in found.order_by("-last_seen_at", "-pk")[:MOST_SESSIONS]
    ]
    return sorted(seen, key=lambda one: not one.is_here)


def device(user_agent: str) -> str:
    """Return browser and system in a few words."""
    browser = _first(_BROWSERS, user_agent)
    system = _first(_SYSTEMS, user_agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown device")


def _first(known: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for name, pattern in known if re.search(pattern, text)), "")
