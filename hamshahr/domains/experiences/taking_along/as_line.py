"""An experience as a line of an import file: what one instance writes, another reads.

The form is the one of ``importing/line.py`` and its JSON Schema. Beside it stand a few names that
an import leaves alone: where it was taken from and when, what a reviewer said of its evidence, its
whole content by the paths of the form, and its translations with their marks.
"""

from typing import Any

from hamshahr.commons.translating.shown import Mark, Translated, translated_everywhere
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.models import Experience, Result, Source
from hamshahr.domains.experiences.publishing.projecting import content_of
from hamshahr.domains.experiences.taking_along.record import Record
from hamshahr.domains.network.models import City


def line_of(record: Record) -> dict[str, Any]:
    """Return the experience in the form that ``hamshahr import-experiences`` reads.

    Years are those of the Gregorian calendar, codes are as the glossary has them. ``None`` and
    empty texts say "not known".
    """
    case = record.experience
    return {
        "id": case.code,
        **_place(case),
        **{name: getattr(case, name) for name in _AS_KEPT},
        "topics": record.topics,
        "transfer_conditions": case.conditions,
        "results": [_result(result) for result in case.results.all()],
        "sources": [_source(source) for source in case.sources.all()],
        "evidence_level": case.evidence_level,
        "provenance": case.provenance,
        "state": case.state,
        "confirmed_on": case.confirmed_on.isoformat() if case.confirmed_on else None,
        "identifier": case.pk.urn,
        "published_at": case.published_at.isoformat() if case.published_at else None,
        "changed_at": case.changed_at.isoformat(),
        "url": record.address,
        "revision": case.revision.number if case.revision else None,
        "content": content_of(case).public().values,
        "translations": translations_of(record),
    }


def translations_of(record: Record) -> dict[str, dict[str, Any]]:
    """Return what is translated, by language and by path of the content, with its marks."""
    return {
        language: {path: _translation(one) for path, one in sorted(told.items())}
        for language, told in sorted(translated_everywhere(KIND, record.experience.pk).items())
    }


def _translation(one: Translated) -> dict[str, Any]:
    """``origin`` is ``machine`` or ``hand``, ``checked_by`` who answers for it, if anybody does."""
    return {
        "text": one.text,
        "mark": str(one.mark),
        "machine": one.machine_name or None,
        "checked_by": one.by if one.mark is Mark.CHECKED else None,
        "translated_by": one.by or None,
        "at": one.at.isoformat(),
        "is_stale": one.mark is Mark.STALE,
    }


_AS_KEPT = (
    "title", "title_en", "language", "status", "start_year", "end_year", "true_as_of_year",
    "summary", "problem", "approach", "lessons", "cost", "partners", "sdgs", "licence",
    "rights_holder",
)  # fmt: skip


def _place(case: Experience) -> dict[str, Any]:
    """Name the city so that an import finds the same one.

    A GeoNames id names a city; an area that shares one with its city is found by its name alone.
    """
    city = case.city
    number = city.geonames_id if city.kind == City.Kind.CITY else None
    return {"city": city.name, "country_iso2": city.country, "geonames_id": number}


def _result(result: Result) -> dict[str, Any]:
    source = result.source
    return {
        "indicator": result.indicator,
        "value": result.value,
        "before": result.before,
        "after": result.after,
        "unit": result.unit,
        "year": result.year,
        "target": result.is_target,
        "source": None if source is None else source.position,
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "title": source.title,
        "url": source.url,
        "publisher": source.publisher,
        "year": source.year,
    }
