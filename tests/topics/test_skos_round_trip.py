"""A vocabulary goes out as SKOS and comes back as it was, in both forms, whoever wrote it."""

import json
import subprocess
import sys

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given, settings
from hypothesis import strategies as some
from rdflib import SKOS, Graph, URIRef
from rdflib.compare import isomorphic

from hamshahr.commons.search.asking import read_query
from hamshahr.commons.search.retrieval.naming import named
from hamshahr.domains.experiences.finding import find_experiences
from hamshahr.domains.topics.actions import load_vocabulary
from hamshahr.domains.topics.importing import DEED, import_vocabulary
from hamshahr.domains.topics.models import Topic, TopicLabel
from hamshahr.domains.topics.skos.concepts import Concept, Scheme
from hamshahr.domains.topics.skos.reading import parsed
from hamshahr.domains.topics.skos.understanding import understood
from hamshahr.domains.topics.skos.writing import written
from hamshahr.domains.topics.vocabulary import read_vocabulary
from hamshahr.kernel.audit.models import AuditRecord
from hamshahr.kernel.folding import fold
from hamshahr.kernel.remembering import forget_all
from tests.cast import LEILA
from tests.topics.skos import BY_HAND, bring_in, graph_of, rows, taken_out

both_forms = pytest.mark.parametrize(
    ("form", "ending"), [("turtle", ".ttl"), ("json-ld", ".jsonld")]
)


@pytest.mark.django_db
class TestTheOneThatShips:
    @both_forms
    def test_it_comes_back_with_nothing_lost(self, tmp_path, form, ending):
        before, out = rows(), taken_out(form)

        imported = bring_in(tmp_path, out, ending=ending)

        assert not imported.changes.added
        assert not imported.changes.changed
        assert not imported.changes.missing
        assert not imported.notes
        assert rows() == before
        assert taken_out(form) == out

    @both_forms
    def test_it_comes_back_into_an_empty_library(self, tmp_path, form, ending):
        before, out = rows(), taken_out(form)
        empty()

        bring_in(tmp_path, out, ending=ending)

        after = rows()
        assert [topic | {"sdgs": sorted(topic["sdgs"])} for topic in before[0]] == after[0]
        assert after[1:] == before[1:]
        assert isomorphic(graph_of(out, ending), graph_of(taken_out(form), ending))

    def test_both_forms_say_the_same(self):
        turtle, json_ld = taken_out("turtle"), taken_out("json-ld")

        assert isomorphic(graph_of(turtle), graph_of(json_ld, ".jsonld"))

    def test_all_that_skos_has_words_for_is_said(self):
        graph = graph_of(taken_out())
        topic = URIRef("urn:hamshahr:topics:smart-traffic")
        theme = URIRef("urn:hamshahr:topics:sustainability")

        assert (topic, SKOS.broader, theme) in graph
        assert (theme, SKOS.narrower, topic) in graph
        assert (theme, SKOS.topConceptOf, URIRef("urn:hamshahr:topics")) in graph
        assert (topic, SKOS.relatedMatch, URIRef("http://metadata.un.org/sdg/11")) in graph
        assert {label.language for label in graph.objects(topic, SKOS.prefLabel)} == {
            "fa", "en", "fr", "es", "ar",
        }  # fmt: skip
        assert len(set(graph.subjects(SKOS.definition))) == Topic.objects.count()

    def test_another_process_writes_the_same_bytes(self):
        code = (
            "import sys\n"
            "from rdflib import Graph\n"
            "from hamshahr.domains.topics.skos.writing import _json_ld\n"
            "g = Graph().parse(data=sys.stdin.read(), format='turtle')\n"
            "sys.stdout.buffer.write(_json_ld(g))"
        )
        seeds = [
            subprocess.run(
                [sys.executable, "-c", code],
                input=taken_out(),
                capture_output=True,
                check=True,
                env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            ).stdout
            for seed in ("1", "2")
        ]
        assert seeds[0] == seeds[1] != b""

    def test_the_json_carries_its_context_with_it(self):
        assert isinstance(json.loads(taken_out("json-ld"))["@context"], dict)


def empty():
    from hamshahr.domains.experiences.models import Experience

    Experience.objects.all().delete()
    Topic.objects.filter(broader__isnull=False).delete()
    Topic.objects.all().delete()


@pytest.mark.django_db
@pytest.mark.usefixtures("brought")
class TestOneWrittenByHand:
    @pytest.fixture
    def brought(self, tmp_path):
        empty()
        return bring_in(tmp_path, BY_HAND)

    @both_forms
    def test_what_goes_out_comes_back_and_goes_out_alike(self, tmp_path, form, ending):
        out = taken_out(form)
        imported = bring_in(tmp_path, out, ending=ending, remove=True)

        assert imported.changes.is_nothing
        empty()
        bring_in(tmp_path, out, ending=ending)
        assert isomorphic(graph_of(out, ending), graph_of(taken_out(form), ending))

    def test_everything_that_was_written_goes_out_again(self):
        assert set(graph_of(BY_HAND)) <= set(graph_of(taken_out()))

    def test_it_becomes_themes_and_topics(self, brought):
        assert brought.changes.added == ["boats", "moving", "trams"]
        trams = Topic.objects.get(code="trams")
        assert trams.broader_id == "moving"
        assert trams.sdgs == [11]
        assert trams.definition == {"en": "Trains that share the street."}
        assert [one.code for one in trams.related.all()] == ["boats"]
        assert [one.code for one in Topic.objects.all()] == ["boats", "moving", "trams"]

    def test_its_names_stay_those_of_its_own_house(self):
        assert set(Topic.objects.values_list("uri", flat=True)) == {
            "https://cities.example/topics/moving",
            "https://cities.example/topics/trams",
            "https://cities.example/topics/ferries",
        }

    def test_a_label_edited_by_hand_changes_that_label_only(self, tmp_path):
        kept = TopicLabel.objects.get(text="streetcars").pk
        edited = BY_HAND.replace('"Trams"@en', '"Trams and light rail"@en')

        imported = bring_in(tmp_path, edited)

        assert imported.changes.changed == {"trams": ["preferred labels"]}
        assert TopicLabel.objects.get(text="streetcars").pk == kept
        assert not TopicLabel.objects.filter(text="Trams").exists()

    def test_a_label_may_move_to_another_topic(self, tmp_path):
        edited = BY_HAND.replace('skos:altLabel "streetcars"@en, ', "skos:altLabel ").replace(
            'skos:notation "boats" ;', 'skos:notation "boats" ; skos:altLabel "streetcars"@en ;'
        )
        bring_in(tmp_path, edited)

        assert TopicLabel.objects.get(text="streetcars").topic_id == "boats"

    def test_a_topic_may_become_a_theme(self, tmp_path):
        bring_in(tmp_path, BY_HAND.replace("skos:broader :moving ;", ""))

        assert Topic.objects.get(code="boats").broader_id is None


@pytest.mark.django_db
class TestWhatAnImportDoes:
    def test_what_ships_does_not_come_back_over_it(self, tmp_path):
        empty()
        bring_in(tmp_path, BY_HAND)
        from hamshahr.commons.accounts.queries import system_actor

        load_vocabulary(vocabulary=read_vocabulary(), by=system_actor())

        assert Topic.objects.count() == 3

    def test_a_topic_that_the_file_lacks_stays_and_is_named(self, tmp_path):
        imported = bring_in(tmp_path, BY_HAND)

        assert "heat" in imported.changes.missing
        assert Topic.objects.filter(code="heat").exists()

    def test_what_nothing_rests_on_goes_where_that_is_asked(self, tmp_path):
        Topic.objects.create(code="unused", broader_id="governance")
        out = taken_out().decode()
        Topic.objects.create(code="later", broader_id="governance")
        for code in ("unused", "later"):
            TopicLabel.objects.create(
                topic_id=code, language="en", kind="preferred", text=code, folded=code
            )
        edited = out.replace(
            "topic:unused a skos:Concept ;",
            'topic:unused a skos:Concept ; skos:prefLabel "unused"@en ;',
        )

        imported = bring_in(tmp_path, edited, remove=True)

        assert imported.changes.missing == ["later"]
        assert not Topic.objects.filter(code="later").exists()

    def test_a_theme_goes_when_its_topics_have_another(self, tmp_path):
        empty()
        bring_in(tmp_path, BY_HAND)
        edited = (
            BY_HAND.replace(" ; skos:narrower :trams", "")
            .replace(":moving a", ":going a")
            .replace("skos:broader :moving", "skos:broader :going")
        )
        bring_in(tmp_path, edited, remove=True)

        assert Topic.objects.get(code="boats").broader_id == "going"
        assert not Topic.objects.filter(code="moving").exists()

    def test_a_dry_run_says_the_same_and_changes_nothing(self, tmp_path):
        before = rows()
        said = bring_in(tmp_path, BY_HAND, dry_run=True)

        assert rows() == before
        assert not AuditRecord.objects.filter(deed=DEED).exists()
        assert bring_in(tmp_path, BY_HAND) == said

    def test_it_is_recorded_once_and_the_same_file_again_is_not(self, tmp_path):
        bring_in(tmp_path, BY_HAND)
        bring_in(tmp_path, BY_HAND)

        record = AuditRecord.objects.get(deed=DEED)
        assert record.details["added"] == ["boats", "moving", "trams"]

    def test_search_knows_the_new_names(self, tmp_path):
        assert "topic:heat" not in named(read_query("bring the thermometer down")).tokens
        edited = (
            taken_out()
            .decode()
            .replace(
                "topic:heat a skos:Concept ;",
                'topic:heat a skos:Concept ; skos:altLabel "thermometer down"@en ;',
            )
        )
        bring_in(tmp_path, edited)
        forget_all()  # as it happens when the transaction ends

        query = read_query("bring the thermometer down")
        assert "topic:heat" in named(query).tokens
        found = find_experiences(query, "en", first=0, count=10, by=None)
        assert any(reason.kind == "topic" for row in found.rows[:5] for reason in row.reasons)

    def test_a_person_does_not_bring_in_a_vocabulary(self, tmp_path):
        with pytest.raises(PermissionDenied):
            import_vocabulary(path=tmp_path, by=LEILA.account())


WORD = some.text(
    some.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=30
).filter(lambda text: fold(text) and len(fold(text)) <= 160)


@some.composite
def schemes(draw):
    codes = draw(
        some.lists(some.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=2, unique=True)
    )
    names = draw(some.lists(WORD, min_size=3 * len(codes), max_size=3 * len(codes), unique_by=fold))
    uris = {code: f"https://cities.example/topics/{code}" for code in codes}
    themes = codes[: max(1, len(codes) // 3)]
    concepts = {}
    for place, code in enumerate(codes):
        theme = None if code in themes else draw(some.sampled_from(themes))
        concepts[uris[code]] = Concept(
            uri=uris[code],
            code=code,
            broader=theme and uris[theme],
            related=frozenset(),
            goals=frozenset(draw(some.sets(some.integers(1, 17)))),
            preferred={"en": names[3 * place], "fa": names[3 * place + 1]},
            alternative=frozenset([("en", names[3 * place + 2])]),
            definition={"fr": draw(some.text(some.characters(exclude_categories=["Cs", "Cc"])))},
            position=draw(some.integers(0, 32_767)),
            further=f'<{uris[code]}> <http://www.w3.org/2004/02/skos/core#scopeNote> "note"@en .',
        )
    return Scheme(uri="https://cities.example/topics", statements="", concepts=concepts)


@both_forms
@settings(max_examples=60, deadline=None)
@given(scheme=schemes())
def test_whatever_a_vocabulary_says_is_read_back(form, ending, scheme):
    graph = parsed(written(scheme, form).decode(), ending)

    assert understood(graph, {}).scheme == scheme


def test_equal_vocabularies_are_equal_bytes():
    graph = Graph().parse(data=BY_HAND, format="turtle")
    scheme = understood(graph, {}).scheme
    turned = Scheme(scheme.uri, scheme.statements, dict(reversed(scheme.concepts.items())))

    for form in ("turtle", "json-ld"):
        assert written(scheme, form) == written(turned, form)
