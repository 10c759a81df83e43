"""The page of a city, put together."""

from dataclasses import replace
from urllib.parse import urlsplit

from django.urls import reverse

from hamshahr.commons.accounts.models import User
from hamshahr.commons.moderation.addresses import report_url
from hamshahr.design.maps.projection import spot
from hamshahr.design.maps.window import Locator, locator
from hamshahr.domains.network import queries, wording
from hamshahr.domains.network.addresses import city_url
from hamshahr.domains.network.city_facts import city_facts, local_names
from hamshahr.domains.network.models import City
from hamshahr.domains.network.own_words.telling import own_words
from hamshahr.domains.network.regions import CityLink, CityPage, MemberLine
from hamshahr.domains.network.reported import KIND
from hamshahr.kernel.panels import shown_on


def city_page(slug: str, language: str, *, by: User | None) -> CityPage | None:
    """Return all that the page of a city shows, worded in ``language``.

    ``None`` alike where it is not there or not for ``by``. Later domains add to it as panels of the
    page ``city``.
    """
    city = queries.get_for(slug, by=by)
    if city is None:
        return None
    page = CityPage(
        city=city,
        code=city.slug,
        name=city.name_in(language),
        kind="" if city.kind == City.Kind.CITY else wording.kind(city),
        country=queries.country_name(city.country, language),
        region=queries.region_names(language).get(city.region_id, city.region_id),
        region_url=reverse("network:region", args=[city.region_id]),
        local_names=local_names(city),
        facts=city_facts(city, language),
        member=_member(city, language),
        locator=_locator(city),
        report_url=report_url(KIND, city.slug),
        namesakes=tuple(
            CityLink(other.name_in(language), city_url(other.slug), told_apart(other, language))
            for other in queries.namesakes(city, by=by)
        ),
        own=own_words(city, language),
    )
    return replace(page, panels=shown_on("city", page, language, by=by))


def told_apart(city: City, language: str) -> str:
    """Return what tells a city from another of its name in its country: its kind, its place."""
    if city.kind != City.Kind.CITY:
        return wording.kind(city)
    if city.latitude is None or city.longitude is None:
        return city.slug
    return wording.coordinates(city.latitude, city.longitude, language)


def _locator(city: City) -> Locator | None:
    if city.latitude is None or city.longitude is None:
        return None
    return locator(spot(city.longitude, city.latitude))


def _member(city: City, language: str) -> MemberLine | None:
    membership = getattr(city, "membership", None)
    if membership is None:
        return None
    claim = wording.membership(membership, language)
    if membership.since is not None:  # the association's own word, which needs no source
        return MemberLine(claim=claim)
    return MemberLine(
        claim=claim,
        source=urlsplit(membership.source_url).hostname or membership.source,
        url=membership.source_url,
        year=membership.seen_year,
        note=membership.note,
    )
