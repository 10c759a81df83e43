"""The vocabulary written as SKOS: as a graph, in Turtle, in JSON-LD. Equal graphs, equal bytes."""

import json
from collections.abc import Iterator

from rdflib import RDF, SKOS, Graph, Literal, URIRef

from hamshahr.domains.topics.skos.concepts import GOAL, OWN_CONCEPT, POSITION, Concept, Scheme
from hamshahr.domains.topics.skos.triples import add_n_triples

MEDIA_TYPES = {"turtle": "text/turtle; charset=utf-8", "json-ld": "application/ld+json"}
FORMATS = tuple(MEDIA_TYPES)

# Stands in the file itself, so that reading it needs no other machine
_CONTEXT = {
    "skos": str(SKOS),
    "schema": "https://schema.org/",
    "dct": "http://purl.org/dc/terms/",
    "sdg": GOAL,
    "topic": OWN_CONCEPT,
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "altLabel": {"@id": "skos:altLabel", "@container": "@language"},
    "definition": {"@id": "skos:definition", "@container": "@language"},
    "broader": {"@id": "skos:broader", "@type": "@id"},
    "narrower": {"@id": "skos:narrower", "@type": "@id"},
    "related": {"@id": "skos:related", "@type": "@id"},
    "relatedMatch": {"@id": "skos:relatedMatch", "@type": "@id"},
    "inScheme": {"@id": "skos:inScheme", "@type": "@id"},
}


def skos_graph(scheme: Scheme) -> Graph:
    """Return all that ``scheme`` says. Both directions of each relation are written out."""
    graph = Graph(bind_namespaces="none")
    graph.bind("skos", SKOS)
    graph.bind("schema", "https://schema.org/")
    graph.bind("dct", "http://purl.org/dc/terms/")
    graph.bind("sdg", GOAL)
    graph.bind("topic", OWN_CONCEPT)
    whole = URIRef(scheme.uri)
    graph.add((whole, RDF.type, SKOS.ConceptScheme))
    add_n_triples(graph, scheme.statements)
    for concept in scheme.concepts.values():
        here = URIRef(concept.uri)
        graph.add((here, SKOS.inScheme, whole))
        for predicate, value in _said(concept):
            graph.add((here, predicate, value))
        if concept.broader:
            graph.add((URIRef(concept.broader), SKOS.narrower, here))
        else:
            graph.add((here, SKOS.topConceptOf, whole))
            graph.add((whole, SKOS.hasTopConcept, here))
        add_n_triples(graph, concept.further)
    return graph


def _said(concept: Concept) -> Iterator[tuple[URIRef, URIRef | Literal]]:
    yield RDF.type, SKOS.Concept
    yield SKOS.notation, Literal(concept.code)
    yield POSITION, Literal(concept.position)
    if concept.broader:
        yield SKOS.broader, URIRef(concept.broader)
    for uri in concept.related:
        yield SKOS.related, URIRef(uri)
    for goal in concept.goals:
        yield SKOS.relatedMatch, URIRef(f"{GOAL}{goal}")
    for language, text in concept.preferred.items():
        yield SKOS.prefLabel, Literal(text, lang=language)
    for language, text in concept.alternative:
        yield SKOS.altLabel, Literal(text, lang=language)
    for language, text in concept.definition.items():
        yield SKOS.definition, Literal(text, lang=language)


def written(scheme: Scheme, form: str) -> bytes:
    """Return ``scheme`` in one of ``FORMATS``, as UTF-8."""
    graph = skos_graph(scheme)
    if form == "turtle":
        return graph.serialize(format="turtle").encode()
    return _json_ld(graph)


def _json_ld(graph: Graph) -> bytes:
    said = json.loads(graph.serialize(format="json-ld", context=_CONTEXT))
    return json.dumps(_in_order(said), ensure_ascii=False, indent=1, sort_keys=True).encode()


def _in_order(said: object) -> object:
    """Return a JSON value with its lists sorted: in this file they are all sets."""
    if isinstance(said, dict):
        return {key: _in_order(value) for key, value in said.items()}
    if isinstance(said, list):
        return sorted(map(_in_order, said), key=lambda one: json.dumps(one, sort_keys=True))
    return said
