"""What topics plug into the commons."""

from collections.abc import Iterator

from hamshahr.commons.search.registry import Vocabulary, register_vocabulary
from hamshahr.domains.topics import deeds
from hamshahr.domains.topics.models import TopicLabel


def _labels() -> Iterator[tuple[str, str, str]]:
    yield from TopicLabel.objects.values_list("topic_id", "language", "text")


def register() -> None:
    deeds.declare()
    register_vocabulary(Vocabulary(facet="topic", labels=_labels))
