"""What experiences plug into the commons, and into the pages of earlier domains."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.own_data.parts import (
    PersonalData,
    Row,
    register_personal_data,
    rows_of,
)
from hamshahr.commons.search.indexing.words import Tally, index_words
from hamshahr.commons.search.registry import DocumentText, Searchable, register_searchable
from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES
from hamshahr.domains.experiences import deeds
from hamshahr.domains.experiences.models import (
    Ask,
    Experience,
    Retirement,
    Revision,
    SheetImport,
    SheetMapping,
)
from hamshahr.domains.experiences.permissions import visible_to
from hamshahr.domains.network.merging.following import FollowsCity, register_follows_city
from hamshahr.domains.network.models import City
from hamshahr.domains.network.queries import country_name

KIND = "experience"
_BATCH = 250  # experiences of a city that are worded at once

# How much the meaning of each part counts, chosen on bench/judgments/tuning.jsonl
WEIGHTS = {
    "title": 0.4,
    "bridge": 0.7,
    "opening": 1.0,
    "problem": 0.7,
    "approach": 0.7,
    "lessons": 0.6,
    "conditions": 0.6,
}


def _documents(ids: Sequence[UUID]) -> Iterator[DocumentText]:
    experiences = (
        visible_to(None)
        .filter(pk__in=ids)
        .select_related("city")
        .prefetch_related("topic_links", "results")
    )
    yield from map(_document, experiences)


def _document(experience: Experience) -> DocumentText:
    parts = {
        "summary": experience.summary,
        "problem": experience.problem,
        "approach": experience.approach,
        "results": "; ".join(result.indicator for result in experience.results.all()),
        "lessons": experience.lessons,
        "conditions": experience.conditions,
    }
    city = experience.city
    return DocumentText(
        object_id=experience.pk,
        code=experience.code,
        language=experience.language,
        owner=str(city.pk),
        title=experience.title,
        bridge=experience.title_en,
        since=experience.published_at or experience.changed_at,
        parts={name: text for name, text in parts.items() if text},
        names=[
            city.name,
            *city.names.values(),
            *(country_name(city.country, language) for language in INTERFACE_LANGUAGES),
        ],
        facets=list(_facets(experience)),
        year=fresh_year(experience),
        evidence=experience.evidence_level,
    )


def _facets(experience: Experience) -> Iterator[tuple[str, str]]:
    for link in experience.topic_links.all():
        yield "topic", link.topic_id
    yield "region", experience.city.region_id
    yield "country", experience.city.country
    yield "city", experience.city.slug
    yield "language", experience.language
    if experience.start_year is not None:
        yield "period", period(experience.start_year)
    yield "status", experience.status
    for goal in experience.sdgs:
        yield "sdg", str(goal)


def fresh_year(experience: Experience) -> int | None:
    """Return the year that counts for how recent a case is: when its city last said that it is so.

    ``None`` where the city left unanswered whether it is still so.
    """
    if experience.unanswered_since is not None:
        return None
    confirmed = experience.confirmed_on.year if experience.confirmed_on else None
    return max(filter(None, (confirmed, experience.true_as_of_year)), default=None)


def period(year: int) -> str:
    """Return the decade a year lies in, as the facet's value: ``2010`` for 2014."""
    return str(year - year % 10)


def _all_ids() -> Iterable[UUID]:
    return visible_to(None).order_by("pk").values_list("pk", flat=True).iterator()


def _asks(person: User) -> Iterator[Row]:
    """Asks need no account: they are hers by the address that she gave."""
    found = Ask.objects.filter(email__iexact=person.email).order_by("pk")
    yield from found.values(
        "kind", "experience__code", "name", "role", "message", "made_at", "answered_at"
    )


def _retirements(person: User) -> Iterator[Row]:
    found = Retirement.objects.filter(Q(retired_by=person) | Q(brought_back_by=person))
    yield from found.order_by("pk").values(
        "experience__code", "reason", "retired_at", "brought_back_at"
    )


def _move(gone: City, kept: City) -> None:
    Experience.objects.filter(city=gone).update(city=kept)
    _index_of_city(kept)


def _index_of_city(city: City) -> None:
    """Have search find the experiences of a city under its names, and by its address."""
    ids = iter(Experience.objects.filter(city=city).order_by("pk").values_list("pk", flat=True))
    tally = Tally()
    while some := list(itertools.islice(ids, _BATCH)):
        index_words(kind=KIND, ids=some, tally=tally)
    tally.write()


def _register_retirements() -> None:
    register_personal_data(
        PersonalData(
            "revisions",
            gettext_lazy("Revisions of experiences that you published or confirmed"),
            rows_of(Revision, "published_by", "experience__code", "number", "published_at"),
            covers=("experiences.Revision.published_by",),
        )
    )
    register_personal_data(
        PersonalData(
            "retirements",
            gettext_lazy("Experiences that you retired or brought back"),
            _retirements,
            covers=(
                "experiences.Retirement.retired_by",
                "experiences.Retirement.brought_back_by",
            ),
        )
    )


def _register_sheets() -> None:
    register_personal_data(
        PersonalData(
            "sheets",
            gettext_lazy("Sheets that you sent to be imported"),
            rows_of(SheetImport, "kept_by", "name", "kept_at", "state", "total"),
            covers=("experiences.SheetImport.kept_by",),
        )
    )
    register_personal_data(
        PersonalData(
            "sheet-mappings",
            gettext_lazy("What you said the columns of sheets mean"),
            rows_of(SheetMapping, "kept_by", "name", "kept_at"),
            covers=("experiences.SheetMapping.kept_by",),
        )
    )


def register() -> None:
    deeds.declare()
    register_personal_data(
        PersonalData(
            "asks",
            gettext_lazy("What you asked for as a reader"),
            _asks,
            covers=("experiences.Ask.email",),
        )
    )
    _register_sheets()
    _register_retirements()
    # They read KIND, which stands here
    from hamshahr.domains.experiences import (
        broken_links,
        holding,
        panels,
        reported,
        translatable,
    )

    panels.register()
    reported.register()
    translatable.register()
    broken_links.register_links()
    holding.register_files()
    register_follows_city(
        FollowsCity(
            "experiences",
            gettext_lazy("Experiences"),
            ("experiences.Experience.city", "search.SearchDocument.owner"),
            lambda city: Experience.objects.filter(city=city).count(),
            _move,
            _index_of_city,
        )
    )
    register_searchable(
        Searchable(
            kind=KIND,
            weights=WEIGHTS,
            documents=_documents,
            all_ids=_all_ids,
            themes=("topic",),
        )
    )
