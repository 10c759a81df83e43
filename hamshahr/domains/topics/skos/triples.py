"""Statements written one a line (N-Triples), sorted, so that equal ones are equal texts."""

from rdflib import Graph


def n_triples(graph: Graph) -> str:
    """Return every statement of ``graph``, sorted; empty where there is none."""
    return "\n".join(sorted(graph.serialize(format="nt").splitlines())).strip()


def add_n_triples(graph: Graph, statements: str) -> None:
    """Add to ``graph`` what ``n_triples`` wrote."""
    if statements:
        graph.parse(data=statements, format="nt")
