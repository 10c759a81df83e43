"""Sheets are kept as the rows that were read of them; those that wait are read once more."""

from django.db import migrations, models


def read_once_more(apps, _schema_editor):
    """Leave what was sent before to be read again: its page offers that at once.

    What was all imported, or left out of an import, was kept for days only and is let go.
    """
    kept = apps.get_model("experiences", "SheetImport").objects
    kept.filter(state="done").update(content=b"")
    kept.exclude(state="done").update(state="reading", fault="stopped", found={}, done=0)


class Migration(migrations.Migration):
    dependencies = [("experiences", "0011_confirmed_years_count")]

    operations = [
        migrations.RenameField("sheetimport", "began_at", "moved_at"),
        migrations.AlterField(
            "sheetimport",
            "moved_at",
            models.DateTimeField(blank=True, help_text="When work last went on", null=True),
        ),
        migrations.AddField(
            "sheetimport",
            "table",
            models.BinaryField(default=b"", help_text="Its rows: see sheets.packing"),
        ),
        migrations.AlterField(
            "sheetimport",
            "content",
            models.BinaryField(help_text="The file; empty when it was imported"),
        ),
        migrations.AlterField(
            "sheetimport",
            "state",
            models.CharField(
                choices=[
                    ("reading", "Reading"),
                    ("read", "Read"),
                    ("trying", "Trying"),
                    ("tried", "Tried"),
                    ("importing", "Importing"),
                    ("done", "Done"),
                ],
                default="read",
                max_length=12,
            ),
        ),
        migrations.RunPython(read_once_more, migrations.RunPython.noop),
    ]
