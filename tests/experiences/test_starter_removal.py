"""The starter library goes as it came, but for what somebody has had a hand in."""

import pytest
from django.core.exceptions import PermissionDenied

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.search.models import SearchDocument, SearchWord
from hamshahr.config.command_line.check import LOOKS
from hamshahr.domains.experiences.importing.action import import_experiences
from hamshahr.domains.experiences.models import Ask, Experience, Result
from hamshahr.domains.experiences.starter import STARTER_LIBRARY
from hamshahr.domains.experiences.starter.removing import remove_starter
from hamshahr.domains.network.models import City, Membership
from hamshahr.kernel.audit.models import AuditRecord
from tests.cast import MATEO, bare_line, line, write_lines

pytestmark = pytest.mark.django_db
ALL = len(STARTER_LIBRARY.read_text(encoding="utf-8").splitlines())


def removed(**how):
    return remove_starter(by=system_actor(), **how)


def bring_in(path):
    import_experiences(path=path, by=system_actor(), report=pytest.fail)


def test_who_took_it_out_is_not_told_to_bring_it_in_again():
    Experience.objects.all().delete()
    SearchDocument.objects.all().delete()
    assert any("--starter" in told for told in LOOKS["index"]())
    bring_in(STARTER_LIBRARY)
    removed()

    (told,) = LOOKS["index"]()
    assert told == "the library is empty. Run: hamshahr import-experiences FILE"


def test_all_of_it_goes_from_pages_and_search_and_nothing_else(tmp_path):
    bring_in(write_lines(tmp_path / "own.jsonl", [line(), bare_line()]))
    counts = removed()

    assert (counts.experiences, counts.kept) == (ALL, ())
    assert set(Experience.objects.values_list("code", flat=True)) == {
        "shiraz-night-signals",
        "dakar-gutters",
    }
    assert SearchDocument.objects.count() == 2
    assert not SearchWord.objects.filter(documents__lt=0).exists()
    assert City.objects.filter(name__in=["Shiraz", "Dakar"]).count() == 2


def test_cities_go_that_were_there_for_it_alone():
    before = City.objects.count()
    counts = removed()
    left = City.objects.all()

    assert 0 < counts.cities == before - left.count()
    for city in left:
        assert any(
            relation.related_model.objects.filter(**{relation.field.name: city}).exists()
            for relation in City._meta.related_objects
        ), city


def test_members_of_the_starter_list_go_with_it_but_not_one_that_was_changed_since():
    Membership.objects.filter(city__name="Tehran").update(note="as the secretariat knows it")

    assert removed(dry_run=True).members == removed().members == 82
    assert [member.city.name for member in Membership.objects.all()] == ["Tehran"]
    assert removed().members == 0


def test_what_somebody_changed_claimed_or_asked_about_stays():
    changed, assessed, asked, measured = Experience.objects.order_by("code")[:4]
    Experience.objects.filter(pk=changed.pk).update(summary="As the city tells it now.")
    Experience.objects.filter(pk=assessed.pk).update(evidence_level=3)
    Ask.objects.create(
        experience=asked, kind=Ask.Kind.CLAIM, name=MATEO.name, email=MATEO.email, language="es"
    )
    Result.objects.create(experience=measured, position=90, indicator="Trips", value="7")
    touched = {each.code for each in (changed, assessed, asked, measured)}
    counts = removed()

    assert set(counts.kept) == touched
    assert counts.experiences == ALL - 4
    assert set(Experience.objects.values_list("code", flat=True)) == touched


def test_a_trial_tells_the_same_and_removes_nothing():
    trial = removed(dry_run=True)

    assert Experience.objects.count() == ALL
    assert not AuditRecord.objects.filter(deed="experiences.remove_starter").exists()
    assert trial == removed()


def test_removing_it_again_changes_nothing():
    removed()
    records = AuditRecord.objects.count()

    assert removed().experiences == 0
    assert AuditRecord.objects.count() == records


def test_what_was_removed_is_on_record_and_can_be_brought_in_again():
    removed()
    kept = AuditRecord.objects.get(deed="experiences.remove_starter")
    bring_in(STARTER_LIBRARY)

    assert kept.details["experiences"] == ALL
    assert Experience.objects.count() == SearchDocument.objects.count() == ALL


def test_only_the_system_removes_it():
    with pytest.raises(PermissionDenied):
        remove_starter(by=MATEO.account())
