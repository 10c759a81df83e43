"""Sources that can no longer be reached: what is checked, what is said, and who is told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Count, Min, QuerySet
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.links.models import LinkPlace, Unreachable
from hamshahr.commons.links.queries import broken_places, last_check
from hamshahr.commons.links.registry import Held, LinkHolder, register_link_holder
from hamshahr.commons.translation import reading
from hamshahr.domains.experiences.content.fields import GroupSpec, Kind
from hamshahr.domains.experiences.content.form import parts
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.heads import heads
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.models import Source
from hamshahr.domains.experiences.permissions import visible_to
from hamshahr.domains.experiences.regions import ExperienceHead
from hamshahr.domains.network.models import City
from hamshahr.kernel.written import web_addresses

ROWS = 50


@dataclass(frozen=True)
class BrokenLink:
    """An address that is not reachable, and the experience that it stands in."""

    url: str
    trouble: str
    head: ExperienceHead


@dataclass(frozen=True)
class BrokenLinks:
    """A page of them. ``checked``: on which day a link was checked last; empty: none ever was."""

    rows: tuple[BrokenLink, ...]
    page: Page[LinkPlace]
    is_checked: bool  # whether this instance checks links at all
    checked: str


def register_links() -> None:
    """Have the sources of experiences checked."""
    register_link_holder(LinkHolder(KIND, all_ids=_all_ids, links_of=_links_of))


def not_reachable(broken: Unreachable, language: str) -> str:
    """Return the sentence that stands beside a broken link."""
    return _("not reachable since %(since)s (checked %(checked)s)") % {
        "since": reading.day(broken.since, language),
        "checked": reading.day(broken.checked_at, language),
    }


def broken_links(
    language: str, *, by: User | None, city: City | None = None, number: int = 1
) -> BrokenLinks:
    """Return a page of the broken links in what ``by`` may see, of one city or of all.

    Raises ``django.core.paginator.EmptyPage``.
    """
    page = Paginator(_places(by, city), ROWS).page(number)
    introduced = heads([place.object_id for place in page.object_list], language, by=by)
    last = last_check()
    return BrokenLinks(
        rows=tuple(
            BrokenLink(
                place.link.url,
                not_reachable(place.link.unreachable, language),
                introduced[place.object_id],
            )
            for place in page.object_list
            if place.object_id in introduced
        ),
        page=page,
        is_checked=settings.CHECK_LINKS,
        checked=reading.day(last, language) if last else "",
    )


def count_broken(*, by: User | None, city: City | None = None) -> tuple[int, datetime | None]:
    """Return how many there are, and since when the oldest; each address once a place."""
    told = (
        _places(by, city)
        .order_by()
        .aggregate(count=Count("pk"), since=Min("link__unreachable__since"))
    )
    return told["count"], told["since"]


def _places(by: User | None, city: City | None) -> QuerySet[LinkPlace]:
    seen = visible_to(by) if city is None else visible_to(by).filter(city=city)
    return broken_places(KIND).filter(object_id__in=seen.order_by().values("pk"))


def _all_ids() -> Iterator[UUID]:
    yield from visible_to(None).order_by("pk").values_list("pk", flat=True).iterator()


def _links_of(ids: Sequence[UUID]) -> Iterator[Held]:
    urls: dict[UUID, set[str]] = {}
    sources = Source.objects.filter(experience_id__in=ids).exclude(url="")
    for experience, url in sources.values_list("experience_id", "url"):
        urls.setdefault(experience, set()).add(url)
    seen = visible_to(None).filter(pk__in=ids).order_by()
    for experience, city, told in seen.values_list("pk", "city_id", "revision__content"):
        found = urls.get(experience, set()) | _told(Content(told or {}))
        yield Held(experience, str(city), frozenset(found))


def _told(content: Content) -> set[str]:
    """Return the addresses in what a city told: sources, awards, links, and links in its prose."""
    groups = (part for part in parts() if isinstance(part, GroupSpec))
    keys = (
        (group, field.key) for group in groups for field in group.fields if field.kind == Kind.URL
    )
    typed = {
        item.text(key) for group, key in keys for item in content.items(group.key) if item.text(key)
    }
    return typed.union(*(web_addresses(text) for _path, text in content.prose()))
