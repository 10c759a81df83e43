"""Deeds on what matters to a city, in the order in which it does."""

from django.db import transaction
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.domains.network.models import City, Priority
from hamshahr.domains.network.own_words.refusals import CannotBeKept, ChangedMeanwhile
from hamshahr.domains.network.own_words.written import (
    keep_record,
    kept_by,
    latest,
    require_language,
    stamp,
    worded,
)
from hamshahr.domains.topics.models import Topic
from hamshahr.kernel.today import today

# What everything matters to has no priority
MOST_PRIORITIES = 7


@transaction.atomic
def name_priority(*, city: City, topic: str, reason: str, language: str, by: User) -> Priority:
    """Name a topic as a priority, behind the others; ``reason`` is in ``language``.

    Raises ``PermissionDenied``, ``CannotBeKept``.
    """
    city = kept_by(city, by)
    require_language(city, language)
    there = list(Priority.objects.filter(city=city).values_list("topic_id", flat=True))
    if topic in there:
        raise CannotBeKept(_("This topic is among your priorities already."), "topic")
    if len(there) >= MOST_PRIORITIES:
        raise CannotBeKept(_("Seven priorities are the most. Take one away first."))
    if not Topic.objects.filter(pk=topic).exists():
        raise CannotBeKept(_("Choose a topic from the list."), "topic")
    named = Priority.objects.create(
        city=city,
        topic_id=topic,
        reasons=_reasons({}, language, reason),
        position=len(there),
        since=today(),
        **stamp(by),
    )
    keep_record(by, city, deed="network.name_priority", topic=topic)
    return named


@transaction.atomic
def reword_priority(
    *, priority: Priority, reason: str, language: str, based_on: int, by: User
) -> None:
    """Give the reason of a priority in one language anew.

    Raises ``PermissionDenied``, ``CannotBeKept``, ``ChangedMeanwhile``.
    """
    city = kept_by(priority.city, by)
    require_language(city, language)
    now = latest(Priority.objects.filter(city=city), priority.pk, based_on)
    now.reasons = _reasons(now.reasons, language, reason)
    now.number += 1
    for name, value in stamp(by).items():
        setattr(now, name, value)
    now.save()
    keep_record(by, city, deed="network.reword_priority", topic=now.topic_id, language=language)


@transaction.atomic
def move_priority(*, priority: Priority, up: bool, by: User) -> None:
    """Let a priority change places with the one above it, or below; at the end nothing moves."""
    city = kept_by(priority.city, by)
    ranked = list(Priority.objects.filter(city=city))
    place = next((i for i, one in enumerate(ranked) if one.pk == priority.pk), None)
    if place is None:
        raise ChangedMeanwhile
    other = place - 1 if up else place + 1
    if not 0 <= other < len(ranked):
        return
    ranked[place], ranked[other] = ranked[other], ranked[place]
    _number(ranked)
    keep_record(by, city, deed="network.order_priorities", topic=priority.topic_id)


@transaction.atomic
def drop_priority(*, priority: Priority, by: User) -> None:
    """Take a priority away. One that is gone already stays so."""
    city = kept_by(priority.city, by)
    gone, _counts = Priority.objects.filter(city=city, pk=priority.pk).delete()
    if not gone:
        return
    _number(list(Priority.objects.filter(city=city)))
    keep_record(by, city, deed="network.drop_priority", topic=priority.topic_id)


def _number(ranked: list[Priority]) -> None:
    """Keep an order. The constraint waits for the end of the transaction."""
    for position, one in enumerate(ranked):
        one.position = position
    Priority.objects.bulk_update(ranked, ["position"])


def _reasons(kept: dict[str, str], language: str, reason: str) -> dict[str, str]:
    reasons = worded(kept, language, reason)
    if not reasons:
        raise CannotBeKept(_("Say why it matters; one sentence will do."), "words")
    return reasons
