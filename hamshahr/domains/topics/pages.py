"""The page of a topic or a theme, put together."""

from collections.abc import Iterable
from dataclasses import replace

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.domains.topics import queries
from hamshahr.domains.topics.addresses import topic_url
from hamshahr.domains.topics.models import Topic, TopicLabel
from hamshahr.domains.topics.regions import ThemeBlock, TopicLink, TopicListPage, TopicPage, Words
from hamshahr.kernel.panels import shown_on


def topic_page(code: str, language: str, *, by: User | None) -> TopicPage | None:
    """Return all that the page of a topic shows, worded in ``language``; ``None``: no such topic.

    Later domains add to it as panels of the pages ``topic`` and, for short facts, ``topic facts``.
    """
    topic = queries.get_for(code, by=by)
    if topic is None:
        return None
    labels = queries.preferred_labels(language, by=by)
    page = TopicPage(
        code=topic.code,
        label=labels.get(topic.code, topic.code),
        definition=queries.worded(topic.definition, language),
        theme=_link(topic.broader_id, labels) if topic.broader_id else None,
        topics=tuple(
            replace(_link(one.code, labels), definition=queries.worded(one.definition, language))
            for one in queries.narrower(topic, by=by)
        ),
        related=tuple(_link(one.code, labels) for one in queries.related(topic, by=by)),
        goals=tuple(topic.sdgs),
        words=tuple(_words(topic, language)),
    )
    return replace(
        page,
        facts=shown_on("topic facts", page, language, by=by),
        panels=shown_on("topic", page, language, by=by),
    )


def topic_list_page(language: str, *, by: User | None) -> TopicListPage:
    """Return the whole vocabulary by themes; later domains add panels of the page ``topics``."""
    blocks = tuple(
        ThemeBlock(
            theme.code,
            theme.label,
            topic_url(theme.code),
            theme.definition,
            [
                TopicLink(topic.code, topic.label, topic_url(topic.code), topic.definition)
                for topic in theme.topics
            ],
        )
        for theme in queries.themes(language, by=by)
    )
    return TopicListPage(blocks, shown_on("topics", blocks, language, by=by))


def _link(code: str, labels: dict[str, str]) -> TopicLink:
    return TopicLink(code, labels.get(code, code), topic_url(code))


def _words(topic: Topic, read_in: str) -> Iterable[Words]:
    """Yield the topic's names by language: the reader's own first, then those of the interface."""
    order = {code: place for place, code in enumerate((read_in, *INTERFACE_LANGUAGES))}
    order[read_in] = 0
    by_language: dict[str, list[TopicLabel]] = {}
    for label in topic.labels.all():
        by_language.setdefault(label.language, []).append(label)
    for code in sorted(by_language, key=lambda code: (order.get(code, len(order)), code)):
        own = language_of(code)
        texts = {
            kind: [label.text for label in by_language[code] if label.kind == kind]
            for kind in TopicLabel.Kind
        }
        yield Words(
            language=own,
            language_name=own.name_in(read_in),
            preferred="".join(texts[TopicLabel.Kind.PREFERRED]),
            alternatives=tuple(texts[TopicLabel.Kind.ALTERNATIVE]),
        )
