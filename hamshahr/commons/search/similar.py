"""What is like a thing that is there: the nearest documents of other owners."""

from uuid import UUID

from django.db import connection

from hamshahr.commons.search.retrieval.nearest import nearness_sql

# Enough neighbours to find a few distinct owners among them.
_NEIGHBOURS = 40


def nearest_of_other_owners(kind: str, object_id: UUID, *, limit: int) -> list[UUID]:
    """Return ids of the things nearest in meaning, one of each other owner, nearest first.

    Empty while the thing itself was not read for meaning yet.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HERE, [kind, object_id])
        here = cursor.fetchone()
        if here is None:
            return []
        version, vector, dimensions, owner = here
        nearness = nearness_sql(dimensions)
        cursor.execute(
            f"""
            SELECT other.object_id, other.owner
            FROM search_documentvector AS place
            JOIN search_searchdocument AS other ON other.id = place.document_id
            WHERE place.version_id = {int(version)} AND other.kind = %s AND other.owner <> %s
            ORDER BY {nearness}
            LIMIT {_NEIGHBOURS}
            """,
            [kind, owner, vector],
        )
        rows = cursor.fetchall()
    first_of_owner: dict[str, UUID] = {}
    for other, of in rows:
        first_of_owner.setdefault(of, other)
    return list(first_of_owner.values())[:limit]


# Read first: the index finds what is nearest to a vector that is given, not to one that is joined
_HERE = """
    SELECT place.version_id, place.vector::text, vector_dims(place.vector::vector), document.owner
    FROM search_searchdocument AS document
    JOIN search_documentvector AS place ON place.document_id = document.id
    JOIN search_indexversion AS version
      ON version.id = place.version_id AND version.state = 'live'
    WHERE document.kind = %s AND document.object_id = %s
"""
