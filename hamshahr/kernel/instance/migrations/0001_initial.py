from django.db import migrations, models

import hamshahr.kernel.identifiers


def _give_identity(apps, schema_editor):
    apps.get_model("instance", "Instance").objects.get_or_create(only=True)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Instance",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=hamshahr.kernel.identifiers.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "only",
                    models.BooleanField(
                        default=True, editable=False, help_text="Keeps it the only row"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("only", True)), name="instance_is_here"
                    ),
                    models.UniqueConstraint(fields=("only",), name="one_instance"),
                ],
            },
        ),
        migrations.RunPython(_give_identity, migrations.RunPython.noop),
    ]
