"""What an import replaces in the library stays readable, as a revision."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamshahr.commons.accounts.models import User
from hamshahr.domains.experiences.models import Experience, Revision
from hamshahr.kernel.audit.models import AuditRecord
from tests.cast import LYON, bare_line, line, many_lines

pytestmark = pytest.mark.django_db

CODE = "dakar-gutters"
SECOND = "Des caniveaux curés deux fois"
REPORT = {"title": "Rapport", "url": "https://dakar.example/rapport", "year": 2021}
FLOODED = {"indicator": "rues inondées", "value": "40", "year": 2020, "source": 0}


def kept(code: str = CODE) -> list[Revision]:
    return list(Revision.objects.filter(experience__code=code).order_by("number"))


def test_the_text_before_is_read_at_its_own_number(desk, client):
    desk.bring_in(bare_line())
    desk.bring_in(bare_line(title=SECOND))
    revisions = f"/en/experiences/{CODE}/revisions/"

    assert bare_line()["title"] in client.get(f"{revisions}1/").text
    assert SECOND in client.get(f"{revisions}2/").text
    assert client.get(f"{revisions}3/").status_code == 404
    assert SECOND in client.get(f"{revisions}1/compare/2/").text


def test_it_is_said_to_be_compiled_and_never_that_its_city_confirmed_it(desk, client):
    desk.bring_in(bare_line())
    desk.bring_in(bare_line(title=SECOND))
    shown = client.get(f"/en/experiences/{CODE}/revisions/1/").text

    assert kept()[0].published_by.kind == User.Kind.SYSTEM
    assert "compiled from public sources, not confirmed by the city" in shown


def test_it_has_the_day_and_the_terms_of_its_own_import(desk):
    desk.bring_in(bare_line(), licence="ODbL 1.0", rights_holder="Ville de Dakar")
    stood = Experience.objects.get(code=CODE).changed_at
    desk.bring_in(bare_line(), licence="CC BY 4.0")

    (first,) = kept()
    assert (first.licence, first.rights_holder) == ("ODbL 1.0", "Ville de Dakar")
    assert first.published_at == stood
    assert Experience.objects.get(code=CODE).licence == "CC BY 4.0"


def test_results_and_sources_are_kept_with_it(desk):
    desk.bring_in(bare_line(sources=[REPORT], results=[FLOODED], topics=["smart traffic"]))
    desk.bring_in(bare_line(sources=[REPORT], results=[FLOODED | {"value": "12"}]))

    content = kept()[0].content
    assert content["results.r0000000.value"] == "40"
    assert content["results.r0000000.source"] == "s0000000"
    assert content["sources.s0000000.title"] == "Rapport"
    assert content["topics"] == ["smart-traffic"]


def test_each_change_is_kept_under_the_next_number(desk):
    titles = ["Premier", "Deuxième", "Troisième"]
    for title in titles:
        desk.bring_in(bare_line(title=title))

    assert [(each.number, each.content["title"]) for each in kept()] == [
        (1, "Premier"),
        (2, "Deuxième"),
    ]


def test_of_what_is_new_or_the_same_nothing_is_kept(desk):
    desk.bring_in(line(), bare_line())
    desk.bring_in(line(), bare_line(title=SECOND))

    assert [each.experience.code for each in Revision.objects.all()] == [CODE]
    assert kept()[0].content["title"] == bare_line()["title"]


@pytest.mark.parametrize(
    "said_otherwise",
    [
        pytest.param({"topics": ["smart-traffic"]}, id="a topic by its code"),
        pytest.param({"sdgs": [11, 9, 9]}, id="goals in another order"),
        pytest.param(LYON.named, id="another city, which stands beside the text"),
    ],
)
def test_the_same_text_said_otherwise_is_no_revision(desk, said_otherwise):
    said = bare_line(topics=["smart traffic"], sdgs=[9, 11], sources=[REPORT], results=[FLOODED])
    desk.bring_in(said)
    written = desk.bring_in(said | said_otherwise)

    assert written.changed == 1
    assert kept() == []


def test_a_draft_was_never_read_and_is_not_kept(desk):
    desk.bring_in(bare_line(), draft=True)
    desk.bring_in(bare_line(title=SECOND), draft=True)
    desk.bring_in(bare_line(title=SECOND))

    assert kept() == []


def test_what_is_published_is_kept_when_a_draft_import_changes_it(desk):
    desk.bring_in(bare_line())
    desk.bring_in(bare_line(title=SECOND), draft=True)

    assert len(kept()) == 1


def test_the_record_of_the_import_says_how_many_were_kept(desk):
    desk.bring_in(line(), bare_line())
    desk.bring_in(line(), bare_line(title=SECOND))

    imports = AuditRecord.objects.filter(deed="experiences.import").order_by("-pk")
    assert [each.details["kept"] for each in imports[:2]] == [1, 0]


def test_keeping_many_takes_as_many_statements_as_keeping_a_few(desk):
    def statements(count: int, prose: int) -> int:
        with CaptureQueriesContext(
            connection,
        ) as made:
            desk.bring_in(*(each | {"cost": f"{prose}"} for each in many_lines(count)))
        return sum("experiences_" in one["sql"] for one in made.captured_queries)

    desk.bring_in(*many_lines(40))

    assert statements(40, 1) == statements(5, 2)
    assert Revision.objects.count() == 45
