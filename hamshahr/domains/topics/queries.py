"""Reads of the vocabulary."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import DEFAULT_LANGUAGE
from hamshahr.domains.topics.models import Topic, TopicLabel
from hamshahr.domains.topics.permissions import visible_to
from hamshahr.kernel.folding import fold
from hamshahr.kernel.remembering import remembered

# Where a topic has no label in the asked language: English, the language of most vocabularies.
_FALLBACK = "en"


@dataclass(frozen=True)
class ThemeView:
    """A theme with its topics, worded in one language."""

    code: str
    label: str
    definition: str
    topics: tuple["TopicView", ...]


@dataclass(frozen=True)
class TopicView:
    code: str
    label: str
    definition: str


@remembered
def preferred_labels(language: str, *, by: User | None = None) -> dict[str, str]:
    """Return the preferred label of every topic and theme, by code, in ``language``."""
    rows = TopicLabel.objects.filter(
        topic__in=visible_to(by),
        kind=TopicLabel.Kind.PREFERRED,
        language__in={language, _FALLBACK, DEFAULT_LANGUAGE},
    ).values_list("topic_id", "language", "text")
    order = {DEFAULT_LANGUAGE: 0, _FALLBACK: 1, language: 2}
    return {code: text for code, _, text in sorted(rows, key=lambda row: order[row[1]])}


@remembered
def other_labels(language: str, *, by: User | None = None) -> dict[str, str]:
    """Return what else each topic and theme is called in ``language``, by code, parted by "·"."""
    rows = TopicLabel.objects.filter(
        topic__in=visible_to(by), kind=TopicLabel.Kind.ALTERNATIVE, language=language
    ).values_list("topic_id", "text")
    found: defaultdict[str, list[str]] = defaultdict(list)
    for code, text in rows:
        found[code].append(text)
    return {code: " · ".join(texts) for code, texts in found.items()}


def get_for(code: str, *, by: User | None) -> Topic | None:
    """Return the topic or theme with this code, its labels read; ``None`` where there is none."""
    return visible_to(by).prefetch_related("labels").filter(code=code).first()


def narrower(topic: Topic, *, by: User | None) -> list[Topic]:
    """Return the topics of a theme, in the vocabulary's order."""
    return list(visible_to(by).filter(broader=topic))


def related(topic: Topic, *, by: User | None) -> list[Topic]:
    """Return the topics beside this one, in the vocabulary's order."""
    return list(visible_to(by).filter(related=topic))


def themes(language: str, *, by: User | None = None) -> list[ThemeView]:
    """Return the themes with their topics, in the vocabulary's order, worded in ``language``."""
    labels = preferred_labels(language, by=by)
    narrower: defaultdict[str | None, list[Topic]] = defaultdict(list)
    for topic in visible_to(by):
        narrower[topic.broader_id].append(topic)
    return [
        ThemeView(
            theme.code,
            labels.get(theme.code, theme.code),
            worded(theme.definition, language),
            tuple(
                TopicView(
                    topic.code,
                    labels.get(topic.code, topic.code),
                    worded(topic.definition, language),
                )
                for topic in narrower[theme.code]
            ),
        )
        for theme in narrower[None]
    ]


def codes_by_label(*, by: User | None = None) -> Mapping[str, str]:
    """Return the code of every topic by each of its folded labels and by its own code.

    Where two languages use one word for different topics, the English use wins.
    """
    rows = TopicLabel.objects.filter(topic__in=visible_to(by)).values_list(
        "folded", "topic_id", "language"
    )
    by_label = {row[0]: row[1] for row in sorted(rows, key=lambda row: row[2] == _FALLBACK)}
    by_code = {fold(code): code for code in visible_to(by).values_list("code", flat=True)}
    return by_label | by_code


def worded(texts: Mapping[str, str], language: str) -> str:
    """Return the text in ``language``, else in English; empty where there is neither."""
    return texts.get(language) or texts.get(_FALLBACK) or ""
