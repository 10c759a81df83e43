"""The search page put together: from an address to what it shows, as a list or as a map."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.search.asking import BadQuery, Query, read_query
from hamshahr.commons.search.embedding import EmbedderUnavailable
from hamshahr.commons.search.indexing.meaning import waiting
from hamshahr.commons.search.retrieval.filtering import Filters
from hamshahr.commons.translation.reading import number
from hamshahr.domains.experiences.facets import FACETS, UnknownValue
from hamshahr.domains.experiences.finding import browse_experiences, find_experiences
from hamshahr.domains.experiences.regions import ExperienceHead, Facet, ResultRow
from hamshahr.faces.site.asked import MAP, Asked
from hamshahr.faces.site.mapping import CITIES_A_PAGE, by_city, search_map
from hamshahr.faces.site.paging import NoSuchPage, paging
from hamshahr.faces.site.regions import Chosen, CityMap, Paging, SearchPage, ViewLink

ROWS_A_PAGE = 10


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
    if asked.view == MAP:
        return _mapped(asked, language, by)
    first = (asked.page - 1) * ROWS_A_PAGE
    if not asked.text.strip():
        browsed = browse_experiences(
            language, filters=asked.filters, first=first, count=ROWS_A_PAGE, by=by
        )
        rows = [_plain_row(head) for head in browsed.heads]
        return _shown(asked, rows, browsed.facets, browsed.total, language)
    query = read_query(asked.text, read_in=language)
    return _answered(asked, query, first, language, by)


def _mapped(asked: Asked, language: str, by: User | None) -> SearchPage:
    found = by_city(asked, language)
    return _shown(
        asked,
        (),
        found.facets,
        found.total,
        language,
        library_size=found.library,
        is_weak=found.is_weak,
        city_map=search_map(asked, found, language, by=by),
    )


def _views(asked: Asked) -> list[ViewLink]:
    return [
        ViewLink(_("List"), asked.url(view=""), current=asked.view != MAP),
        ViewLink(_("Map"), asked.url(view=MAP), current=asked.view == MAP),
    ]


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
    city_map: CityMap | None = None,
) -> SearchPage:
    lines, a_page = (city_map.listed, CITIES_A_PAGE) if city_map else (total, ROWS_A_PAGE)
    return SearchPage(
        query=asked.text,
        problem="",
        rows=rows,
        facets=facets,
        chosen=_chosen(asked, facets),
        paging=paging(asked, lines, language, rows=a_page),
        views=_views(asked),
        feed_url=asked.feed_url(),
        library_size=total if library_size is None else library_size,
        clear_url=asked.url(filters=()),
        is_browsing=not asked.text.strip(),
        is_weak=is_weak,
        total=total,
        waiting=waiting() if asked.text.strip() else 0,
        city_map=city_map,
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
