"""Which concept stands under and beside which: two levels, no cycle, nothing unknown."""

from collections.abc import Mapping, Sequence

from rdflib import SKOS, Graph, URIRef
from rdflib.term import Node

from hamshahr.domains.topics.skos.naming import Tell
from hamshahr.domains.topics.skos.refusing import shown


def broader(graph: Graph, concepts: Sequence[URIRef], tell: Tell) -> dict[Node, URIRef]:
    """Return the theme of each topic. Said in either direction (broader, narrower) is enough."""
    above: dict[URIRef, list[Node]] = {
        concept: sorted(
            {*graph.objects(concept, SKOS.broader), *graph.subjects(SKOS.narrower, concept)},
            key=str,
        )
        for concept in concepts
    }
    _tell_of_strangers(graph, SKOS.narrower, above, tell)
    found: dict[Node, URIRef] = {}
    for concept, wider in above.items():
        if len(wider) > 1:
            tell(
                f"<{shown(concept)}> stands under both <{shown(wider[0])}> and "
                f"<{shown(wider[1])}>. A topic belongs to one theme: take one away, as "
                "skos:broader and as skos:narrower."
            )
        for one in wider:
            if one not in above:
                tell(f"<{shown(concept)}> stands under <{shown(one)}>, no concept of the file.")
            elif isinstance(one, URIRef):
                found.setdefault(concept, one)
    _tell_of_depth(found, tell)
    return found


def related(
    graph: Graph, concepts: Sequence[URIRef], above: Mapping[Node, URIRef], tell: Tell
) -> dict[URIRef, frozenset[str]]:
    """Return what stands beside each concept. Said in one direction, it holds in both."""
    here = set(concepts)
    beside: dict[URIRef, frozenset[str]] = {}
    for concept in concepts:
        others = {*graph.objects(concept, SKOS.related), *graph.subjects(SKOS.related, concept)}
        for other in sorted(others, key=str):
            if other == concept:
                tell(f"<{shown(concept)}> is related to itself. Take that away.")
            elif other not in here:
                tell(f"<{shown(concept)}> is related to <{shown(other)}>, no concept of the file.")
            elif above.get(concept) == other:
                tell(
                    f"<{shown(concept)}> is both narrower than and related to <{shown(other)}>. "
                    "Keep one of the two."
                )
        beside[concept] = frozenset(map(str, others))
    return beside


def _tell_of_strangers(
    graph: Graph, predicate: URIRef, known: Mapping[URIRef, object], tell: Tell
) -> None:
    for concept, other in sorted(graph.subject_objects(predicate), key=str):
        if concept in known and other not in known:
            tell(
                f"<{shown(other)}> stands under <{shown(concept)}>, and is no concept of the file."
            )


def _tell_of_depth(above: Mapping[Node, URIRef], tell: Tell) -> None:
    told: set[Node] = set()
    for concept in sorted(above, key=str):
        path: list[Node] = [concept]
        while (wider := above.get(path[-1])) is not None and wider not in path:
            path.append(wider)
        if wider is not None:
            cycle = [*path[path.index(wider) :], wider]
            if not told & set(cycle):
                way = " → ".join(f"<{shown(one)}>" for one in cycle)
                tell(f"These stand under one another in a circle: {way}. Break it at one place.")
            told |= set(cycle)
        elif len(path) > 2:
            way = " → ".join(f"<{shown(one)}>" for one in path)
            tell(
                f"A third level: {way}. Here are themes and their topics: put it under the theme, "
                "or make it an alternative label."
            )
