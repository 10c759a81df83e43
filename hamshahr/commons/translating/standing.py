"""How things stand in each language: counted again for whatever has changed, in one statement."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import connection

from hamshahr.commons.translating.models import Standing
from hamshahr.commons.translating.targets import target_languages

_COUNT = """
INSERT INTO translating_standing AS standing
    (object_type, object_id, language, owner, rank, texts, stale, refused, unchecked, missing,
     since)
SELECT object_type, object_id, language, owner,
       CASE WHEN stale > 0 THEN %(stale)s WHEN refused > 0 THEN %(refused)s
            WHEN unchecked > 0 THEN %(drafted)s WHEN missing > 0 THEN %(missing)s
            ELSE %(done)s END,
       texts, stale, refused, unchecked, missing, since
FROM (
    SELECT text.object_type, text.object_id, wanted.language,
           (array_agg(text.owner))[1] AS owner,
           count(*) AS texts,
           count(*) FILTER (WHERE done.stale_since IS NOT NULL AND done.origin = 'hand') AS stale,
           count(*) FILTER (WHERE done.id IS NULL AND draft.refused_for <> '') AS refused,
           count(*) FILTER (WHERE done.id IS NOT NULL AND done.checked_at IS NULL
                            AND (done.stale_since IS NULL OR done.origin = 'machine'))
               AS unchecked,
           count(*) FILTER (WHERE done.id IS NULL AND coalesce(draft.refused_for, '') = '')
               AS missing,
           max(text.changed_at) AS since
    FROM translating_sourcetext AS text
    CROSS JOIN unnest(%(languages)s::text[]) AS wanted (language)
    LEFT JOIN translating_fieldtranslation AS done
      ON done.source_id = text.id AND done.language = wanted.language
    LEFT JOIN translating_machinedraft AS draft
      ON draft.source_id = text.id AND draft.language = wanted.language
     AND draft.source_digest = text.digest
    WHERE text.object_type = %(kind)s AND text.object_id = ANY(%(ids)s::uuid[])
      AND text.is_public AND text.language <> wanted.language
    GROUP BY text.object_type, text.object_id, wanted.language
) AS counted
ON CONFLICT (object_type, object_id, language) DO UPDATE SET
    owner = excluded.owner, rank = excluded.rank, texts = excluded.texts,
    stale = excluded.stale, refused = excluded.refused, unchecked = excluded.unchecked,
    missing = excluded.missing, since = excluded.since
"""

_DROP = """
DELETE FROM translating_standing AS standing
WHERE object_type = %(kind)s AND object_id = ANY(%(ids)s::uuid[]) AND NOT EXISTS (
    SELECT FROM translating_sourcetext AS text
    WHERE text.object_type = standing.object_type AND text.object_id = standing.object_id
      AND text.is_public AND text.language <> standing.language)
"""


def bring_up_to_date(kind: str, ids: Collection[UUID]) -> None:
    """Count anew how these things stand in every language; two statements, however many."""
    rank = Standing.Rank
    said: dict[str, Any] = {
        "kind": kind,
        "ids": list(ids),
        "languages": target_languages(),
        "stale": rank.STALE,
        "refused": rank.REFUSED,
        "drafted": rank.DRAFTED,
        "missing": rank.MISSING,
        "done": rank.DONE,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, said)
        cursor.execute(_DROP, said)
