"""What is wrong with a vocabulary file is told in sentences, and nothing is changed."""

import json
import socket

import pytest

from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.topics.models import ConceptScheme, Topic, TopicLabel
from hamshahr.domains.topics.skos import reading, understanding
from tests.topics.skos import BY_HAND, PREFIXES, SCHEME, bring_in, refusal, rows, taken_out

pytestmark = pytest.mark.django_db


def concept(name, said, label=None):
    return f':{name} a skos:Concept ; skos:prefLabel "{label or name.title()} x"@en ; {said} .\n'


def saying(*concepts):
    return PREFIXES + SCHEME + "\n" + "".join(concepts)


MOVING = concept("moving", "")

STRUCTURE = {
    "a circle of two": (
        saying(concept("a", "skos:broader :b"), concept("b", "skos:broader :a")),
        "stand under one another in a circle",
    ),
    "a circle of three, said from above": (
        saying(
            concept("a", "skos:narrower :b"),
            concept("b", "skos:narrower :c"),
            concept("c", "skos:narrower :a"),
        ),
        "Break it at one place",
    ),
    "under itself": (saying(concept("a", "skos:broader :a")), "in a circle"),
    "a third level": (
        saying(MOVING, concept("a", "skos:broader :moving"), concept("b", "skos:broader :a")),
        "A third level: <https://cities.example/topics/b>",
    ),
    "two themes": (
        saying(MOVING, concept("living", ""), concept("a", "skos:broader :moving, :living")),
        "stands under both",
    ),
    "an unknown theme": (saying(concept("a", "skos:broader :nothing")), "no concept of the file"),
    "an unknown topic under it": (
        saying(concept("a", "skos:narrower :nothing")),
        "no concept of the file",
    ),
    "an unknown neighbour": (saying(concept("a", "skos:related :nothing")), "is related to"),
    "beside itself": (saying(concept("a", "skos:related :a")), "related to itself"),
    "beside its theme": (
        saying(MOVING, concept("a", "skos:broader :moving ; skos:related :moving")),
        "both narrower than and related to",
    ),
}
NAMES = {
    "two preferred labels in one language": (
        saying(concept("a", 'skos:prefLabel "Another"@en')),
        "two preferred labels in “en”, “A x” and “Another”",
    ),
    "two preferred labels, the language in capitals": (
        saying(concept("a", 'skos:prefLabel "Another"@EN')),
        "two preferred labels",
    ),
    "no English label": (
        saying(':a a skos:Concept ; skos:prefLabel "الف"@fa .'),
        "no preferred label in English",
    ),
    "one label of two topics": (
        saying(concept("a", "", "Same"), concept("b", "", "SAME")),
        "names both <https://cities.example/topics/a> and <https://cities.example/topics/b>",
    ),
    "a label without a language": (
        saying(concept("a", 'skos:altLabel "plain"')),
        "“plain” of <https://cities.example/topics/a> has no language",
    ),
    "a label of a country": (
        saying(concept("a", 'skos:altLabel "bonde"@pt-BR')),
        "the language “pt-BR”. Write the two or three letters",
    ),
    "a label in no language": (saying(concept("a", 'skos:altLabel "x"@qqq')), "“qqq”"),
    "a label that is a thing": (saying(concept("a", "skos:altLabel :b")), "has no language"),
    "a label without a word": (saying(concept("a", 'skos:altLabel "?!"@en')), "holds no word"),
    "a label that is a novel": (
        saying(concept("a", f'skos:altLabel "{"t" * 121}"@en')),
        "exceeds 120 characters",
    ),
    "a label that grows when folded": (
        saying(concept("a", f'skos:altLabel "{"ﷺ" * 20}"@ar')),
        "exceeds 120 characters",
    ),
    "a label of two lines": (saying(concept("a", 'skos:altLabel "a\\nb"@en')), "breaks its line"),
    "a definition without a language": (
        saying(concept("a", 'skos:definition "plain"')),
        "The definition “plain”",
    ),
    "two definitions": (
        saying(concept("a", 'skos:definition "one"@en, "two"@en')),
        "two definitions in “en”",
    ),
    "a definition without end": (
        saying(concept("a", f'skos:definition "{"long " * 401}"@en')),
        "exceeds 2,000 characters",
    ),
    "the eighteenth goal": (saying(concept("a", "skos:relatedMatch sdg:18")), "goal 18"),
    "a position in words": (saying(concept("a", 'schema:position "first"')), "whole number"),
    "a position beyond the last": (saying(concept("a", "schema:position 32768")), "whole number"),
    "two positions": (saying(concept("a", "schema:position 1, 2")), "one whole number"),
    "a position that is true": (saying(concept("a", "schema:position true")), "whole number"),
}
IDENTITIES = {
    "the same end on two hosts": (
        saying(
            '<https://one.example/water> a skos:Concept ; skos:prefLabel "One x"@en .',
            '<https://two.example/water> a skos:Concept ; skos:prefLabel "Two x"@en .',
        ),
        "would both have the code “water”",
    ),
    "two codes": (saying(concept("a", 'skos:notation "one", "two"')), "several codes (one, two)"),
    "no letters for a code": (
        saying('<https://one.example/موضوع> a skos:Concept ; skos:prefLabel "Water x"@en .'),
        "needs a code for its address",
    ),
    "a relative name": (
        saying('<water> a skos:Concept ; skos:prefLabel "Water x"@en .'),
        "is a relative address",
    ),
    "no name": (saying('[] a skos:Concept ; skos:prefLabel "Water x"@en .'), "has no URI"),
    "a script for a name": (
        saying('<javascript:alert(1)> a skos:Concept ; skos:prefLabel "Water x"@en .'),
        "cannot name a concept",
    ),
    "a name with a space": (
        saying('<https://a b> a skos:Concept ; skos:prefLabel "Water x"@en .'),
        "is no URI",
    ),
    "a name without end": (
        saying(f'<https://{"a" * 400}> a skos:Concept ; skos:prefLabel "Water x"@en .'),
        "at most 400 characters",
    ),
    "a character that is none": (saying(concept("a", 'skos:note "\\uD800"')), "half of a pair"),
    "an escaped NUL": (saying(concept("a", 'skos:note "a\\u0000b"')), "NUL"),
    "no scheme": (PREFIXES + MOVING, "has 0 concept schemes"),
    "two schemes": (saying("<urn:other> a skos:ConceptScheme .", MOVING), "2 concept schemes"),
    "no concept": (PREFIXES + SCHEME, "has no concept"),
    "scheme and concept in one": (
        PREFIXES + ':a a skos:ConceptScheme, skos:Concept ; skos:prefLabel "A x"@en .',
        "both a concept and the scheme",
    ),
}
FILES = {
    "nothing": ("", "is empty"),
    "only spaces": (" \n\ufeff\n", "is empty"),
    "HTML": ("<!DOCTYPE html><title>Sign in</title>", "XML or HTML"),
    "RDF/XML": ('<?xml version="1.0"?><rdf:RDF/>', "XML or HTML"),
    "a billion laughs": (
        '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>',
        "XML or HTML",
    ),
    "no Turtle": ("@prefix skos <x> .\nhello", "cannot be read as Turtle"),
    "cut in the middle": (BY_HAND[: len(BY_HAND) // 2 + 7], "cannot be read as Turtle"),
    "Latin letters of 1987": ("# é\n".encode("latin-1"), "Line 1 is not UTF-8"),
    "a NUL": (b"# a\n# \x00\n", "Line 2 holds a NUL"),
    "UTF-16": (BY_HAND.encode("utf-16"), "is not UTF-8"),
    "brackets without end": ("<urn:a> <urn:b> " + "[" * 100_000, "nested too deeply"),
    "a photograph": (b"\x89PNG\r\n\x1a\n", "is not UTF-8"),
}


@pytest.mark.parametrize(
    ("text", "told"),
    [case for group in (STRUCTURE, NAMES, IDENTITIES, FILES) for case in group.values()],
    ids=[name for group in (STRUCTURE, NAMES, IDENTITIES, FILES) for name in group],
)
def test_a_file_that_is_wrong_is_refused_and_changes_nothing(tmp_path, text, told):
    before = rows()

    assert told in refusal(tmp_path, text)
    assert rows() == before
    assert not ConceptScheme.objects.exists()


def test_every_mistake_is_told_at_once(tmp_path):
    text = saying(*(concept(name, 'skos:altLabel "x"') for name in ("a", "b", "c")))

    assert refusal(tmp_path, text).count("has no language") == 3


class TestSize:
    def test_a_file_larger_than_a_vocabulary_is_not_even_parsed(self, tmp_path, monkeypatch):
        monkeypatch.setattr(reading, "parsed", lambda *_text: pytest.fail("it was parsed"))

        assert "larger than 8 MB" in refusal(tmp_path, b"#" * (reading.LARGEST_FILE + 1))

    def test_a_file_of_a_gigabyte_is_not_even_read(self, tmp_path):
        path = tmp_path / "vocabulary.ttl"
        with path.open("wb") as file:
            file.truncate(1024**3)

        with pytest.raises(reading.VocabularyRefused, match="larger than 8 MB"):
            reading.read_graph(path)

    def test_statements_are_counted_while_they_are_read(self, tmp_path, monkeypatch):
        monkeypatch.setattr(reading, "MOST_STATEMENTS", 100)
        many = "".join(f"<urn:a:{number}> a skos:Concept .\n" for number in range(101))

        assert "more than 100 statements" in refusal(tmp_path, PREFIXES + many)

    @pytest.mark.slow
    def test_a_million_concepts_are_refused(self, tmp_path):
        many = "@prefix s:<http://www.w3.org/2004/02/skos/core#>." + "".join(
            f"<urn:{number:x}>a s:Concept." for number in range(1_000_000)
        )

        assert "larger than 8 MB" in refusal(tmp_path, many)
        as_many_as_fit = many[: reading.LARGEST_FILE - 10].rpartition(".")[0] + "."
        assert "more than 150,000 statements" in refusal(tmp_path, as_many_as_fit)

    def test_more_concepts_than_a_page_can_hold_are_refused(self, tmp_path):
        many = [concept(f"c{number}", "") for number in range(understanding.MOST_CONCEPTS + 1)]

        assert "has 1,001 concepts" in refusal(tmp_path, saying(*many))

    def test_more_labels_than_a_search_can_read_are_refused(self, tmp_path, monkeypatch):
        monkeypatch.setattr(understanding, "MOST_LABELS", 3)

        assert "more than 3 labels" in refusal(tmp_path, BY_HAND)

    def test_a_folder_or_a_device_is_no_file(self, tmp_path):
        for path in (tmp_path, tmp_path / "missing.ttl", tmp_path / "\udcff.ttl"):
            with pytest.raises(reading.VocabularyRefused, match="is not a file"):
                reading.read_graph(path)
        with pytest.raises(reading.VocabularyRefused, match="is not a file"):
            reading.read_graph(type(tmp_path)("/dev/zero"))


CONTEXT = {"skos": "http://www.w3.org/2004/02/skos/core#"}
ELSEWHERE = {
    "an address": "https://elsewhere.example/context.jsonld",
    "an address among others": [CONTEXT, "https://elsewhere.example/context.jsonld"],
    "a file beside it": "context.jsonld",
    "a file of this machine": "file:///etc/passwd",
    "an import": CONTEXT | {"@import": "https://elsewhere.example/context.jsonld"},
    "inside a term": CONTEXT
    | {"x": {"@id": "skos:note", "@context": "https://elsewhere.example/context.jsonld"}},
}


class TestJsonLd:
    @pytest.mark.parametrize("context", ELSEWHERE.values(), ids=ELSEWHERE)
    def test_a_context_that_stands_elsewhere_is_never_fetched(self, tmp_path, monkeypatch, context):
        for name in ("getaddrinfo", "create_connection"):
            monkeypatch.setattr(socket, name, lambda *_asked, **_more: pytest.fail("it was asked"))
        text = json.dumps({"@context": context, "@id": "urn:a", "@type": "skos:Concept"})

        told = refusal(tmp_path, text, ending=".jsonld")

        assert "stands elsewhere" in told
        assert "write the context into the file" in told

    def test_one_deep_in_the_file_neither(self, tmp_path):
        deep = {"@context": CONTEXT, "@graph": [{"skos:note": {"@context": "https://x.example/"}}]}

        assert "stands elsewhere" in refusal(tmp_path, json.dumps(deep), ending=".jsonld")

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("{", "this is no JSON"),
            ("[1, 2", "this is no JSON"),
            ('"skos"', "neither an object nor a list"),
            ("[" * 100_000, "nested too deeply"),
            ('{"@id": "urn:a", "urn:b": "\\ud800"}', "half of a pair"),
            ('{"@id": "urn:a", "urn:b": "\\u0000"}', "NUL"),
            ('{"@graph": [{"@id": "urn:g", "@graph": [{"@id": "urn:a", "urn:b": 1}]}]}', "named"),
            ('{"@context": {"a": {"@id": 7}}, "a": 1}', "cannot be read as JSON-LD"),
        ],
    )
    def test_what_is_no_vocabulary_is_refused(self, tmp_path, text, told):
        assert told in refusal(tmp_path, text, ending=".jsonld")

    def test_it_is_known_by_its_first_letter_where_the_name_says_nothing(self, tmp_path):
        imported = bring_in(tmp_path, taken_out("json-ld"), ending="")

        assert not imported.changes.changed


class TestWhatThereIsAlready:
    def test_a_topic_in_use_is_never_removed(self, tmp_path):
        used = Experience.objects.filter(topics="heat").count()
        told = refusal(tmp_path, BY_HAND, remove=True)

        assert (
            f"<urn:hamshahr:topics:heat> is not in the file, and is in use by {used} experi" in told
        )
        assert Topic.objects.filter(code="heat").exists()

    def test_drafts_count_as_use(self, tmp_path):
        Experience.objects.update(state="draft")

        assert "<urn:hamshahr:topics:heat> is not in the file, and is in use" in refusal(
            tmp_path, BY_HAND, remove=True
        )

    def test_a_topic_of_another_house_does_not_take_over_one_of_the_same_end(self, tmp_path):
        stranger = saying(
            '<https://stranger.example/heat> a skos:Concept ; skos:prefLabel "Boilers"@en .'
        )

        told = refusal(tmp_path, stranger)

        assert "would take the code “heat” of <urn:hamshahr:topics:heat>" in told
        told = refusal(tmp_path, stranger, remove=True)
        assert "If it is what the file calls <https://stranger.example/heat>" in told

    def test_a_label_of_a_topic_that_stays_cannot_be_taken(self, tmp_path):
        label = TopicLabel.objects.get(topic="heat", language="en", kind="preferred").text

        told = refusal(tmp_path, saying(concept("new", f'skos:altLabel "{label}"@en')))

        assert "names both <urn:hamshahr:topics:heat>" in told
        assert "--remove" in told

    def test_a_topic_that_stays_is_not_pushed_to_a_third_level(self, tmp_path):
        theme = "<urn:hamshahr:topics:governance>"
        text = saying(
            MOVING, f'{theme} a skos:Concept ; skos:prefLabel "G x"@en ; skos:broader :moving .'
        )

        assert "that would be a third level" in refusal(tmp_path, text)

    def test_a_code_that_addresses_rest_on_does_not_change(self, tmp_path):
        text = taken_out().decode().replace('skos:notation "heat"', 'skos:notation "warmth"')

        assert "it cannot become “warmth”" in refusal(tmp_path, text)

    def test_two_spellings_of_one_label_are_kept_once_and_told(self, tmp_path):
        imported = bring_in(tmp_path, BY_HAND.replace('"streetcars"@en', '"trams"@en, "TRAMS"@en'))

        assert sum("is kept once" in note for note in imported.notes) == 2
        assert TopicLabel.objects.filter(topic="trams", language="en").count() == 1

    def test_what_cannot_be_kept_is_told(self, tmp_path):
        text = BY_HAND + '<urn:person> <urn:name> "Leila" . :trams skos:changeNote [ a :x ] .'

        notes = " ".join(bring_in(tmp_path, text).notes)

        assert "A blank node that is said of <https://cities.example/topics/trams>" in notes
        assert "other things is not kept" in notes
