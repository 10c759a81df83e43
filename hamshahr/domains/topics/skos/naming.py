"""Names of concepts: whether a URI is one, and the code of each, which stands in our addresses."""

import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import unquote

from django.utils.text import slugify
from rdflib import SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from hamshahr.domains.topics.skos.concepts import Concept
from hamshahr.domains.topics.skos.refusing import shown

Tell = Callable[[str], None]

_URI = re.compile(r"(?:https?://|urn:)[^\s<>\"{}|\\^`]+")
_LONGEST_URI = 400
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_CODE = 60
_END = re.compile(r"[/#:]")


def refuse_bad_terms(graph: Graph, tell: Tell) -> None:
    """Tell of whatever no database or file can hold, and of names that are no names elsewhere."""
    for term in sorted({term for triple in graph for term in triple}, key=str):
        text = str(term)
        if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
            tell(f"“{shown(text)}” holds a character that is none (NUL, or half of a pair).")
        elif isinstance(term, URIRef) and text.startswith("file:"):
            tell(f"<{shown(text)}> is a relative address. Write whole ones, or set a @base.")
        elif isinstance(term, URIRef) and re.search(r"[\s<>\"{}|\\^`]", text):
            tell(f"<{shown(text)}> is no URI: it holds a space or a bracket.")


def refuse_bad_name(concept: Node, tell: Tell) -> None:
    """Tell where a concept's or a scheme's name could not be kept."""
    if not isinstance(concept, URIRef):
        tell("A concept has no URI (a blank node). Give each concept its own.")
    elif not _URI.fullmatch(concept) or len(concept) > _LONGEST_URI:
        tell(
            f"<{shown(concept)}> cannot name a concept: take a URI that begins with http, https "
            f"or urn, of at most {_LONGEST_URI} characters."
        )


def codes(
    graph: Graph, concepts: Sequence[URIRef], known: Mapping[str, Concept], tell: Tell
) -> dict[URIRef, str]:
    """Return the code of each concept: its own from before, its notation, or its URI's end."""
    found = {concept: _code(graph, concept, known.get(str(concept)), tell) for concept in concepts}
    owners: dict[str, URIRef] = {}
    for concept, code in found.items():
        owner = owners.setdefault(code, concept)
        if code and owner != concept:
            tell(
                f"<{shown(owner)}> and <{shown(concept)}> would both have the code “{code}”. Give "
                "one of them another skos:notation."
            )
    return found


def notations(graph: Graph, concept: Node) -> list[Literal]:
    """Return those of a concept's notations that can be its code."""
    return [
        value
        for value in graph.objects(concept, SKOS.notation)
        if isinstance(value, Literal) and value.datatype is None and _is_code(str(value))
    ]


def _code(graph: Graph, concept: URIRef, before: Concept | None, tell: Tell) -> str:
    said = sorted(map(str, notations(graph, concept)))
    if len(said) > 1:
        tell(f"<{shown(concept)}> has several codes ({', '.join(said)}). Keep one skos:notation.")
        return said[0]
    if before is not None:
        if said and said[0] != before.code:
            tell(
                f"<{shown(concept)}> has the code “{before.code}” here, and addresses rest on it: "
                f"it cannot become “{said[0]}”."
            )
        return before.code
    if said:
        return said[0]
    code = slugify(_END.split(unquote(concept).rstrip("/#:"))[-1])
    if not _is_code(code):
        tell(f"<{shown(concept)}> needs a code for its address: a skos:notation such as “water”.")
        return ""
    return code


def _is_code(text: str) -> bool:
    return len(text) <= _LONGEST_CODE and _CODE.fullmatch(text) is not None
