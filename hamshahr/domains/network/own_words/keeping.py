"""The pages on which a city's page is kept, put together."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.safestring import SafeString

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import Language
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.commons.translation.reading import day, number
from hamshahr.domains.network.addresses import city_url
from hamshahr.domains.network.models import City, CityText, Offer
from hamshahr.domains.network.own_words import wording
from hamshahr.domains.network.own_words.regions import MailboxLine, OfferLine, PriorityLine
from hamshahr.domains.network.own_words.telling import (
    last_texts,
    mailbox_line,
    mailboxes_of,
    offer_lines,
    priority_lines,
    standing,
)
from hamshahr.domains.network.own_words.written import languages_of
from hamshahr.domains.network.permissions import page_kept_by
from hamshahr.kernel.written import to_html

# Withdrawn offers are kept, and shown no further back than this
_OFFERS_SHOWN = 60


@dataclass(frozen=True)
class Kept:
    """The city whose page is kept."""

    city: City
    name: str
    url: str
    keep_url: str


@dataclass(frozen=True)
class TextCell:
    """A part in one language: where it is written, and since when it stands."""

    language: Language
    name: str  # of the language
    url: str
    as_of: str  # empty: not written
    is_hidden: bool


@dataclass(frozen=True)
class TextRow:
    label: str
    cells: tuple[TextCell, ...]


@dataclass(frozen=True)
class KeepingPage:
    """Every part of a city's page, with how it stands."""

    kept: Kept
    texts: tuple[TextRow, ...]
    offers: tuple[OfferLine, ...]
    priorities: tuple[PriorityLine, ...]
    mailboxes: tuple[MailboxLine, ...]


@dataclass(frozen=True)
class WritingPage:
    """A text being written: what it is, and what it says as it stands."""

    kept: Kept
    title: str
    language: Language
    language_name: str
    history_url: str
    others: tuple[TextCell, ...]  # the same in other languages
    preview: SafeString | None = None
    theirs: str = ""  # what somebody else wrote meanwhile
    is_hidden: bool = False


@dataclass(frozen=True)
class PastText:
    """A line of the history of a text."""

    number: str
    day: str
    by: str
    url: str
    is_withdrawal: bool
    is_hidden: bool


@dataclass(frozen=True)
class InLanguage:
    """The same form for the words in another language."""

    language: Language
    name: str
    url: str
    is_current: bool
    is_written: bool


def kept_city(slug: str, by: User) -> City:
    """Return the city whose page ``by`` keeps. Raises ``Http404``."""
    city = page_kept_by(by).filter(slug=slug).first()
    if city is None:
        raise Http404
    return city


def kept(city: City, reader: str) -> Kept:
    return Kept(
        city=city,
        name=city.name_in(reader),
        url=city_url(city.slug),
        keep_url=reverse("network:keep", args=[city.slug]),
    )


def keeping_page(city: City, reader: str) -> KeepingPage:
    """Return the list of parts with their state, worded in the language ``reader``."""
    texts = last_texts(city)
    return KeepingPage(
        kept=kept(city, reader),
        texts=tuple(
            TextRow(str(label), _cells(city, part, texts, reader))
            for part, label in wording.PARTS.items()
        ),
        offers=offer_lines(standing(Offer.objects.filter(city=city)), city, reader),
        priorities=priority_lines(city, reader),
        mailboxes=mailbox_lines(city, reader),
    )


def all_offers(city: City, reader: str) -> tuple[OfferLine, ...]:
    """Return a city's offers, those that are not made today among them."""
    found = Offer.objects.filter(city=city).order_by("-written_at")[:_OFFERS_SHOWN]
    return offer_lines(Offer.objects.filter(pk__in=[one.pk for one in found]), city, reader)


def mailbox_lines(city: City, reader: str) -> tuple[MailboxLine, ...]:
    return tuple(mailbox_line(one, reader) for one in mailboxes_of(city))


def writing_page(
    city: City, part: str, code: str, reader: str, *, preview: str | None = None, theirs: str = ""
) -> WritingPage:
    """Return what stands around a text while it is written."""
    written_in = language_of(code)
    texts = last_texts(city)
    now = texts.get((part, code))
    return WritingPage(
        kept=kept(city, reader),
        title=str(wording.PARTS[part]),
        language=written_in,
        language_name=written_in.name_in(reader),
        history_url=reverse("network:keep-history", args=[city.slug, part, code]),
        others=tuple(
            cell for cell in _cells(city, part, texts, reader) if cell.language != written_in
        ),
        preview=None if preview is None else to_html(preview, direction=written_in.direction),
        theirs=theirs,
        is_hidden=now is not None and now.hidden_at is not None,
    )


def past_text(text: CityText, slug: str, reader: str, by: str) -> PastText:
    """Return a line of the history, worded in the language ``reader``; ``by``: who wrote it."""
    place = [slug, text.part, text.language, text.number]
    return PastText(
        number=number(text.number, reader),
        day=day(text.written_at.date(), reader),
        by=by,
        url=reverse("network:keep-revision", args=place),
        is_withdrawal=not text.text,
        is_hidden=text.hidden_at is not None,
    )


def in_languages(
    city: City, current: str, written: Iterable[str], reader: str
) -> tuple[InLanguage, ...]:
    """Return the languages in which the words of a form may be, each with its address."""
    there = set(written)
    return tuple(
        InLanguage(
            language=language_of(code),
            name=language_of(code).name_in(reader),
            url=f"?in={code}",
            is_current=code == current,
            is_written=code in there,
        )
        for code in languages_of(city)
    )


def _cells(
    city: City, part: str, texts: dict[tuple[str, str], CityText], reader: str
) -> tuple[TextCell, ...]:
    def cell(code: str) -> TextCell:
        text = texts.get((part, code))
        return TextCell(
            language=language_of(code),
            name=language_of(code).name_in(reader),
            url=reverse("network:keep-text", args=[city.slug, part, code]),
            as_of=day(text.written_at.date(), reader) if text else "",
            is_hidden=text is not None and text.hidden_at is not None,
        )

    return tuple(cell(code) for code in languages_of(city))
