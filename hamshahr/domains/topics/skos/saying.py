"""What a concept is called and what it means: its labels, definition, goals and position."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from rdflib import SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from hamshahr.commons.translation.languages import UnknownLanguage
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.domains.topics.models import TopicLabel
from hamshahr.domains.topics.skos.concepts import GOAL, POSITION
from hamshahr.domains.topics.skos.naming import Tell
from hamshahr.domains.topics.skos.refusing import shown
from hamshahr.kernel.folding import fold

_LONGEST_LABEL = int(TopicLabel._meta.get_field("text").max_length or 0)
_LONGEST_FOLDED = int(TopicLabel._meta.get_field("folded").max_length or 0)
_LONGEST_DEFINITION = 2_000  # a paragraph
# What readers of a language without a label are shown
_NEEDED = "en"
LAST_POSITION = 32_767  # a small integer of the database

MATCHES = (
    SKOS.relatedMatch, SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch,
)  # fmt: skip
_A_GOAL = re.compile(r"https?://metadata\.un\.org/sdg/(\d+)/?", re.ASCII)


@dataclass
class Said:
    """What a file says of one concept; ``position`` is ``None`` where it gives none."""

    preferred: dict[str, str] = field(default_factory=dict)
    alternative: set[tuple[str, str]] = field(default_factory=set)
    definition: dict[str, str] = field(default_factory=dict)
    goals: set[int] = field(default_factory=set)
    position: int | None = None


def said_of(graph: Graph, concept: URIRef, tell: Tell, note: Tell) -> Said:
    """Return what ``graph`` says of a concept; what search cannot tell apart is kept once."""
    said = Said(position=_position(graph, concept, tell))
    said.goals = set(_goals(graph, concept, tell))
    for language, text in _texts(graph, concept, SKOS.definition, "definition", tell):
        if language in said.definition:
            tell(f"<{shown(concept)}> has two definitions in “{language}”. Keep one.")
        elif len(text) > _LONGEST_DEFINITION:
            limit = f"{_LONGEST_DEFINITION:,}"
            tell(f"The “{language}” definition of <{shown(concept)}> exceeds {limit} characters.")
        said.definition[language] = text
    for language, text in _labels(graph, concept, SKOS.prefLabel, tell):
        if language in said.preferred:
            tell(
                f"<{shown(concept)}> has two preferred labels in “{language}”, "
                f"“{shown(said.preferred[language])}” and “{shown(text)}”. Make one an altLabel."
            )
        said.preferred.setdefault(language, text)
    if _NEEDED not in said.preferred:
        tell(
            f"<{shown(concept)}> has no preferred label in English, which stands in for languages "
            "without one. Add a skos:prefLabel with @en."
        )
    taken = {(language, fold(text)) for language, text in said.preferred.items()}
    for language, text in _labels(graph, concept, SKOS.altLabel, tell):
        if (language, fold(text)) in taken:
            note(f"“{shown(text)}”@{language} of <{shown(concept)}> is kept once: search reads it "
                 "like another label of the concept.")  # fmt: skip
            continue
        taken.add((language, fold(text)))
        said.alternative.add((language, text))
    return said


def goal(value: Node) -> int | None:
    """Return the number of the goal of the 2030 Agenda that a URI names; ``None``: of none."""
    found = _A_GOAL.fullmatch(str(value)) if isinstance(value, URIRef) else None
    return int(found.group(1)) if found and len(found.group(1)) < 4 else None


def _goals(graph: Graph, concept: URIRef, tell: Tell) -> Iterator[int]:
    for predicate in MATCHES:
        for value in graph.objects(concept, predicate):
            number = goal(value)
            if number is not None and 1 <= number <= 17:
                yield number
            elif number is not None:
                tell(f"<{shown(concept)}> names goal {number}; there are 17 ({GOAL}1 to 17).")


def _position(graph: Graph, concept: URIRef, tell: Tell) -> int | None:
    values = list(graph.objects(concept, POSITION))
    if not values:
        return None
    number = values[0].toPython() if isinstance(values[0], Literal) else None
    if len(values) > 1 or type(number) is not int or not 0 <= number <= LAST_POSITION:
        tell(
            f"The position of <{shown(concept)}> must be one whole number from 0 to "
            f"{LAST_POSITION:,}."
        )
        return None
    return number


def _labels(
    graph: Graph, concept: URIRef, predicate: URIRef, tell: Tell
) -> Iterator[tuple[str, str]]:
    for language, text in _texts(graph, concept, predicate, "label", tell):
        if not fold(text):
            tell(f"The label “{shown(text)}”@{language} of <{shown(concept)}> holds no word.")
        elif len(text) > _LONGEST_LABEL or len(fold(text)) > _LONGEST_FOLDED:
            tell(
                f"The label “{shown(text)}”@{language} of <{shown(concept)}> exceeds "
                f"{_LONGEST_LABEL} characters. Put it into the definition."
            )
        elif any(unicodedata.category(letter) in {"Cc", "Zl", "Zp"} for letter in text):
            tell(f"The label “{shown(text)}”@{language} of <{shown(concept)}> breaks its line.")
        else:
            yield language, text


def _texts(
    graph: Graph, concept: URIRef, predicate: URIRef, kind: str, tell: Tell
) -> Iterator[tuple[str, str]]:
    """Yield language and text of a concept's literals, in a fixed order."""
    for value in sorted(graph.objects(concept, predicate), key=lambda one: (str(one), repr(one))):
        if not isinstance(value, Literal) or not value.language:
            tell(
                f"The {kind} “{shown(value)}” of <{shown(concept)}> has no language. Write it with "
                "one, such as “…”@en."
            )
            continue
        language = value.language.lower()
        try:
            language_of(language)
        except UnknownLanguage:
            tell(
                f"The {kind} “{shown(value)}” of <{shown(concept)}> has the language "
                f"“{shown(value.language)}”. Write the two or three letters of ISO 639 alone, such "
                "as pt for pt-BR."
            )
            continue
        yield language, str(value)
