"""What a city says of itself, put together for its page: a fixed number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.moderation.addresses import report_url
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.commons.translation.reading import day
from hamshahr.domains.network.models import City, CityText, Offer, Priority, RoleMailbox
from hamshahr.domains.network.own_words import wording
from hamshahr.domains.network.own_words.regions import (
    MailboxLine,
    OfferLine,
    OwnWords,
    PersonLine,
    PriorityLine,
    Told,
    TopicLink,
)
from hamshahr.domains.network.own_words.reported import KIND
from hamshahr.domains.network.own_words.written import languages_of
from hamshahr.domains.network.people.queries import shown_people
from hamshahr.domains.network.permissions import running_appointments
from hamshahr.domains.topics.addresses import topic_url
from hamshahr.domains.topics.queries import preferred_labels
from hamshahr.kernel.today import today
from hamshahr.kernel.written import to_html


def own_words(city: City, reader: str) -> OwnWords:
    """Return what everybody reads of a city's own words, worded in the language ``reader``."""
    texts = last_texts(city)
    mailboxes = (mailbox_line(one, reader) for one in mailboxes_of(city))
    return OwnWords(
        about=_told_part(texts, CityText.Part.ABOUT, city, reader),
        particular=_told_part(texts, CityText.Part.PARTICULAR, city, reader),
        offers=offer_lines(standing(Offer.objects.filter(city=city)), city, reader),
        priorities=priority_lines(city, reader),
        mailboxes=tuple(one for one in mailboxes if not one.is_withheld),
        people=tuple(
            PersonLine(one.name, one.function or str(one.role.label), bool(one.function))
            for one in shown_people(city)
        ),
        has_focal_point=running_appointments().filter(city=city, role=Role.FOCAL_POINT).exists(),
        keep_url=reverse("network:keep", args=[city.slug]),
    )


def last_texts(city: City) -> dict[tuple[str, str], CityText]:
    """Return the last revision of each text, by part and language; withdrawn ones are not there."""
    rows = CityText.objects.filter(city=city).order_by("part", "language", "-number")
    last = rows.distinct("part", "language")
    return {(one.part, one.language): one for one in last if one.text}


def standing(offers: QuerySet[Offer]) -> QuerySet[Offer]:
    """Return those of the offers that are made today."""
    day_asked = today()
    return offers.filter(
        Q(until__isnull=True) | Q(until__gte=day_asked),
        withdrawn_at__isnull=True,
        since__lte=day_asked,
    )


def mailboxes_of(city: City) -> QuerySet[RoleMailbox]:
    """Return a city's mailboxes; ``is_somebodys``: a person signs in with the address by now."""
    theirs = User.objects.filter(email__iexact=OuterRef("email"))
    return RoleMailbox.objects.filter(city=city).annotate(is_somebodys=Exists(theirs))


def offer_lines(
    offers: QuerySet[Offer], city: City, reader: str
) -> tuple[OfferLine, ...]:  # fmt: skip
    """Return offers as lines, in the order of their kinds."""
    labels = preferred_labels(reader)
    kinds = list(wording.OFFER_KINDS)
    found = sorted(offers.prefetch_related("topic_links"), key=lambda one: kinds.index(one.kind))
    return tuple(_offer_line(one, city, labels, reader) for one in found)


def priority_lines(city: City, reader: str) -> tuple[PriorityLine, ...]:
    """Return what matters to a city, what matters most first."""
    labels = preferred_labels(reader)
    return tuple(
        PriorityLine(
            id=str(one.pk),
            topic=_topic(one.topic_id, labels),
            reason=chosen(one.reasons, city, reader),
            since=day(one.since, reader),
            as_of=_as_of(one.written_at, reader),
        )
        for one in Priority.objects.filter(city=city)
    )


def mailbox_line(mailbox: RoleMailbox, reader: str) -> MailboxLine:
    """Return a mailbox as a line. Somebody's own address is withheld."""
    return MailboxLine(
        id=str(mailbox.pk),
        label=mailbox.label,
        language=language_of(mailbox.language),
        email=mailbox.email,
        as_of=_as_of(mailbox.written_at, reader),
        is_withheld=bool(getattr(mailbox, "is_somebodys", False)),
    )


def chosen(texts: Mapping[str, str], city: City, reader: str) -> Told | None:
    """Return a text in the reader's language, else in the city's own; ``None``: there is none."""
    for code in _in_turn(city, reader, texts):
        if texts.get(code):
            return _told(texts[code], code, reader)
    return None


def _told_part(
    texts: Mapping[tuple[str, str], CityText], part: str, city: City, reader: str
) -> Told | None:
    there = {code: one for (of, code), one in texts.items() if of == part}
    shown = {code: one for code, one in there.items() if one.hidden_at is None} or there
    for code in _in_turn(city, reader, shown):
        if code in shown:
            return _told_text(shown[code], reader)
    return None


def _told_text(text: CityText, reader: str) -> Told:
    if text.hidden_at is not None:
        as_of = _as_of(text.hidden_at, reader)
        return Told(SafeString(""), language_of(text.language), as_of, is_hidden=True)
    told = _told(text.text, text.language, reader, _as_of(text.written_at, reader))
    return replace(told, report_url=report_url(KIND, str(text.pk)))


def _told(text: str, code: str, reader: str, as_of: str = "") -> Told:
    written_in = language_of(code)
    html = to_html(text, direction=written_in.direction)
    return Told(html, written_in, as_of, "" if code == reader else written_in.name_in(reader))


def _in_turn(city: City, reader: str, texts: Iterable[str]) -> list[str]:
    """Return languages in the order in which a text is looked for: the reader's comes first."""
    return list(dict.fromkeys([reader, *languages_of(city), *sorted(texts)]))


def _offer_line(
    offer: Offer, city: City, labels: Mapping[str, str], reader: str
) -> OfferLine:  # fmt: skip
    return OfferLine(
        id=str(offer.pk),
        kind=offer.kind,
        label=str(wording.OFFER_KINDS[offer.kind]),
        topics=tuple(_topic(link.topic_id, labels) for link in offer.topic_links.all()),
        languages=wording.languages(offer.languages, reader),
        words=chosen(offer.words, city, reader),
        until=day(offer.until, reader) if offer.until else "",
        since=day(offer.since, reader),
        as_of=_as_of(offer.written_at, reader),
        state=_state(offer),
        is_withdrawn=offer.withdrawn_at is not None,
    )


def _state(offer: Offer) -> str:
    if offer.withdrawn_at is not None:
        return _("withdrawn")
    if offer.until is not None and offer.until < today():
        return _("over")
    return _("not yet") if offer.since > today() else ""


def _topic(code: str, labels: Mapping[str, str]) -> TopicLink:
    return TopicLink(labels.get(code, code), topic_url(code))


def _as_of(moment: datetime, reader: str) -> str:
    return day(moment.date(), reader)
