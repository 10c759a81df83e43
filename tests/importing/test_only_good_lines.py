"""Partial acceptance on request, and the word of a city, which no import changes."""

import pytest

from hamshahr.domains.experiences.importing import action
from hamshahr.domains.experiences.importing.action import ImportRefused
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.permissions import may_import
from hamshahr.kernel.audit.models import AuditRecord
from tests.cast import CLAIRE, LEILA, bare_line, cable_car, line

pytestmark = pytest.mark.django_db


def confirm(code):
    """Have a city confirm an experience: what stands there is its own word from now on."""
    Experience.objects.filter(code=code).update(provenance="city")


def test_lines_without_a_mistake_come_in_on_request_and_the_others_stay_out(desk):
    told = []
    written = desk.bring_in_good(told.append, line(), bare_line(city="Dakkkar"), cable_car())

    assert (written.new, [mistake.line for mistake in told]) == (2, [2])
    assert not Experience.objects.filter(code="dakar-gutters").exists()


def test_of_two_lines_with_one_name_the_first_comes_in(desk):
    told = []
    desk.bring_in_good(told.append, bare_line(), bare_line(title="Another"), cable_car())

    assert Experience.objects.get(code="dakar-gutters").title == bare_line()["title"]
    assert [mistake.line for mistake in told] == [2]


def test_where_no_line_is_good_nothing_is_imported(desk):
    with pytest.raises(ImportRefused):
        desk.bring_in_good(str, bare_line(city="Dakkkar"))


def test_the_record_says_how_many_lines_were_left_out(desk):
    desk.bring_in_good(str, line(), bare_line(title=""))

    assert AuditRecord.objects.filter(deed="experiences.import").first().details["left_out"] == 1


def test_what_a_city_has_confirmed_is_changed_by_no_import(desk):
    desk.bring_in(line())
    confirm("shiraz-night-signals")
    (mistake,) = desk.mistakes(line(title="عنوان دیگر"))

    assert "only the city changes it" in mistake.text
    assert Experience.objects.get(code="shiraz-night-signals").title == line()["title"]


def test_a_line_that_would_change_nothing_is_no_attempt_on_the_citys_word(desk):
    desk.bring_in(line())
    confirm("shiraz-night-signals")

    assert desk.bring_in(line()).unchanged == 1


def test_a_city_that_confirms_between_check_and_writing_is_not_overwritten(desk, monkeypatch):
    desk.bring_in(line())
    monkeypatch.setattr(action, "_wait_for_other_imports", lambda: confirm("shiraz-night-signals"))

    with pytest.raises(ImportRefused, match="changed while"):
        desk.bring_in(line(title="عنوان دیگر"))
    assert Experience.objects.get(code="shiraz-night-signals").title == line()["title"]


def test_an_editor_may_import_and_a_deputy_mayor_may_not(desk):
    assert may_import(CLAIRE.serving())
    assert not may_import(LEILA.serving())
