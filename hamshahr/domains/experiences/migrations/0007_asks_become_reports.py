"""Bring what readers asked to have corrected or removed, and nobody answered, among the reports.

The asks stay as they were written, with who wrote them, and are marked as answered.
"""

import os

from django.db import migrations
from django.db.models.functions import Now

_GROUNDS = {"correct": "mistake", "remove": "other"}


def to_reports(apps, schema_editor):
    ask_model = apps.get_model("experiences", "Ask")
    case_model = apps.get_model("moderation", "Case")
    report_model = apps.get_model("moderation", "Report")
    waiting = ask_model.objects.filter(kind__in=_GROUNDS, answered_at__isnull=True)
    for ask in waiting.select_related("experience").order_by("made_at"):
        case, _ = case_model.objects.get_or_create(
            kind="experience",
            object_id=ask.experience_id,
            defaults={
                "code": ask.experience.code,
                "owner": ask.experience.city_id,
                "waiting_since": ask.made_at,
            },
        )
        report_model.objects.create(
            case=case,
            ground=_GROUNDS[ask.kind],
            words=ask.message,
            email=ask.email,
            language=ask.language,
            made_at=ask.made_at,
            key=os.urandom(32),  # no form carried a secret, so no page tells of it
        )
    waiting.update(answered_at=Now())


class Migration(migrations.Migration):
    dependencies = [
        ("experiences", "0006_hidden_by_a_decision"),
        ("moderation", "0001_cases"),
    ]

    operations = [migrations.RunPython(to_reports, migrations.RunPython.noop)]
