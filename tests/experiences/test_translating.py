"""The prose of an experience in other languages: what is noted, and when."""

import pytest

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.translating.models import SourceText
from hamshahr.commons.translating.texts import note_all
from hamshahr.domains.experiences import translatable
from hamshahr.domains.experiences.importing.action import import_experiences
from hamshahr.domains.experiences.models import Experience
from tests.cast import line, write_lines

pytestmark = pytest.mark.django_db


def noted(code):
    found = SourceText.objects.filter(
        object_type="experience", object_id=Experience.objects.get(code=code).pk, is_public=True
    )
    return dict(found.values_list("path", "may_machine"))


@pytest.fixture
def bring_in(tmp_path):
    def bring_in(**said):
        file = write_lines(tmp_path / "cases.jsonl", [line(**said)])
        import_experiences(path=file, by=system_actor(), report=pytest.fail)
        return said.get("id", "shiraz-night-signals")

    return bring_in


def test_prose_is_noted_and_numbers_dates_codes_and_names_are_not(bring_in):
    paths = set(noted(bring_in()))

    assert {"title", "summary", "problem", "approach", "lessons", "conditions_words"} <= paths
    assert "title_en" not in paths
    assert not [path for path in paths if path.startswith(("topics", "sources", "start", "sdgs"))]
    assert not [path for path in paths if path.endswith((".before", ".after", ".date"))]


def test_what_its_licence_lets_everybody_translate_may_be_sent_to_a_machine(bring_in):
    code = bring_in()
    experience = Experience.objects.get(code=code)

    assert set(noted(code).values()) == {True}
    for licence in ("CC BY-ND 4.0", "All rights reserved"):
        experience.licence = licence
        assert not translatable.may_be_machine_translated(experience)


def test_a_field_is_called_by_its_name_in_the_form():
    assert translatable.label("title")
    assert ": " in translatable.label("blocks.k3f9q2ab.what")
    assert translatable.label("nonsense.x") == "nonsense.x"


def test_what_was_published_before_anybody_translated_is_noted_in_the_night(bring_in):
    code = bring_in()
    SourceText.objects.all().delete()

    note_all()

    assert "title" in noted(code)


def test_a_draft_is_noted_nowhere(bring_in):
    code = bring_in()
    experience = Experience.objects.get(code=code)
    Experience.objects.filter(pk=experience.pk).update(state="draft")

    note_all_of = translatable.texts([experience.pk])

    assert list(note_all_of) == []
