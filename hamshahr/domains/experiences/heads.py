"""How experiences are introduced in lists: two statements for any number of them.

Written in SQL, for it stands on every page: Django's own composing of the same questions costs
more than all else that a list of ten does.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.urls import reverse

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translating.marks import shown_mark
from hamshahr.commons.translating.shown import Translated, translated_heads
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.domains.experiences import wording
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.permissions import readable_where, visible_where
from hamshahr.domains.experiences.regions import ExperienceHead, TopicTag, TranslatedTitle
from hamshahr.domains.network.addresses import city_url
from hamshahr.domains.network.queries import country_name
from hamshahr.domains.topics.addresses import topic_url


class _Row(NamedTuple):
    """What a list shows of a case; its prose stays in the database."""

    pk: UUID
    code: str
    title: str
    title_en: str
    language: str
    status: str
    start_year: int | None
    end_year: int | None
    true_as_of_year: int | None
    evidence_level: int | None
    confirmed_on: date | None
    unanswered_since: date | None
    retired_at: datetime | None
    city: str
    city_slug: str
    country: str
    topics: list[tuple[str, str]]  # code and label, in the case's order


_SELECT = """
    SELECT experience.id, experience.code, experience.title, experience.title_en,
           experience.language, experience.status, experience.start_year, experience.end_year,
           experience.true_as_of_year, experience.evidence_level,
           experience.confirmed_on, experience.unanswered_since, experience.retired_at,
           coalesce(city.names ->> %(language)s, city.name), city.slug, city.country,
           coalesce((
               SELECT json_agg(json_build_array(link.topic_id, coalesce(own.text, english.text))
                               ORDER BY link.position)
               FROM experiences_experiencetopic AS link
               LEFT JOIN topics_topiclabel AS own
                 ON own.topic_id = link.topic_id AND own.kind = 'preferred'
                AND own.language = %(language)s
               LEFT JOIN topics_topiclabel AS english
                 ON english.topic_id = link.topic_id AND english.kind = 'preferred'
                AND english.language = 'en'
               WHERE link.experience_id = experience.id
           ), '[]')
    FROM experiences_experience AS experience
    JOIN network_city AS city ON city.id = experience.city_id
    WHERE experience.id = ANY(%(ids)s) AND """


def heads(
    ids: Sequence[UUID],
    language: str,
    *,
    by: User | None = None,
    retired: UUID | None = None,
) -> dict[UUID, ExperienceHead]:
    """Return the heads of those of ``ids`` that ``by`` may see, worded in ``language``.

    Titles are given in ``language`` where a translation is known: one statement more. ``retired``
    is the one that is read at its own address, and is introduced though no list shows it.
    """
    seen = visible_where(by)
    if retired is not None:
        seen = f"({seen} OR experience.id = %(retired)s AND {readable_where(by)})"
    with connection.cursor() as cursor:
        asked = {"language": language, "ids": list(ids), "retired": retired}
        cursor.execute(_SELECT + seen, asked)
        rows = {row[0]: _Row(*row) for row in cursor.fetchall()}
    others = [pk for pk, row in rows.items() if row.language != language]
    titles = translated_heads(KIND, others, language) if others else {}
    return {pk: _head(row, language, titles.get(pk, {}).get("title")) for pk, row in rows.items()}


def _head(row: _Row, language: str, title: Translated | None) -> ExperienceHead:
    written_in = language_of(row.language)
    return ExperienceHead(
        code=row.code,
        url=reverse("experiences:experience", args=[row.code]),
        title=row.title,
        language=written_in,
        language_name=written_in.name_in(language),
        title_en=row.title_en,
        city=row.city,
        country=country_name(row.country, language),
        city_slug=row.city_slug,
        city_url=city_url(row.city_slug),
        topics=tuple(TopicTag(label or code, topic_url(code)) for code, label in row.topics),
        period=wording.period(row, language),
        status=wording.status(row.status),
        true_as_of=wording.true_as_of(row, language),
        is_stale=wording.is_stale(row),
        evidence=wording.evidence(row, language),
        confirmed=wording.confirmed(row.confirmed_on, language),
        retired=wording.retired(row.retired_at, language),
        unanswered=wording.unanswered(row.unanswered_since, language),
        translated=None if title is None else _translated(title),
    )


def _translated(title: Translated) -> TranslatedTitle:
    mark = shown_mark(title)
    return TranslatedTitle(title.text, title.language, mark.kind, mark.short, mark.sentence, title)
