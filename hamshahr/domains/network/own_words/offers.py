"""Deeds on what a city offers to others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import UnknownLanguage
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.domains.network.models import City, Offer, OfferTopic
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

# More than this and no reader finds the one she needs; a city with more to offer joins some
MOST_OFFERS = 20
MOST_TOPICS = 5  # an offer about everything is found under nothing
MOST_LANGUAGES = 8

_DEEDS = {True: "network.withdraw_offer", False: "network.renew_offer"}


@dataclass(frozen=True)
class SaidOffer:
    """An offer as somebody says it; ``words`` are in ``language``, and replace those in it."""

    kind: Offer.Kind
    topics: Sequence[str]
    languages: Sequence[str]
    words: str
    language: str
    since: date | None = None  # none: today
    until: date | None = None


@transaction.atomic
def make_offer(*, city: City, said: SaidOffer, by: User) -> Offer:
    """Put an offer on the page of a city. Raises ``PermissionDenied``, ``CannotBeKept``."""
    city = kept_by(city, by)
    if Offer.objects.filter(city=city, withdrawn_at__isnull=True).count() >= MOST_OFFERS:
        raise CannotBeKept(_("The page has as many offers as readers can take in. Withdraw one."))
    offer = Offer(city=city, **stamp(by))
    _put(offer, said)
    keep_record(by, city, deed="network.make_offer", offer=str(offer.pk), kind=str(said.kind))
    return offer


@transaction.atomic
def change_offer(*, offer: Offer, said: SaidOffer, based_on: int, by: User) -> None:
    """Say an offer anew. Raises ``PermissionDenied``, ``CannotBeKept``, ``ChangedMeanwhile``."""
    city = kept_by(offer.city, by)
    now = latest(Offer.objects.filter(city=city), offer.pk, based_on)
    now.number += 1
    for name, value in stamp(by).items():
        setattr(now, name, value)
    _put(now, said)
    keep_record(by, city, deed="network.change_offer", offer=str(now.pk), kind=str(said.kind))


@transaction.atomic
def withdraw_offer(*, offer: Offer, by: User) -> None:
    """Take an offer off the page; it can be made again as it was."""
    _set_withdrawn(offer, by, withdrawn=True)


@transaction.atomic
def renew_offer(*, offer: Offer, by: User) -> None:
    """Make an offer again that was withdrawn."""
    _set_withdrawn(offer, by, withdrawn=False)


def _set_withdrawn(offer: Offer, by: User, *, withdrawn: bool) -> None:
    city = kept_by(offer.city, by)
    now = Offer.objects.filter(city=city, pk=offer.pk).first()
    if now is None:
        raise ChangedMeanwhile
    if (now.withdrawn_at is not None) == withdrawn:
        return
    now.withdrawn_at = timezone.now() if withdrawn else None
    now.number += 1
    now.save(update_fields=["withdrawn_at", "number"])
    keep_record(by, city, deed=_DEEDS[withdrawn], offer=str(now.pk), kind=now.kind)


def _put(offer: Offer, said: SaidOffer) -> None:
    require_language(offer.city, said.language)
    offer.kind = said.kind
    offer.languages = _languages(said.languages)
    offer.words = worded(offer.words, said.language, said.words)
    offer.since = said.since or today()
    offer.until = said.until
    if offer.until is not None and offer.until < offer.since:
        raise CannotBeKept(_("An offer cannot end before it begins."), "until")
    topics = _topics(said.topics)
    offer.save()
    OfferTopic.objects.filter(offer=offer).delete()
    OfferTopic.objects.bulk_create(OfferTopic(offer=offer, topic=topic) for topic in topics)


def _topics(codes: Sequence[str]) -> list[Topic]:
    known = Topic.objects.in_bulk(list(dict.fromkeys(codes)))
    if not codes or len(known) < len(set(codes)):
        raise CannotBeKept(_("Choose what the offer is about."), "topics")
    if len(known) > MOST_TOPICS:
        raise CannotBeKept(_("Choose five topics at most."), "topics")
    return list(known.values())


def _languages(codes: Sequence[str]) -> list[str]:
    chosen = list(dict.fromkeys(codes))
    try:
        for code in chosen:
            language_of(code)
    except UnknownLanguage as error:
        raise CannotBeKept(_("Choose languages from the list."), "languages") from error
    if not 1 <= len(chosen) <= MOST_LANGUAGES:
        raise CannotBeKept(_("Choose the languages in which you can do it."), "languages")
    return chosen
