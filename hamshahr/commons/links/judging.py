"""What the answer at an address says about it.

Robots' rules are not read: they speak to those who gather pages. Here one page that a person
linked to is asked whether it is there, as her browser would, once a week at most.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime

from hamshahr.commons.links.models import CheckedLink
from hamshahr.kernel.outbound.asking import Answer, ask
from hamshahr.kernel.outbound.door import Door, Unreachable
from hamshahr.kernel.outbound.typed_address import NotAllowed

State = CheckedLink.State
_GONE = {404, 410}
_TOO_MANY = {429, 503}
# Where a server names no time, and what is the shortest and longest that is believed
_USUAL_WAIT = timedelta(hours=6)
_SHORTEST_WAIT, _LONGEST_WAIT = timedelta(hours=1), timedelta(days=7)


@dataclass(frozen=True)
class Judgment:
    """What was found: a state, never ``BROKEN``, which takes more than one look.

    ``wait``: how long the host wants to be left alone. ``is_silence``: no answer came at all, which
    may be our own fault.
    """

    state: CheckedLink.State
    status: int | None = None
    said: str = ""
    final_url: str = ""
    wait: timedelta | None = None
    is_silence: bool = False


def judge(url: str, *, through: Door, now: datetime) -> Judgment:
    """Ask once at ``url``, and say what the answer means."""
    try:
        return _judged(ask(url, through=through), now)
    except NotAllowed as refused:
        return Judgment(State.NOT_ALLOWED, said=refused.reason)
    except Unreachable as failed:
        silence = failed.kind in {"name", "connection", "time"}
        return Judgment(State.FAILING, said=failed.kind, is_silence=silence)


def _judged(answer: Answer, now: datetime) -> Judgment:
    status = answer.status
    if status < 300:
        if answer.moved:
            return Judgment(State.MOVED, status, final_url=answer.url)
        return Judgment(State.FINE, status)
    if status in _TOO_MANY and (status == 429 or "Retry-After" in answer.fields):
        return Judgment(State.REFUSES, status, "later", wait=_wait(answer.fields, now))
    if _is_wall(answer.fields):
        return Judgment(State.REFUSES, status, "wall")
    if status in _GONE or status < 400 or status // 100 == 5:
        return Judgment(State.FAILING, status, "status")
    # 401, 403, 451, 999 and whatever else servers say to those they take for a machine
    return Judgment(State.REFUSES, status, "status")


def _is_wall(fields: Message) -> bool:
    """Tell whether Cloudflare, Imperva or Akamai holds machines back before the server."""
    return "cf-mitigated" in fields or "x-iinfo" in fields or "akamai-grn" in fields


def _wait(fields: Message, now: datetime) -> timedelta:
    said = str(fields.get("Retry-After", "")).strip()
    wait = _USUAL_WAIT
    with suppress(ValueError, TypeError, OverflowError):  # what cannot be read says nothing
        seconds = timedelta(seconds=int(said)) if said.isdecimal() else None
        wait = seconds or parsedate_to_datetime(said) - now
    return min(max(wait, _SHORTEST_WAIT), _LONGEST_WAIT)
