from datetime import timedelta

from django.db import migrations


def move(apps, schema_editor):
    """Take the offices over; the last day that was kept becomes the day after it."""
    old = apps.get_model("association", "Appointment")
    new = apps.get_model("network", "Appointment")
    for held in old.objects.order_by("pk"):
        new.objects.create(
            person_id=held.person_id,
            role=held.role,
            starts=held.starts,
            ends=held.ends and held.ends + timedelta(days=1),
        )


class Migration(migrations.Migration):
    """Appointments for a city and for the association stand together, in network."""

    dependencies = [
        ("association", "0001_initial"),
        ("network", "0006_appointment"),
    ]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.DeleteModel(name="Appointment"),
    ]
