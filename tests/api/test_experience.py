"""One experience by the interface, and as a line of data: its content, its translations."""

import json

import pytest
from django.utils import timezone

from hamshahr.domains.experiences.importing.line import ExperienceLine
from hamshahr.domains.experiences.models import Experience
from tests.cast import CLAIRE
from tests.experiences.test_told_page import CODE, SECRET, publish
from tests.experiences.translated import translate
from tests.manuscripts.told import STAIRS

pytestmark = pytest.mark.django_db

ADDRESS = f"/api/v1/experiences/{CODE}"


def test_an_experience_is_told_by_the_paths_of_the_form(client):
    publish()
    told = client.get(ADDRESS).json()

    assert (told["id"], told["language"], told["revision"]) == (CODE, "es", 1)
    assert told["content"]["blocks.k3f9q2ab.worked"] == "Los vecinos eligieron el trazado."
    assert SECRET not in json.dumps(told, ensure_ascii=False)


def test_translations_stand_beside_the_original_with_their_marks(client):
    case = publish()
    translate(case, "title", "پله‌ها", checked_by=CLAIRE.account())
    translate(case, "problem", "گل راه را می‌بست.", stale=True)
    translate(case, "title", "Escaliers", language="fr")
    told = client.get(f"{ADDRESS}?language=fa").json()

    assert set(told["translations"]) == {"fa"}
    title, problem = (told["translations"]["fa"][path] for path in ("title", "problem"))
    assert (title["mark"], title["checked_by"]) == ("checked", CLAIRE.name)
    assert (problem["mark"], problem["machine"], problem["is_stale"]) == (
        "stale", "a machine", True,
    )  # fmt: skip
    assert told["content"]["title"] == STAIRS["title"]


def test_what_is_hidden_is_gone_and_what_is_no_case_is_not_there(client):
    case = publish()
    assert client.get("/api/v1/experiences/no-such-case").status_code == 404
    Experience.objects.filter(pk=case.pk).update(state="draft", published_at=None)
    assert client.get(ADDRESS).status_code == 404
    Experience.objects.filter(pk=case.pk).update(
        state="published", published_at=timezone.now(), hidden_at=timezone.now()
    )

    assert client.get(ADDRESS).status_code in {404, 410}


def test_the_line_that_is_taken_along_is_one_that_an_import_reads(client):
    translate(publish(), "title", "پله‌ها")
    line = client.get(f"/en/experiences/{CODE}.json").json()

    assert ExperienceLine.model_validate(line).id == CODE
    assert line["translations"]["fa"]["title"]["text"] == "پله‌ها"
