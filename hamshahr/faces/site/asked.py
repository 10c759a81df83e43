"""What the address of a search asks for: a text, what narrows it, a page, list or map."""

from dataclasses import dataclass

from django.http import QueryDict

from hamshahr.commons.search.addresses import feed_url, search_url
from hamshahr.commons.search.retrieval.filtering import Filters
from hamshahr.domains.experiences.facets import FACETS
from hamshahr.kernel.folding import printable

# How many values of one facet an address may choose; nobody reads more
_MOST_VALUES = 40
# The other way to look at the same list
MAP = "map"
# All that an address may say here; the rest is left alone
PARAMETERS = ("q", "page", "view", *FACETS)


@dataclass(frozen=True)
class Asked:
    """What an address asks for, as it was typed."""

    text: str
    filters: Filters
    page: int
    view: str = ""  # "map", or empty for the list

    @classmethod
    def read(cls, parameters: QueryDict) -> "Asked":
        """Read an address. Parameters that are no facets are left alone."""
        filters = [
            (facet, list(dict.fromkeys(value for value in parameters.getlist(facet) if value)))
            for facet in FACETS
        ]
        page = parameters.get("page") or "1"
        return cls(
            text=printable(parameters.get("q", "")),
            filters=[(facet, values[:_MOST_VALUES]) for facet, values in filters if values],
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 9 else 0,
            view=MAP if parameters.get("view") == MAP else "",
        )

    def url(self, *, filters: Filters | None = None, page: int = 1, view: str | None = None) -> str:
        """Return the address of this search with other filters, another page or the other view."""
        chosen = self.filters if filters is None else filters
        pairs = [(facet, value) for facet, values in chosen for value in values]
        shown_as = self.view if view is None else view
        return search_url(
            ("q", self.text), *pairs, ("view", shown_as), ("page", str(page) if page > 1 else "")
        )

    def feed_url(self) -> str:
        """Return the address of the feed that follows this search."""
        pairs = [(facet, value) for facet, values in self.filters for value in values]
        return feed_url(("q", self.text), *pairs)
