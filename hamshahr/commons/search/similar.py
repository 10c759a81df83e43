"""What is like a thing that is there: the nearest documents of other owners."""

from uuid import UUID

from django.db import connection

# Enough neighbours to find a few distinct owners among them.
_NEIGHBOURS = 40


def nearest_of_other_owners(kind: str, object_id: UUID, *, limit: int) -> list[UUID]:
    """Return ids of the things nearest in meaning, one of each other owner, nearest first.

    Empty while the thing itself was not read for meaning yet.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH here AS (
                SELECT place.version_id, place.vector, document.owner
                FROM search_searchdocument AS document
                JOIN search_documentvector AS place ON place.document_id = document.id
                JOIN search_indexversion AS version
                  ON version.id = place.version_id AND version.state = 'live'
                WHERE document.kind = %s AND document.object_id = %s
            )
            SELECT other.object_id, other.owner
            FROM here
            JOIN search_documentvector AS place ON place.version_id = here.version_id
            JOIN search_searchdocument AS other
              ON other.id = place.document_id AND other.kind = %s AND other.owner <> here.owner
            ORDER BY place.vector <#> here.vector
            LIMIT %s
            """,
            [kind, object_id, kind, _NEIGHBOURS],
        )
        rows = cursor.fetchall()
    first_of_owner: dict[str, UUID] = {}
    for other, owner in rows:
        first_of_owner.setdefault(owner, other)
    return list(first_of_owner.values())[:limit]
