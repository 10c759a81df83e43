"""Deeds of a reader of notices."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.notifications.clocks import association, clocks_of
from hamshahr.commons.notifications.kinds import Frequency, kind_of, kinds
from hamshahr.commons.notifications.models import Notice, Wish
from hamshahr.commons.notifications.notifying import DIGESTS, decide
from hamshahr.commons.notifications.reading_notices import notices_of
from hamshahr.kernel.audit.actions import record


def mark_read(*, notice: UUID, by: User) -> Notice | None:
    """Mark one of her notices read and return it; ``None`` where she has no such notice.

    Reading is no deed for the record: it concerns nobody else.
    """
    found = notices_of(by).filter(pk=notice).first()
    if found is not None and found.read_at is None:
        found.read_at = timezone.now()
        found.save(update_fields=["read_at"])
    return found


def mark_all_read(*, by: User) -> int:
    """Mark all of her notices read; return how many were not."""
    return notices_of(by).filter(read_at__isnull=True).update(read_at=timezone.now())


@transaction.atomic
def wish(*, frequencies: Mapping[str, str], by: User) -> None:
    """Keep how often ``by`` wants letters about each kind; what waits for a letter follows.

    Raises ``UnknownKind``, and ``ValueError`` for a kind that cannot be silenced.
    """
    for code, frequency in frequencies.items():
        if not kind_of(code).silenceable:
            raise ValueError(f"{code} cannot be silenced.")
        Wish.objects.update_or_create(
            person=by, kind=code, defaults={"frequency": Frequency(frequency).value}
        )
    _decide_anew(by, frequencies)
    record(
        by=by,
        deed="notices.choose",
        object_type="user",
        object_id=by.pk,
        kinds=sorted(frequencies),
    )


@transaction.atomic
def stop(*, what: str, by: User) -> None:
    """End letters about a kind, or a whole digest (``daily``, ``weekly``); the list stays.

    Raises ``UnknownKind``, and ``ValueError`` for a kind that cannot be silenced.
    """
    if what not in DIGESTS:
        wish(frequencies={what: Frequency.NEVER}, by=by)
        return
    wished = wishes_of(by)
    wish(frequencies={c: Frequency.NEVER for c, f in wished.items() if f == what}, by=by)


def wishes_of(by: User) -> dict[str, str]:
    """Return how often ``by`` gets letters about each kind that can be silenced."""
    said = dict(Wish.objects.filter(person=by).values_list("kind", "frequency"))
    return {
        kind.code: said.get(kind.code, kind.frequency.value) for kind in kinds() if kind.silenceable
    }


def _decide_anew(by: User, frequencies: Mapping[str, str]) -> None:
    """What was not mailed yet is mailed as she wishes now."""
    now, clock = timezone.now(), clocks_of([by.pk]).get(by.pk, association())
    waiting = Notice.objects.filter(
        person=by, kind__in=frequencies, mailed_at__isnull=True, mail_at__isnull=False
    )
    for code, frequency in frequencies.items():
        first = Notice(created_at=now)
        decide(first, frequency, clock, now)
        waiting.filter(kind=code).update(mail_at=first.mail_at, digest=first.digest)
