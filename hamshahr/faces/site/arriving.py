"""The home page put together."""

from django.utils.translation import gettext as _

from hamshahr.commons.search.addresses import search_url
from hamshahr.commons.search.retrieval.browsing import browse_total, facet_counts
from hamshahr.domains.experiences import queries
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.topics.addresses import topic_url
from hamshahr.domains.topics.queries import ThemeView, themes
from hamshahr.faces.site.regions import ExampleSearch, HomePage, ThemeBlock, TopicEntry


def home_page(language: str) -> HomePage:
    """Return what the home page shows, worded in ``language``."""
    counts = facet_counts(KIND, "topic")
    return HomePage(
        themes=[_theme(theme, counts) for theme in themes(language)],
        newest=queries.newest(language),
        experience_count=browse_total(KIND, ()),
        examples=[ExampleSearch(text, search_url(("q", text))) for text in _examples()],
    )


def _theme(theme: ThemeView, counts: dict[str, int]) -> ThemeBlock:
    """Return a theme with those of its topics that lead somewhere."""
    return ThemeBlock(
        code=theme.code,
        label=theme.label,
        url=topic_url(theme.code),
        definition=theme.definition,
        topics=[
            TopicEntry(topic.label, topic_url(topic.code), counts[topic.code])
            for topic in theme.topics
            if counts.get(topic.code)
        ],
    )


def _examples() -> list[str]:
    """Return questions to begin with; each has its answer in the library."""
    return [
        _("Buses stuck in traffic on our main avenue, and no money for a metro"),
        _("Old neighbourhoods flood after every heavy rain"),
        _("Families in informal settlements without title deeds"),
    ]
