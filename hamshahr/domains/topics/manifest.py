"""What topics plug into the commons."""

from collections.abc import Iterator

from hamshahr.commons.search.registry import Vocabulary, register_vocabulary
from hamshahr.domains.topics import deeds
from hamshahr.domains.topics.models import TopicLabel


def _labels() -> Iterator[tuple[str, str, str]]:
    """Return every label, the preferred one of a language before the others."""
    ordered = TopicLabel.objects.order_by("topic_id", "language", "-kind", "pk")
    yield from ordered.values_list("topic_id", "language", "text")


def register() -> None:
    deeds.declare()
    register_vocabulary(Vocabulary(facet="topic", labels=_labels))
