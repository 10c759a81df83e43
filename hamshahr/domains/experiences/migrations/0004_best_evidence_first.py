"""Order by evidence along an index: whether a result was measured stands beside the results."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("experiences", "0003_documents_name_their_city"),
        ("network", "0003_facts_places_and_members"),
        ("topics", "0002_skos"),
    ]

    operations = [
        migrations.AddField(
            model_name="experience",
            name="is_measured",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.RunSQL(
            """
            UPDATE experiences_experience AS experience SET is_measured = true
            WHERE EXISTS (
                SELECT FROM experiences_result AS result
                WHERE result.experience_id = experience.id AND NOT result.is_target
            )
            """,
            migrations.RunSQL.noop,
        ),
        migrations.AddIndex(
            model_name="experience",
            index=models.Index(
                models.OrderBy(models.F("evidence_level"), descending=True, nulls_last=True),
                models.OrderBy(models.F("is_measured"), descending=True),
                models.OrderBy(models.F("true_as_of_year"), descending=True, nulls_last=True),
                models.OrderBy(models.F("published_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("state", "published")),
                name="experience_best_first",
            ),
        ),
    ]
