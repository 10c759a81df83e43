"""The facets of the library: their names, their values as read, their order."""

import re
from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.commons.search.retrieval.counting import Count
from hamshahr.commons.search.retrieval.filtering import Filters
from hamshahr.commons.translation import reading
from hamshahr.commons.translation.languages import UnknownLanguage
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.domains.experiences import wording
from hamshahr.domains.experiences.goals import GOALS
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.regions import Facet, FacetValue
from hamshahr.domains.network.queries import (
    city_names,
    country_name,
    known_country,
    region_names,
)
from hamshahr.domains.topics.queries import preferred_labels
from hamshahr.kernel.folding import printable

# In the order in which a reader narrows
FACETS = {
    "topic": gettext_lazy("Topic"),
    "region": gettext_lazy("Region"),
    "country": gettext_lazy("Country"),
    "language": gettext_lazy("Language"),
    "period": gettext_lazy("Begun"),
    "status": gettext_lazy("Status"),
    "sdg": gettext_lazy("Sustainable Development Goal"),
    "city": gettext_lazy("City"),
}
# There are too many cities to choose from in a column: a map or a city's page leads to one, which
# is then shown, to be taken away again.
_SHOWN_WHEN_CHOSEN = ("city",)
_DECADE = re.compile(r"[12]\d\d0", re.ASCII)
_GOALS = frozenset(str(goal) for goal in GOALS)
# Read as a sequence, not by how many there are
_IN_ORDER = ("period", "sdg")


class UnknownValue(ValueError):
    """A facet has no such value; the message says so in the page's language."""


class FacetWords:
    """The facets worded in one language; what needs the database is read once."""

    def __init__(self, language: str) -> None:
        self._language = language
        self.topics = preferred_labels(language)
        self._regions = region_names(language)
        self._cities: dict[str, str] = {}

    def label(self, facet: str, value: str) -> str:
        """Return a value as read. Raises ``LookupError`` for one that there cannot be."""
        ways: Mapping[str, Callable[[str], str]] = {
            "topic": lambda code: self.topics[code],
            "region": lambda code: self._regions[code],
            "country": self._country,
            "language": self._written_in,
            "period": self._period,
            "status": self._status,
            "sdg": self._goal,
            "city": lambda slug: self._cities[slug],
        }
        return ways[facet](value)

    def checked(self, filters: Filters) -> None:
        """Raise ``UnknownValue`` for a value that no facet has."""
        slugs = [value for facet, values in filters if facet == "city" for value in values]
        if slugs:
            self._cities = city_names(slugs, self._language)
        for facet, values in filters:
            for value in values:
                try:
                    self.label(facet, value)
                except (LookupError, ValueError, UnknownLanguage) as error:
                    raise UnknownValue(
                        _("There is no “%(value)s” among the values of “%(facet)s”.")
                        % {"value": printable(value)[:60], "facet": FACETS[facet]}
                    ) from error

    def facets(self, counts: Mapping[str, Sequence[Count]], filters: Filters) -> list[Facet]:
        """Return the facets that can narrow what was counted, chosen values first."""
        chosen = {facet: set(values) for facet, values in filters}
        return [
            self._facet(name, self._offered(name, counts[name], chosen), chosen.get(name, set()))
            for name in FACETS
            if counts.get(name) and (name not in _SHOWN_WHEN_CHOSEN or chosen.get(name))
        ]

    def _offered(
        self, name: str, counts: Sequence[Count], chosen: Mapping[str, set[str]]
    ) -> Sequence[Count]:
        if name not in _SHOWN_WHEN_CHOSEN:
            return counts
        return [count for count in counts if count.value in chosen[name]]

    def _facet(self, name: str, counts: Sequence[Count], chosen: set[str]) -> Facet:
        values = [
            FacetValue(
                count.value, self.label(name, count.value), count.count, count.value in chosen
            )
            for count in counts
        ]
        if name in _IN_ORDER:
            values.sort(key=lambda value: int(value.value))
        values.sort(key=lambda value: not value.selected)
        return Facet(name, str(FACETS[name]), tuple(values), len(chosen))

    def _country(self, code: str) -> str:
        if not known_country(code):
            raise LookupError(code)
        return country_name(code, self._language)

    def _written_in(self, code: str) -> str:
        return language_of(code).name_in(self._language)

    def _period(self, value: str) -> str:
        if not _DECADE.fullmatch(value):
            raise LookupError(value)
        return wording.decade(value, self._language)

    def _status(self, value: str) -> str:
        return wording.status_label(Experience.Status(value))

    def _goal(self, value: str) -> str:
        if value not in _GOALS:
            raise LookupError(value)
        return f"{reading.number(int(value), self._language)}. {GOALS[int(value)]}"
