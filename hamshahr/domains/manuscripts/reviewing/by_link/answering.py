"""Answering by link: a code to the mailbox, then yes or no. To look at it changes nothing."""

import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.domains.manuscripts.models import Approval
from hamshahr.domains.manuscripts.models.approvals import LONGEST_REASON
from hamshahr.domains.manuscripts.reviewing import notices
from hamshahr.domains.manuscripts.reviewing.by_link.asking import record_approval
from hamshahr.domains.manuscripts.reviewing.by_link.letters import write_code
from hamshahr.domains.manuscripts.reviewing.states import hold
from hamshahr.kernel.secret_links import digest_of
from hamshahr.kernel.typed_texts import as_kept

# Long enough for a slow mailbox, too short for who finds the letter later
CODE_VALID_FOR = timedelta(minutes=10)
# With six digits, five tries of ten codes are right once in twenty thousand links
TRIES = 5
CODES_AN_HOUR = 3
CODES_IN_ALL = 10
_AN_HOUR = timedelta(hours=1)
_DIGITS = 6


class NotValid(Exception):
    """The link opens nothing: never was, answered, taken back, expired, or the text changed."""


class TooManyCodes(Exception):
    """Three codes in an hour, or ten in all: wait, or have another link sent."""


class WrongCode(Exception):
    """Not the code, or no longer; ``left``: how many tries this code has."""

    def __init__(self, left: int) -> None:
        super().__init__("wrong code")
        self.left = left


@dataclass(frozen=True)
class Answer:
    """What she says; ``reason``: why not."""

    approves: bool
    reason: str = ""


def follow(secret: str) -> Approval | None:
    """Return what a link leads to, open or not; ``None`` for one that never was."""
    found = Approval.objects.select_related("submission__manuscript__city", "asked_by")
    return found.filter(digest=digest_of(secret), erased_at=None).first()


def is_open(approval: Approval) -> bool:
    """Tell whether a link can be answered now."""
    return approval.state_at(timezone.now()) == Approval.State.OPEN


def awaits_code(approval: Approval) -> bool:
    """Tell whether a code was sent that can still be typed."""
    return bool(
        approval.code_digest
        and approval.code_expires_at
        and timezone.now() < approval.code_expires_at
        and approval.code_tries < TRIES
    )


@transaction.atomic
def send_code(*, secret: str) -> None:
    """Mail a new code to the address of the link; the former is void.

    Raises ``NotValid``, ``TooManyCodes``.
    """
    held, now = _held(secret), timezone.now()
    lately = [sent for sent in held.codes_sent_at if sent > now - _AN_HOUR]
    if len(lately) >= CODES_AN_HOUR or len(held.codes_sent_at) >= CODES_IN_ALL:
        raise TooManyCodes
    code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}"
    held.code_digest, held.code_tries = _code_digest(held, code), 0
    held.code_expires_at = now + CODE_VALID_FOR
    held.codes_sent_at = [*held.codes_sent_at, now]
    held.save(update_fields=["code_digest", "code_tries", "code_expires_at", "codes_sent_at"])
    write_code(held, code)


def answer(*, secret: str, code: str, said: Answer) -> Approval:
    """Keep the answer of whoever has link and code. A wrong code is counted, also at once.

    Raises ``NotValid``, ``WrongCode``.
    """
    found = _answered(secret, code, said)
    if isinstance(found, WrongCode):
        raise found
    return found


@transaction.atomic
def _answered(secret: str, code: str, said: Answer) -> Approval | WrongCode:
    """Answer, or count the try; the count must stay, so a wrong code is no error in here."""
    held = _held(secret)
    if not awaits_code(held):
        return WrongCode(0)
    if not hmac.compare_digest(bytes(held.code_digest), _code_digest(held, _plain(code))):
        held.code_tries += 1
        held.save(update_fields=["code_tries"])
        return WrongCode(TRIES - held.code_tries)
    held.answered_at, held.approves = timezone.now(), said.approves
    reason = as_kept(said.reason.replace("\x00", ""))[:LONGEST_REASON]
    held.reason = "" if said.approves else reason
    held.code_digest = b""
    held.save(update_fields=["answered_at", "approves", "reason", "code_digest"])
    record_approval(held, deed=_DEEDS[said.approves], by=system_actor())
    notices.of_link_answer(held)
    return held


_DEEDS = {True: "manuscripts.approve_by_link", False: "manuscripts.refuse_by_link"}


def _held(secret: str) -> Approval:
    """Return the open approval, with its manuscript held: no verdict comes between."""
    found = follow(secret)
    if found is None:
        raise NotValid
    hold(found.submission.manuscript)
    held = (
        Approval.objects.select_for_update(of=("self",))
        .select_related("submission__manuscript__city", "asked_by")
        .get(pk=found.pk)
    )
    if not is_open(held):
        raise NotValid
    return held


def _plain(code: str) -> str:
    """Return the digits of what was typed, of any script."""
    return "".join(str(unicodedata.digit(sign)) for sign in code[:50] if sign.isdigit())


def _code_digest(approval: Approval, code: str) -> bytes:
    """Return what is kept of a code: six digits alone could be tried out, so the key is in it."""
    said = f"{approval.pk}:{code}"
    return salted_hmac("approval by link", said, algorithm="sha256").digest()
