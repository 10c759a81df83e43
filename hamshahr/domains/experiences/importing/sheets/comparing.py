"""What an import would change in an experience, and which experiences look like the same."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from hamshahr.domains.experiences.importing.line import ExperienceLine, ResultEntry, SourceEntry
from hamshahr.domains.experiences.importing.places import Places
from hamshahr.domains.experiences.importing.writing import Terms, said_by
from hamshahr.domains.experiences.models import Experience, Result, Source

_SHOWN = 300  # characters of a text before and after
# Of 0 to 1 (pg_trgm). On the starter library no two cases of one city are as alike as that.
_ALIKE = 0.45
_MOST_ALIKE = 3
_DIFFERENTLY_CALLED = {"conditions": "transfer_conditions"}
_FOLLOWS_FROM_OTHERS = {"is_measured"}

Change = tuple[str, str, str]  # field, before, after


def changes(
    experience: Experience, entry: ExperienceLine, places: Places, terms: Terms
) -> list[Change]:
    """Return what an import of ``entry`` would change in an experience that carries its parts."""
    pairs: dict[str, tuple[object, object]] = {
        _DIFFERENTLY_CALLED.get(name, name): (getattr(experience, name), value)
        for name, value in said_by(entry).items()
        if name not in _FOLLOWS_FROM_OTHERS
    }
    facts = places.facts_of(entry)
    if facts.geonames_id != experience.city.geonames_id:
        pairs["city"] = (experience.city.name, facts.name)
    pairs["topics"] = (
        [link.topic_id for link in experience.topic_links.all()],
        places.topics(entry),
    )
    pairs["results"] = (_results(experience.results.all()), _results(entry.results))
    pairs["sources"] = (_sources(experience.sources.all()), _sources(entry.sources))
    pairs["licence"] = (experience.licence, terms.licence_of(entry, experience))
    pairs["rights_holder"] = (
        experience.rights_holder,
        terms.rights_holder_of(entry, experience),
    )
    return [
        (name, _shown(before), _shown(after))
        for name, (before, after) in pairs.items()
        if (before or None) != (after or None)
    ]


def with_parts(codes: Sequence[str]) -> dict[str, Experience]:
    """Return the experiences of these codes with all that ``changes`` reads, by code."""
    found = (
        Experience.objects.filter(code__in=codes)
        .select_related("city")
        .prefetch_related("topic_links", "results", "sources")
    )
    return {each.code: each for each in found}


def look_alikes(asked: Mapping[int, tuple[UUID, str]]) -> dict[int, list[tuple[str, str]]]:
    """Return, by number, code and title of experiences of the same city with a similar title.

    ``asked`` gives city and title by number; one statement for all of them.
    """
    if not asked:
        return {}
    cities, titles = zip(*asked.values(), strict=True)
    found: dict[int, list[tuple[str, str]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_LOOK_ALIKES, [list(asked), list(cities), list(titles), _ALIKE, _MOST_ALIKE])
        for number, code, title in cursor.fetchall():
            found.setdefault(number, []).append((code, title))
    return found


_LOOK_ALIKES = """
SELECT asked.number, alike.code, alike.title
FROM unnest(%s::int[], %s::uuid[], %s::text[]) AS asked (number, city, title)
CROSS JOIN LATERAL (
    SELECT * FROM (
        SELECT code, title, greatest(
            similarity(lower(title), lower(asked.title)),
            similarity(lower(title_en), lower(asked.title))
        ) AS likeness
        FROM experiences_experience
        WHERE city_id = asked.city AND hidden_at IS NULL
    ) AS of_the_city
    WHERE likeness >= %s
    ORDER BY likeness DESC, code
    LIMIT %s
) AS alike
ORDER BY asked.number, alike.likeness DESC
"""


def _results(results: Iterable[Result | ResultEntry]) -> list[str]:
    told = []
    for each in results:
        value = each.value or " → ".join(part for part in (each.before, each.after) if part)
        year = f"({each.year})" if each.year else ""
        told.append(
            " ".join(part for part in (f"{each.indicator}:", value, each.unit, year) if part)
        )
    return told


def _sources(sources: Iterable[Source | SourceEntry]) -> list[str]:
    return [" ".join(part for part in (each.title, each.url) if part) for each in sources]


def _shown(value: Any) -> str:
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return f"{text[:_SHOWN]}…" if len(text) > _SHOWN else text
