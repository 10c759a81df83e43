"""The search page put together: from an address to what it shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.search.addresses import search_url
from hamshahr.commons.search.asking import BadQuery, Query, read_query
from hamshahr.commons.search.embedding import EmbedderUnavailable
from hamshahr.commons.search.indexing.meaning import waiting
from hamshahr.commons.search.retrieval.candidates import Filters
from hamshahr.commons.translation.reading import number
from hamshahr.domains.experiences.facets import FACETS, UnknownValue
from hamshahr.domains.experiences.finding import browse_experiences, find_experiences
from hamshahr.domains.experiences.regions import ExperienceHead, Facet, ResultRow
from hamshahr.faces.site.regions import Chosen, PageLink, Paging, SearchPage
from hamshahr.kernel.folding import printable

ROWS_A_PAGE = 10
# How many values of one facet an address may choose; nobody reads more
_MOST_VALUES = 40
# Page links around the current one
_AROUND = 2


class NoSuchPage(LookupError):
    """The list has no such page; ``last`` is its last."""

    def __init__(self, last: int) -> None:
        super().__init__(last)
        self.last = last


@dataclass(frozen=True)
class Asked:
    """What an address asks for, as it was typed."""

    text: str
    filters: Filters
    page: int

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
        )

    def url(self, *, filters: Filters | None = None, page: int = 1) -> str:
        """Return the address of this search with other filters or another page."""
        chosen = self.filters if filters is None else filters
        pairs = [(facet, value) for facet, values in chosen for value in values]
        return search_url(("q", self.text), *pairs, ("page", str(page) if page > 1 else ""))


def search_page(asked: Asked, language: str, *, by: User | None) -> tuple[SearchPage, int]:
    """Return what the search page shows, and the status of the answer.

    What cannot be answered keeps all that was typed, and says what to do.
    """
    try:
        return _page(asked, language, by), 200
    except (BadQuery, UnknownValue) as error:
        return _refusal(asked, str(error)), 400
    except NoSuchPage as error:
        text = _("This list ends with page %(last)s.") % {"last": number(error.last, language)}
        return _refusal(asked, text, clear_url=asked.url()), 404
    except EmbedderUnavailable:
        text = _("The search cannot read your text right now. Please try again in a minute.")
        return _refusal(asked, text), 503


def _page(asked: Asked, language: str, by: User | None) -> SearchPage:
    if asked.page < 1:
        raise NoSuchPage(1)
    first = (asked.page - 1) * ROWS_A_PAGE
    if not asked.text.strip():
        browsed = browse_experiences(
            language, filters=asked.filters, first=first, count=ROWS_A_PAGE, by=by
        )
        rows = [_plain_row(head) for head in browsed.heads]
        return _shown(asked, rows, browsed.facets, browsed.total, language)
    query = read_query(asked.text, read_in=language)
    return _answered(asked, query, first, language, by)


def _answered(asked: Asked, query: Query, first: int, language: str, by: User | None) -> SearchPage:
    found = find_experiences(
        query, language, filters=asked.filters, first=first, count=ROWS_A_PAGE, by=by
    )
    return _shown(
        asked,
        found.rows,
        found.facets,
        found.total,
        language,
        library_size=found.library,
        is_weak=found.is_weak,
    )


def _shown(
    asked: Asked,
    rows: Sequence[ResultRow],
    facets: Sequence[Facet],
    total: int,
    language: str,
    *,
    library_size: int | None = None,
    is_weak: bool = False,
) -> SearchPage:
    return SearchPage(
        query=asked.text,
        problem="",
        rows=rows,
        facets=facets,
        chosen=_chosen(asked, facets),
        paging=_paging(asked, total, language),
        library_size=total if library_size is None else library_size,
        clear_url=asked.url(filters=()),
        is_browsing=not asked.text.strip(),
        is_weak=is_weak,
        waiting=waiting() if asked.text.strip() else 0,
    )


def _refusal(asked: Asked, problem: str, clear_url: str = "") -> SearchPage:
    return SearchPage(
        query=asked.text,
        problem=problem,
        rows=(),
        facets=(),
        chosen=(),
        paging=Paging(0, 0, 0, (), "", ""),
        library_size=0,
        clear_url=clear_url or asked.url(filters=()),
        is_browsing=False,
        is_weak=False,
        waiting=0,
    )


def _plain_row(head: ExperienceHead) -> ResultRow:
    return ResultRow(head, 0.0, SafeString(""), "", "", ())


def _chosen(asked: Asked, facets: Sequence[Facet]) -> list[Chosen]:
    labels = {(facet.name, value.value): value.label for facet in facets for value in facet.values}
    return [
        Chosen(
            facet=str(FACETS[facet]),
            label=labels.get((facet, value), value),
            url=asked.url(filters=_without(asked.filters, facet, value)),
        )
        for facet, values in asked.filters
        for value in values
    ]


def _without(filters: Filters, facet: str, value: str) -> Filters:
    left = [
        (name, [one for one in values if (name, one) != (facet, value)]) for name, values in filters
    ]
    return [(name, values) for name, values in left if values]


def _paging(asked: Asked, total: int, language: str) -> Paging:
    last = max(1, -(-total // ROWS_A_PAGE))
    here = asked.page
    if here > last:
        raise NoSuchPage(last)
    return Paging(
        first=min(total, (here - 1) * ROWS_A_PAGE + 1),
        last=min(total, here * ROWS_A_PAGE),
        total=total,
        pages=[_page_link(asked, page, language) for page in _pages(here, last)],
        previous=asked.url(page=here - 1) if here > 1 else "",
        next=asked.url(page=here + 1) if here < last else "",
    )


def _page_link(asked: Asked, page: int, language: str) -> PageLink:
    if not page:
        return PageLink("", "", current=False)
    return PageLink(number(page, language), asked.url(page=page), current=page == asked.page)


def _pages(here: int, last: int) -> list[int]:
    """Return the pages to link: the first, the last and those around; 0 stands for a gap."""
    near = [page for page in range(here - _AROUND, here + _AROUND + 1) if 1 <= page <= last]
    wanted = sorted({1, *near, last})
    pages: list[int] = []
    for page in wanted:
        if pages and page - pages[-1] > 1:
            pages.append(0)
        pages.append(page)
    return pages
