"""What readers had asked for before there were reports, and nobody answered, is not lost."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from hamshahr.commons.moderation.models import Case, Report
from hamshahr.domains.experiences.models import Ask, Experience

pytestmark = pytest.mark.django_db


def test_what_waited_to_be_corrected_or_removed_is_a_report_and_claims_stay():
    lagos = Experience.objects.get(code="lagos-brt-lite")
    for kind in Ask.Kind.values:
        Ask.objects.create(
            experience=lagos, kind=kind, name="Mahin", email="mahin@shiraz.example",
            message=f"Please {kind} it.", language="fa",
        )  # fmt: skip
    made = timezone.now() - timedelta(days=30)
    Ask.objects.update(made_at=made)
    import_module("hamshahr.domains.experiences.migrations.0007_asks_become_reports").to_reports(
        apps, None
    )

    case = Case.objects.get()
    assert (case.code, case.owner, case.waiting_since) == (lagos.code, lagos.city_id, made)
    told = set(Report.objects.values_list("ground", "words", "email", "language", "made_at"))
    assert told == {
        ("mistake", "Please correct it.", "mahin@shiraz.example", "fa", made),
        ("other", "Please remove it.", "mahin@shiraz.example", "fa", made),
    }
    assert list(Ask.objects.filter(answered_at=None).values_list("kind", flat=True)) == ["claim"]
