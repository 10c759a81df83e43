"""What the regions of this domain's pages show."""

from collections.abc import Sequence
from dataclasses import dataclass

from hamshahr.commons.translation.languages import Language
from hamshahr.kernel.panels import ShownPanel


@dataclass(frozen=True)
class TopicLink:
    """A topic or theme by its name, with its page."""

    code: str
    label: str
    url: str
    definition: str = ""


@dataclass(frozen=True)
class ThemeBlock:
    """A theme with its topics, in lists."""

    code: str
    label: str
    url: str
    definition: str
    topics: Sequence[TopicLink]


@dataclass(frozen=True)
class Words:
    """What a topic is called in one language, by departments and by others."""

    language: Language
    language_name: str  # in the page's language
    preferred: str  # empty: only other names are known
    alternatives: tuple[str, ...]


@dataclass(frozen=True)
class TopicPage:
    """A topic or a theme. The panels of later domains read it as their subject."""

    code: str
    label: str
    definition: str
    theme: TopicLink | None  # none: it is a theme itself
    topics: tuple[TopicLink, ...]  # of a theme
    related: tuple[TopicLink, ...]
    goals: tuple[int, ...]  # of the 2030 Agenda, 1 to 17
    words: tuple[Words, ...]  # the language of the page first
    facts: tuple[ShownPanel, ...] = ()  # beside the text
    panels: tuple[ShownPanel, ...] = ()  # in it

    @property
    def codes(self) -> list[str]:
        """The codes of what the page is about: the topic, or the theme with its topics."""
        return [self.code, *(topic.code for topic in self.topics)]


@dataclass(frozen=True)
class TopicListPage:
    themes: tuple[ThemeBlock, ...]
    ways: tuple[ShownPanel, ...]  # other ways into the library
