"""How the directory of cities is narrowed: by what, to how many, and what to loosen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import UnknownLanguage
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.commons.translation.reading import number, sort_key
from hamshahr.domains.experiences.by_city import telling, telling_of
from hamshahr.domains.network.models import City, Offer
from hamshahr.domains.network.own_words.offering import languages_offered, naming, offering
from hamshahr.domains.network.own_words.wording import OFFER_KINDS
from hamshahr.domains.network.queries import (
    countries_of_cities,
    country_name,
    directory,
    region_names,
)
from hamshahr.domains.topics.queries import ThemeView, themes
from hamshahr.faces.site.directory_asked import DirectoryAsked
from hamshahr.faces.site.regions import Loosened, Option, OptionGroup
from hamshahr.kernel.folding import printable


class Choices(NamedTuple):
    """What can be chosen: labels by value, in a reader's order. Topics stand under their themes."""

    regions: Mapping[str, str]
    countries: Mapping[str, str]
    offers: Mapping[str, str]
    languages: Mapping[str, str]
    themes: Sequence[ThemeView]

    @property
    def topics(self) -> Mapping[str, str]:
        of_themes = {theme.code: theme.label for theme in self.themes}
        return of_themes | {one.code: one.label for theme in self.themes for one in theme.topics}


def choices(asked: DirectoryAsked, language: str, *, by: User | None) -> Choices:
    """Return what the directory can be narrowed by, worded in ``language``.

    A language that was asked for stands there though nobody offers anything in it today.
    """

    def in_order(named: Mapping[str, str]) -> dict[str, str]:
        return dict(sorted(named.items(), key=lambda pair: sort_key(pair[1], language)))

    return Choices(
        regions=region_names(language),
        countries=in_order(
            {code: country_name(code, language) for code in countries_of_cities(by=by)}
        ),
        offers={kind: str(label) for kind, label in OFFER_KINDS.items()},
        languages=in_order(
            {
                code: language_of(code).name_in(language)
                for code in {*languages_offered(), *filter(_is_language, asked.languages)}
            }
        ),
        themes=themes(language, by=by),
    )


def problem_of(asked: DirectoryAsked, there: Choices) -> str:
    """Return what is wrong with an address that names what there is not; else an empty text."""
    for values, known in ((asked.regions, there.regions), (asked.countries, there.countries)):
        for value in values:
            if value not in known:
                return _("There is no city in “%(value)s”.") % {"value": printable(value)[:60]}
    for values, known in (
        (asked.topics, there.topics),
        (asked.offers, there.offers),
        (asked.languages, there.languages),
    ):
        for value in values:
            if value not in known:
                text = _("“%(value)s” is nothing by which cities are told apart here.")
                return text % {"value": printable(value)[:60]}
    return ""


def narrowed(
    asked: DirectoryAsked, there: Choices, language: str, *, by: User | None
) -> QuerySet[City]:
    """Return the cities that fit all that an address asks, in the order of their readers."""
    found = directory(asked.filter, language, by=by)
    if asked.telling_only:
        found = telling(found, by=by)
    if asked.topics:
        topics = _with_narrower(asked.topics, there)
        found = found.filter(telling_of(topics, by=by) | naming(topics))
    if asked.offers or asked.languages:
        found = offering(found, kinds=asked.offers, languages=asked.languages)
    return found


def options(
    asked: DirectoryAsked, there: Choices, language: str, *, by: User | None
) -> dict[str, list[Option]]:
    """Return the choices that are counted: each with how many cities it would leave.

    One statement for regions, one for countries, one for the kinds of offers.
    """

    def left(without: DirectoryAsked) -> QuerySet[City]:
        return narrowed(without, there, language, by=by).order_by()

    regions = left(replace(asked, regions=())).values_list("region_id").annotate(Count("pk"))
    countries = left(replace(asked, countries=())).values_list("country").annotate(Count("pk"))
    making = left(replace(asked, offers=()))
    kinds = {
        kind: Count("pk", filter=Q(pk__in=offering(making, kinds=[kind]).values("pk")))
        for kind in Offer.Kind.values
    }
    return {
        "regions": _counted(there.regions, dict(regions), asked.regions, language),
        "countries": _counted(there.countries, dict(countries), asked.countries, language),
        "offers": _counted(there.offers, making.aggregate(**kinds), asked.offers, language),
    }


def topic_options(asked: DirectoryAsked, there: Choices) -> list[OptionGroup]:
    """Return the topics to choose from, those of each theme together."""

    def option(code: str, label: str) -> Option:
        return Option(code, label, code in asked.topics)

    return [
        OptionGroup(
            theme.label,
            [
                option(theme.code, theme.label),
                *(option(one.code, one.label) for one in theme.topics),
            ],
        )
        for theme in there.themes
    ]


def loosened(
    asked: DirectoryAsked, there: Choices, language: str, *, by: User | None
) -> list[Loosened]:
    """Return, for a list that is empty, how many cities are left without each of what was asked."""
    found = [
        Loosened(
            label=label,
            url=without.url(),
            cities=number(narrowed(without, there, language, by=by).count(), language),
        )
        for label, without in _without_each(asked, there)
    ]
    return found if len(found) > 1 else []


def _without_each(asked: DirectoryAsked, there: Choices) -> Iterator[tuple[str, DirectoryAsked]]:
    first = replace(asked, page=1)
    if asked.name:
        yield asked.name, replace(first, name="")
    if asked.regions:
        yield _named(asked.regions, there.regions), replace(first, regions=())
    if asked.countries:
        yield _named(asked.countries, there.countries), replace(first, countries=())
    if asked.topics:
        yield _named(asked.topics, there.topics), replace(first, topics=())
    if asked.offers:
        yield _named(asked.offers, there.offers), replace(first, offers=())
    if asked.languages:
        yield _named(asked.languages, there.languages), replace(first, languages=())
    if asked.members_only:
        yield _("Members"), replace(first, members_only=False)
    if asked.telling_only:
        yield _("With experiences"), replace(first, telling_only=False)


def _named(values: Sequence[str], labels: Mapping[str, str]) -> str:
    return _(", ").join(labels.get(value, value) for value in values)


def _is_language(code: str) -> bool:
    try:
        language_of(code)
    except UnknownLanguage:
        return False
    return True


def _with_narrower(codes: Sequence[str], there: Choices) -> list[str]:
    """Return topics with those that stand under them: who looks for a theme looks for all of it."""
    under = {theme.code: [one.code for one in theme.topics] for theme in there.themes}
    return [each for code in codes for each in (code, *under.get(code, ()))]


def _counted(
    labels: Mapping[str, str], counts: Mapping[str, int], chosen: Sequence[str], language: str
) -> list[Option]:
    """Return options with their counts; one that would leave none stays only where it is chosen."""
    return [
        Option(
            value,
            _("%(label)s (%(count)s)")
            % {"label": label, "count": number(counts.get(value, 0), language)},
            value in chosen,
        )
        for value, label in labels.items()
        if counts.get(value) or value in chosen
    ]
