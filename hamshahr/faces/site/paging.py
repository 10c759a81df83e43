"""The pages of a list: where one stands, and the addresses around."""

from typing import Protocol

from hamshahr.commons.translation.reading import number
from hamshahr.faces.site.regions import PageLink, Paging

# Page links around the current one
_AROUND = 2


class Paged(Protocol):
    """What asks for a page of a list, and knows the addresses of the others."""

    @property
    def page(self) -> int: ...
    def url(self, *, page: int) -> str: ...


class NoSuchPage(LookupError):
    """The list has no such page; ``last`` is its last."""

    def __init__(self, last: int) -> None:
        super().__init__(last)
        self.last = last


def paging(asked: Paged, total: int, language: str, *, rows: int) -> Paging:
    """Return where ``asked`` stands in a list of ``total``, ``rows`` a page.

    Raises ``NoSuchPage`` beyond its last page.
    """
    last = max(1, -(-total // rows))
    here = asked.page
    if not 1 <= here <= last:
        raise NoSuchPage(last)
    return Paging(
        first=min(total, (here - 1) * rows + 1),
        last=min(total, here * rows),
        total=total,
        pages=[_page_link(asked, page, language) for page in _pages(here, last)],
        previous=asked.url(page=here - 1) if here > 1 else "",
        next=asked.url(page=here + 1) if here < last else "",
    )


def _page_link(asked: Paged, page: int, language: str) -> PageLink:
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
