"""From a graph to a vocabulary: each mistake a sentence that says where, and what to do.

What is not understood of a concept (scope notes, matches with other vocabularies) is kept as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import RDF, SKOS, BNode, Graph, URIRef
from rdflib.term import Node

from hamshahr.domains.topics.skos import naming, structure
from hamshahr.domains.topics.skos.concepts import GOAL, POSITION, Concept, Scheme
from hamshahr.domains.topics.skos.refusing import VocabularyRefused, shown
from hamshahr.domains.topics.skos.saying import LAST_POSITION, Said, goal, said_of
from hamshahr.domains.topics.skos.triples import n_triples
from hamshahr.kernel.folding import fold

# All topics stand on one page and in one facet, and every search reads all their names.
MOST_CONCEPTS = 1_000
MOST_LABELS = 50_000

# Written anew from what was understood
_SCHEME_UNDERSTOOD = frozenset([SKOS.hasTopConcept])
_UNDERSTOOD = frozenset([
    SKOS.inScheme, SKOS.topConceptOf, SKOS.prefLabel, SKOS.altLabel, SKOS.definition, SKOS.broader,
    SKOS.narrower, SKOS.related, POSITION,
])  # fmt: skip


@dataclass(frozen=True)
class Understood:
    """A vocabulary, and notes on what of its file is not kept as it stands."""

    scheme: Scheme
    notes: list[str]


def understood(graph: Graph, known: Mapping[str, Concept]) -> Understood:
    """Return the vocabulary that ``graph`` holds; ``known`` are the concepts there are, by URI.

    A concept that is known keeps its code and, where the file gives none, its position. Raises
    ``VocabularyRefused`` with every mistake.
    """
    mistakes: list[str] = []
    notes: list[str] = []
    naming.refuse_bad_terms(graph, mistakes.append)
    scheme = _scheme(graph, mistakes)
    concepts = _concepts(graph, mistakes)
    _refuse(mistakes)
    codes = naming.codes(graph, concepts, known, mistakes.append)
    above = structure.broader(graph, concepts, mistakes.append)
    beside = structure.related(graph, concepts, above, mistakes.append)
    said = {concept: said_of(graph, concept, mistakes.append, notes.append) for concept in concepts}
    mistakes += clashes({str(concept): labels(one) for concept, one in said.items()})
    _refuse(mistakes)
    positions = _positions(said, known)
    about_others = {subject for subject in graph.subjects() if subject not in {scheme, *concepts}}
    if about_others:
        notes.append(f"What the file says of {len(about_others):,} other things is not kept.")
    return Understood(
        Scheme(
            uri=str(scheme),
            statements=_further(graph, scheme, notes, _SCHEME_UNDERSTOOD),
            concepts={
                str(concept): Concept(
                    uri=str(concept),
                    code=codes[concept],
                    broader=str(above[concept]) if concept in above else None,
                    related=beside[concept],
                    goals=frozenset(said[concept].goals),
                    preferred=said[concept].preferred,
                    alternative=frozenset(said[concept].alternative),
                    definition=said[concept].definition,
                    position=positions[concept],
                    further=_further(graph, concept, notes, _UNDERSTOOD),
                )
                for concept in concepts
            },
        ),
        notes,
    )


def labels(said: Said | Concept) -> list[tuple[str, str]]:
    """Return every label of a concept, as language and text."""
    return [*said.preferred.items(), *sorted(said.alternative)]


def clashes(by_concept: Mapping[str, list[tuple[str, str]]]) -> list[str]:
    """Return a mistake for each label that names two concepts in one language."""
    owners: dict[tuple[str, str], str] = {}
    found = []
    for uri, given in by_concept.items():
        for language, text in given:
            owner = owners.setdefault((language, fold(text)), uri)
            if owner != uri:
                found.append(
                    f"The label “{shown(text)}”@{language} names both <{shown(owner)}> and "
                    f"<{shown(uri)}>. Say it of one of them, or make it more telling."
                )
    if len(owners) > MOST_LABELS:
        found.append(f"The file has more than {MOST_LABELS:,} labels.")
    return found


def _refuse(mistakes: list[str]) -> None:
    if mistakes:
        raise VocabularyRefused(mistakes)


def _scheme(graph: Graph, mistakes: list[str]) -> Node:
    schemes = sorted(set(graph.subjects(RDF.type, SKOS.ConceptScheme)), key=str)
    if len(schemes) != 1:
        mistakes.append(
            f"The file has {len(schemes):,} concept schemes and needs one: the vocabulary itself, "
            "as <…> a skos:ConceptScheme."
        )
        return BNode()
    naming.refuse_bad_name(schemes[0], mistakes.append)
    return schemes[0]


def _concepts(graph: Graph, mistakes: list[str]) -> list[URIRef]:
    found = sorted(set(graph.subjects(RDF.type, SKOS.Concept)), key=str)
    if not found:
        mistakes.append("The file has no concept: nothing in it is a skos:Concept.")
    if len(found) > MOST_CONCEPTS:
        mistakes.append(
            f"The file has {len(found):,} concepts; a vocabulary may have {MOST_CONCEPTS:,}. "
            "Choose those that departments search by."
        )
        return []
    for concept in found:
        naming.refuse_bad_name(concept, mistakes.append)
        if (concept, RDF.type, SKOS.ConceptScheme) in graph:
            mistakes.append(f"<{shown(concept)}> is both a concept and the scheme of concepts.")
    return [concept for concept in found if isinstance(concept, URIRef)]


def _positions(said: Mapping[URIRef, Said], known: Mapping[str, Concept]) -> dict[URIRef, int]:
    """Return every position: as said, as before, or at the end in the order of English labels."""
    found: dict[URIRef, int] = {}
    without: list[URIRef] = []
    for concept, one in said.items():
        if one.position is not None:
            found[concept] = one.position
        elif str(concept) in known:
            found[concept] = known[str(concept)].position
        else:
            without.append(concept)
    last = max(found.values(), default=-1)
    without.sort(key=lambda concept: fold(said[concept].preferred["en"]))
    return found | {
        concept: min(last + place, LAST_POSITION) for place, concept in enumerate(without, start=1)
    }


def _further(graph: Graph, subject: Node, notes: list[str], known: frozenset[URIRef]) -> str:
    """Return what was not understood of a concept or scheme, to be written out as it came."""
    kept = Graph(bind_namespaces="none")
    for predicate, value in graph.predicate_objects(subject):
        if isinstance(value, BNode) or isinstance(predicate, BNode):
            notes.append(f"A blank node that is said of <{shown(subject)}> is not kept.")
        elif predicate not in known and not _is_understood(graph, subject, predicate, value):
            kept.add((subject, predicate, value))
    return n_triples(kept)


def _is_understood(graph: Graph, subject: Node, predicate: Node, value: Node) -> bool:
    if predicate == RDF.type:
        return value in {SKOS.Concept, SKOS.ConceptScheme}
    if predicate == SKOS.notation:
        return value in naming.notations(graph, subject)
    if predicate == SKOS.relatedMatch:
        return str(value) == f"{GOAL}{goal(value)}"
    return False
