"""The vocabulary of this instance, read from the database as SKOS would say it."""

from collections import defaultdict

from rdflib import DCTERMS, Graph, Literal, URIRef

from hamshahr.commons.accounts.models import User
from hamshahr.domains.topics.models import ConceptScheme, Topic, TopicLabel
from hamshahr.domains.topics.permissions import visible_to
from hamshahr.domains.topics.skos.concepts import (
    LICENCE,
    OWN_CONCEPT,
    OWN_SCHEME,
    TITLE,
    Concept,
    Scheme,
)
from hamshahr.domains.topics.skos.triples import n_triples


def kept_scheme(*, by: User | None) -> Scheme:
    """Return all themes and topics that ``by`` may see. Four statements for any number of them."""
    topics = list(visible_to(by))
    uris = {topic.code: concept_uri(topic) for topic in topics}
    labels: defaultdict[str, list[TopicLabel]] = defaultdict(list)
    for label in TopicLabel.objects.filter(topic__in=list(uris)):
        labels[label.topic_id].append(label)
    related: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in Topic.related.through._default_manager.filter(
        from_topic__in=list(uris), to_topic__in=list(uris)
    ).values_list("from_topic_id", "to_topic_id"):
        related[one].add(uris[other])
    concepts = (_concept(topic, uris, labels[topic.code], related[topic.code]) for topic in topics)
    row = ConceptScheme.objects.first()
    return Scheme(
        uri=row.uri if row else OWN_SCHEME,
        statements=row.statements if row else _own_statements(),
        concepts={concept.uri: concept for concept in concepts},
    )


def concept_uri(topic: Topic) -> str:
    """Return the URI of a topic: the one it came with, else its name in what ships."""
    return topic.uri or f"{OWN_CONCEPT}{topic.code}"


def _concept(
    topic: Topic, uris: dict[str, str], labels: list[TopicLabel], related: set[str]
) -> Concept:
    preferred, alternative = TopicLabel.Kind.PREFERRED, TopicLabel.Kind.ALTERNATIVE
    return Concept(
        uri=uris[topic.code],
        code=topic.code,
        broader=uris[topic.broader_id] if topic.broader_id else None,
        related=frozenset(related),
        goals=frozenset(topic.sdgs),
        preferred={label.language: label.text for label in labels if label.kind == preferred},
        alternative=frozenset(
            (label.language, label.text) for label in labels if label.kind == alternative
        ),
        definition=topic.definition,
        position=topic.position,
        further=topic.further,
    )


def _own_statements() -> str:
    graph = Graph()
    scheme = URIRef(OWN_SCHEME)
    graph.add((scheme, LICENCE[0], URIRef(LICENCE[1])))
    for language, title in TITLE.items():
        graph.add((scheme, DCTERMS.title, Literal(title, lang=language)))
    return n_triples(graph)
