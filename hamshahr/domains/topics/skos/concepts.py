"""A vocabulary between the database and a SKOS graph: the same form for both, to be compared."""

from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import DCTERMS, Namespace

# Names of the vocabulary that ships: names, not addresses. They say the same on every instance,
# wherever it stands, and claim nobody's domain.
OWN_SCHEME = "urn:hamshahr:topics"
OWN_CONCEPT = f"{OWN_SCHEME}:"

# Where a concept stands in reading order; SKOS itself has only lists of blank nodes for it
SCHEMA = Namespace("https://schema.org/")
POSITION = SCHEMA.position

GOAL = "http://metadata.un.org/sdg/"
LICENCE = (DCTERMS.license, "https://creativecommons.org/licenses/by/4.0/")
TITLE = {
    "fa": "موضوع‌های هم‌شهر",
    "en": "Topics of Hamshahr",
    "fr": "Thèmes de Hamshahr",
    "es": "Temas de Hamshahr",
    "ar": "مواضيع هم‌شهر",
}


@dataclass(frozen=True)
class Concept:
    """A theme or topic, said by URIs. ``code`` is its own on this instance, in addresses.

    ``further`` are the statements that a file makes beside these: N-Triples, sorted, kept as given.
    """

    uri: str
    code: str
    broader: str | None  # the theme's URI
    related: frozenset[str]  # URIs, both ways
    goals: frozenset[int]
    preferred: Mapping[str, str]  # by language
    alternative: frozenset[tuple[str, str]]  # language and text
    definition: Mapping[str, str]  # by language
    position: int
    further: str = ""


@dataclass(frozen=True)
class Scheme:
    """The whole: the scheme's URI, what is said of it (N-Triples, sorted), and its concepts."""

    uri: str
    statements: str
    concepts: Mapping[str, Concept]  # by URI
