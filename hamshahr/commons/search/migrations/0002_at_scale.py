"""What search needs to answer as quickly among a hundred thousand documents."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


def stamp_libraries(apps, schema_editor):
    """Give each kind of document its first stamp."""
    documents = apps.get_model("search", "SearchDocument").objects
    for kind in documents.values_list("kind", flat=True).distinct():
        apps.get_model("search", "LibraryStamp").objects.create(kind=kind, stamp=uuid.uuid4())


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="LibraryStamp",
            fields=[
                ("kind", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("stamp", models.UUIDField()),
            ],
        ),
        migrations.RunPython(stamp_libraries, migrations.RunPython.noop),
        migrations.CreateModel(
            name="WaitingDocument",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="search.searchdocument",
                    ),
                )
            ],
        ),
        migrations.RunSQL(
            """
            INSERT INTO search_waitingdocument (document_id)
            SELECT document.id FROM search_searchdocument AS document
            WHERE NOT EXISTS (
                SELECT FROM search_documentvector AS place
                JOIN search_indexversion AS version
                  ON version.id = place.version_id AND version.state = 'live'
                WHERE place.document_id = document.id AND place.digest = document.digest
            )
            """,
            migrations.RunSQL.noop,
        ),
        # The words of titles and names alone (``retrieval.holding`` looks words up in it)
        migrations.RunSQL(
            "CREATE INDEX search_document_titles ON search_searchdocument"
            """ USING gin (ts_filter(words, '{A,B}'::"char"[]))""",
            "DROP INDEX search_document_titles",
        ),
    ]
