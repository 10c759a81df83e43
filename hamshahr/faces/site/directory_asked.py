"""What an address asks of the directory of cities."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from hamshahr.domains.network.queries import CityFilter
from hamshahr.faces.site.asked import MAP
from hamshahr.kernel.folding import printable

PARAMETERS = (
    "name", "region", "country", "topic", "offer", "language", "members", "telling", "view", "page",
)  # fmt: skip
# Longer than any name of a city
_LONGEST_NAME = 100
# An address with more values than this was made by no form
_MOST_VALUES = 20


@dataclass(frozen=True)
class DirectoryAsked:
    """What an address asks of the directory, as it was typed."""

    name: str = ""
    regions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()  # kinds
    languages: tuple[str, ...] = ()  # in which something is offered
    members_only: bool = False
    telling_only: bool = False
    view: str = ""
    page: int = 1

    @classmethod
    def read(cls, given: QueryDict) -> "DirectoryAsked":
        """Read an address. Parameters that mean nothing here are left alone."""
        page = given.get("page") or "1"
        return cls(
            name=printable(given.get("name", ""))[:_LONGEST_NAME].strip(),
            regions=_values(given, "region"),
            countries=_values(given, "country"),
            topics=_values(given, "topic"),
            offers=_values(given, "offer"),
            languages=_values(given, "language"),
            members_only=bool(given.get("members")),
            telling_only=bool(given.get("telling")),
            view=MAP if given.get("view") == MAP else "",
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 9 else 0,
        )

    def url(self, *, page: int = 1) -> str:
        """Return the address of this list, from another page on."""
        pairs = [
            ("name", self.name),
            *(("region", code) for code in self.regions),
            *(("country", code) for code in self.countries),
            *(("topic", code) for code in self.topics),
            *(("offer", code) for code in self.offers),
            *(("language", code) for code in self.languages),
            ("members", "1" if self.members_only else ""),
            ("telling", "1" if self.telling_only else ""),
            ("view", self.view),
            ("page", str(page) if page > 1 else ""),
        ]
        query = urlencode([pair for pair in pairs if pair[1]])
        return f"{reverse('site:cities')}{'?' if query else ''}{query}"

    @property
    def filter(self) -> CityFilter:
        return CityFilter(self.name, self.regions, self.countries, self.members_only)


def _values(given: QueryDict, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, given.getlist(name))))[:_MOST_VALUES]
