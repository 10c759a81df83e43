"""Let the documents that are there be narrowed to one city, as those to come are."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("experiences", "0002_room_for_what_sources_write"),
        ("network", "0002_areas_and_coordinates"),
        ("search", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(
            """
            UPDATE search_searchdocument AS document
            SET facets = array_append(document.facets, 'city:' || city.slug)
            FROM network_city AS city
            WHERE document.kind = 'experience' AND document.owner = city.id::text
              AND NOT ('city:' || city.slug = ANY(document.facets))
            """,
            migrations.RunSQL.noop,
        ),
    ]
