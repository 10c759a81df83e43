"""Giving notice: one function for every domain."""

from collections.abc import Collection, Mapping
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from hamshahr.commons.accounts.demonstration import is_somebody
from hamshahr.commons.accounts.models import User
from hamshahr.commons.notifications.clocks import Clock, association, clocks_of
from hamshahr.commons.notifications.kinds import Frequency, NoticeKind, kind_of, seen_of
from hamshahr.commons.notifications.models import Notice, Wish
from hamshahr.commons.notifications.mornings import due
from hamshahr.commons.notifications.said import Said, kept
from hamshahr.kernel.instance.beginning import began_here_at

# All persons of a large association. Who wants to tell more has mistaken a notice for news.
MOST_AT_ONCE = 10_000
_BATCH = 500  # rows a statement


@transaction.atomic
def notify(
    *,
    kind: str,
    to: Collection[User],
    about: object,
    url: str,
    said: Mapping[str, Said] | None = None,
    by: User | None,
) -> int:
    """Tell persons that something happened; return how many were told.

    Belongs to the deed's transaction: undone with it. ``about`` is the id of the thing, ``url`` the
    path of its page, in any language (``reverse(…)``); each reader is led to it in her own.
    ``said`` holds the words of the kind's sentence. Whoever did it (``by``) is not told, nor is who
    may not see the thing, nor whose account is closed. A fixed number of queries for each 500.

    Raises ``UnknownKind``, ``ValueError`` where ``url`` is not of this site or ``to`` is too many.
    """
    declared, path = kind_of(kind), path_of(url)
    began_here_at()  # so that these notices are known to be of this database
    now = timezone.now()
    persons = {person.pk: person for person in to if _is_told(person, by)}
    if len(persons) > MOST_AT_ONCE:
        raise ValueError(f"Notice is given to {MOST_AT_ONCE} persons at most, not {len(persons)}.")
    words = kept(said or {})
    notices = [
        Notice(person_id=pk, kind=kind, about=str(about), path=path, said=words, created_at=now)
        for pk in persons
    ]
    told = seen_of(notices)
    _decide_about_letters(told, declared, now)
    Notice.objects.bulk_create(told, batch_size=_BATCH)
    if any(notice.mail_at == now for notice in told):
        transaction.on_commit(_wake, robust=True)
    return len(told)


def path_of(url: str) -> str:
    """Return the path of a page of ours without its language: ``cities/shiraz/``.

    Raises ``ValueError`` for an address elsewhere.
    """
    parts = urlsplit(url)
    if parts.scheme or parts.netloc or not url.startswith("/") or url.startswith(("//", "/\\")):
        raise ValueError("A notice leads to a page of this site.")
    first, _, rest = url[1:].partition("/")
    return rest if first in dict(settings.LANGUAGES) else url[1:]


def _is_told(person: User, by: User | None) -> bool:
    is_doer = by is not None and person.pk == by.pk
    return person.is_active and is_somebody(person) and not is_doer


def _decide_about_letters(notices: list[Notice], kind: NoticeKind, now: datetime) -> None:
    """Set when each notice is mailed, by what its person wishes and where her morning is."""
    wishes = wishes_about(kind, [notice.person_id for notice in notices])
    wished = {notice.person_id: wishes.get(notice.person_id, kind.frequency) for notice in notices}
    in_digests = [pk for pk, frequency in wished.items() if frequency in DIGESTS]
    clocks, ours = clocks_of(in_digests), association()
    for notice in notices:
        decide(notice, wished[notice.person_id], clocks.get(notice.person_id, ours), now)


def decide(notice: Notice, frequency: str, clock: Clock, now: datetime) -> None:
    """Set when a notice is mailed, and in which digest."""
    notice.mail_at = due(frequency, now, clock.zone, clock.language)
    notice.digest = frequency if frequency in DIGESTS else ""


DIGESTS = frozenset({Frequency.DAILY.value, Frequency.WEEKLY.value})


def wishes_about(kind: NoticeKind, persons: Collection[UUID]) -> dict[UUID, str]:
    """Return how often each person wants letters about a kind, where she has said so."""
    if not kind.silenceable:
        return {}
    said = Wish.objects.filter(kind=kind.code, person_id__in=persons)
    return dict(said.values_list("person_id", "frequency"))


def _wake() -> None:
    from hamshahr.commons.notifications.jobs import wake_the_writer

    wake_the_writer()
