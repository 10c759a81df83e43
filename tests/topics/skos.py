"""A small vocabulary as somebody writes it by hand, and ways to bring it in and take it out."""

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.domains.topics.importing import import_vocabulary
from hamshahr.domains.topics.models import Topic, TopicLabel
from hamshahr.domains.topics.skos.keeping import kept_scheme
from hamshahr.domains.topics.skos.reading import parsed
from hamshahr.domains.topics.skos.refusing import VocabularyRefused
from hamshahr.domains.topics.skos.writing import written

PREFIXES = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix schema: <https://schema.org/> .
@prefix sdg: <http://metadata.un.org/sdg/> .
@prefix : <https://cities.example/topics/> .
"""
SCHEME = '<https://cities.example/topics> a skos:ConceptScheme ; dct:title "Our topics"@en .'
# Written once in each direction, with what Hamshahr does not know, and without positions
BY_HAND = f"""{PREFIXES}
{SCHEME}
:moving a skos:Concept ; skos:prefLabel "Moving about"@en, "جابه‌جایی"@fa ; skos:narrower :trams .
:trams a skos:Concept ;
  skos:prefLabel "Trams"@en, "路面電車"@ja ;
  skos:altLabel "streetcars"@en, "tramways"@fr ;
  skos:hiddenLabel "tarms"@en ;
  skos:scopeNote "Rails in the street."@en ;
  skos:definition "Trains that share the street."@en ;
  skos:exactMatch <https://elsewhere.example/tram> ;
  skos:relatedMatch sdg:11 ;
  skos:related :ferries .
:ferries a skos:Concept ; skos:broader :moving ; skos:notation "boats" ;
  skos:prefLabel "Urban ferries"@en ; schema:position 3 .
"""


def bring_in(folder, text, *, ending=".ttl", **wishes):
    """Import a vocabulary from a file with this text (or these bytes)."""
    path = folder / f"vocabulary{ending}"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return import_vocabulary(path=path, by=system_actor(), **wishes)


def refusal(folder, text, **wishes):
    """Return what the import of a text is refused with."""
    try:
        bring_in(folder, text, **wishes)
    except VocabularyRefused as refused:
        return "\n".join(refused.mistakes)
    raise AssertionError("the file was not refused")


def taken_out(form="turtle"):
    """Return the vocabulary of the database, written."""
    return written(kept_scheme(by=None), form)


def rows():
    """Everything that is kept of a vocabulary, but for keys that have no meaning."""
    return (
        list(Topic.objects.order_by("pk").values()),
        sorted(TopicLabel.objects.values_list("topic", "language", "kind", "text", "folded")),
        sorted(Topic.related.through.objects.values_list("from_topic", "to_topic")),
    )


def graph_of(said, ending=".ttl"):
    return parsed(said if isinstance(said, str) else said.decode(), ending)
