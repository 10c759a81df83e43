"""What a city told becomes a case of the library, revision by revision."""

import json

import pytest
from django.core.exceptions import PermissionDenied

from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.translating.models import SourceText
from hamshahr.commons.translating.saving import Place, save_translation
from hamshahr.commons.translating.shown import Mark, translated
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.models import Experience, MembersLayer, Revision
from hamshahr.domains.experiences.publishing.action import Assessed, Told, publish_revision
from hamshahr.domains.experiences.publishing.projecting import content_of
from hamshahr.domains.network.appointing import appoint
from tests.cast import AWA, CLAIRE, MATEO, MEDELLIN
from tests.manuscripts.told import STAIRS

pytestmark = pytest.mark.django_db


def publish(values=STAIRS, *, by=None, experience_id=None, level=2):
    return publish_revision(
        city=MEDELLIN.placed(),
        experience_id=experience_id,
        told=Told(Content(values), "es", "CC BY 4.0", "Alcaldía de Medellín", True),
        assessed=Assessed(level, "Dos mediciones, sin grupo de control."),
        by=by or CLAIRE.serving(),
    )


def test_a_case_stands_in_the_library_as_its_city_told_it():
    experience = Experience.objects.get(pk=publish().experience_id)

    assert experience.code == "medellin-stairs-to-the-cable-car-station"
    assert experience.provenance == Experience.Provenance.CITY
    assert (experience.start_year, experience.end_year) == (2018, 2019)
    assert "tramos de doce escalones" in experience.approach
    assert "goteaba" in experience.lessons
    result = experience.results.get()
    assert (result.before, result.after, result.unit) == ("24", "12", "minutos")
    assert experience.next_check_on.year == experience.confirmed_on.year + 1


def test_what_is_for_members_only_stands_in_their_layer_alone():
    revision = publish()

    secret = "ocho meses más"
    assert secret in MembersLayer.objects.get().content["members_words"]
    assert secret not in json.dumps(revision.content, ensure_ascii=False)
    columns = Experience.objects.filter(pk=revision.experience_id).values().get()
    assert secret not in str(columns)


def test_consent_of_people_on_pictures_is_never_published():
    pictures = {
        "pictures": ["p3f9q2ab"],
        "pictures.p3f9q2ab.file": "00000000-0000-7000-8000-00000000ffff",
        "pictures.p3f9q2ab.alt": "Dos vecinas",
        "pictures.p3f9q2ab.consent": "Ambas, por escrito, el 3 de mayo",
    }

    assert "por escrito" not in str(publish({**STAIRS, **pictures}).content)


def test_every_revision_stays_as_it_was_published():
    first = publish()
    second = publish({**STAIRS, "title": "Escaleras techadas"}, experience_id=first.experience_id)

    assert [r.number for r in (first, second)] == [1, 2]
    assert Revision.objects.get(pk=first.pk).content["title"] == STAIRS["title"]
    assert Experience.objects.get(pk=first.experience_id).title == "Escaleras techadas"
    assert first.experience.code == second.experience.code


def test_two_cases_of_one_title_have_two_addresses():
    codes = {publish().experience.code, publish().experience.code}

    assert len(codes) == 2


@pytest.mark.parametrize("person", [MATEO, AWA])
def test_only_editors_publish(person):
    with pytest.raises(PermissionDenied):
        publish(by=person.serving())


def test_an_editor_does_not_publish_for_the_city_that_she_serves():
    claire = CLAIRE.serving()
    appoint(person=claire, role=Role.EXPERT, city=MEDELLIN.placed(), by=AWA.serving())
    with pytest.raises(PermissionDenied):
        publish(by=claire)


def test_a_case_that_an_import_brought_reads_as_content_too():
    experience = Experience.objects.get(code="lagos-brt-lite")
    content = content_of(experience)

    assert content.text("title") == experience.title
    assert [item.text("title") for item in content.items("sources")] == [
        source.title for source in experience.sources.all()
    ]
    assert content.codes("topics") == [link.topic_id for link in experience.topic_links.all()]


def noted(revision):
    found = SourceText.objects.filter(object_id=revision.experience_id, is_public=True)
    return dict(found.values_list("path", "may_machine"))


def test_its_prose_is_noted_for_translation_as_its_city_agreed_and_nothing_for_members():
    paths = noted(publish())

    assert {"title", "summary"} <= paths.keys()
    assert "members_words" not in paths
    assert set(paths.values()) == {True}


def test_a_new_revision_makes_the_translation_of_what_it_changes_stale():
    revision = publish()
    place = Place("experience", revision.experience_id, "summary", "fa")
    source = SourceText.objects.get(object_id=revision.experience_id, path="summary")
    save_translation(
        place=place, text="پله‌ها", is_checked=True, based_on=0,
        seen=bytes(source.digest).hex(), by=CLAIRE.serving(),
    )  # fmt: skip

    publish({**STAIRS, "title": "Otras gradas"}, experience_id=revision.experience_id)
    assert translated("experience", revision.experience_id, ["summary"], "fa")["summary"].mark == (
        Mark.CHECKED
    )

    publish({**STAIRS, "summary": "Otra cosa."}, experience_id=revision.experience_id)
    assert translated("experience", revision.experience_id, ["summary"], "fa")["summary"].mark == (
        Mark.STALE
    )
