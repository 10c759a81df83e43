from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_attempts_and_rules"),
    ]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="kind",
            field=models.CharField(
                choices=[("person", "Person"), ("made_up", "Made Up"), ("system", "System")],
                default="person",
                max_length=10,
            ),
        ),
    ]
