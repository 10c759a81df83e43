"""Finding experiences: the search of the commons, worded for readers."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.search.asking import Query
from hamshahr.commons.search.retrieval.answering import Answer, answers, marked
from hamshahr.commons.search.retrieval.browsing import browse_counts, browse_ids, browse_total
from hamshahr.commons.search.retrieval.candidates import Candidate
from hamshahr.commons.search.retrieval.filtering import Filters
from hamshahr.commons.search.retrieval.finding import Found, find
from hamshahr.domains.experiences.facets import FACETS, FacetWords
from hamshahr.domains.experiences.heads import heads
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.reasons import Reasons
from hamshahr.domains.experiences.regions import ExperienceHead, Facet, ResultRow


@dataclass(frozen=True)
class FoundPage:
    """One page of what was found. ``total`` counts all pages, ``library`` all there is."""

    rows: list[ResultRow]
    facets: list[Facet]
    total: int
    library: int
    is_weak: bool
    took_ms: int


def find_experiences(
    query: Query,
    language: str,
    *,
    filters: Filters = (),
    first: int,
    count: int,
    by: User | None,
) -> FoundPage:
    """Return the results from the ``first`` on (from 0), worded in ``language``.

    Raises ``UnknownValue`` for a filter that there is not.
    """
    words = FacetWords(language)
    words.checked(filters)
    found = find(KIND, query, filters=filters, facets=tuple(FACETS))
    shown = found.ranked[first : first + count]
    introduced = heads([candidate.object_id for candidate in shown], language, by=by)
    passages = answers(found, shown)
    reasons = Reasons(found, words.topics, language)
    rows = [
        _row(
            candidate, introduced[candidate.object_id], passages.get(candidate.code), found, reasons
        )
        for candidate in shown
        if candidate.object_id in introduced
    ]
    return FoundPage(
        rows=rows,
        facets=words.facets(found.counts, filters),
        total=len(found.ranked),
        library=found.library,
        is_weak=reasons.is_weak,
        took_ms=found.took_ms,
    )


@dataclass(frozen=True)
class BrowsedPage:
    """One page of the library without a query."""

    heads: list[ExperienceHead]
    facets: list[Facet]
    total: int


def browse_experiences(
    language: str, *, filters: Filters = (), first: int, count: int, by: User | None
) -> BrowsedPage:
    """Return the experiences under ``filters`` from the ``first`` on, newest first.

    Raises ``UnknownValue`` for a filter that there is not.
    """
    words = FacetWords(language)
    words.checked(filters)
    counts = browse_counts(KIND, filters)
    ids = browse_ids(KIND, filters, first=first, count=count)
    introduced = heads(ids, language, by=by)
    return BrowsedPage(
        heads=[introduced[pk] for pk in ids if pk in introduced],
        facets=words.facets(counts, filters),
        total=browse_total(KIND, filters),
    )


def _row(
    candidate: Candidate,
    head: ExperienceHead,
    answer: Answer | None,
    found: Found,
    reasons: Reasons,
) -> ResultRow:
    text = answer.passage.text if answer else ""
    return ResultRow(
        head=head,
        score=round(candidate.score, 4),
        passage=marked(text, found.words),
        passage_text=text,
        passage_heading=_heading(answer.passage.part) if answer else "",
        reasons=reasons.of(candidate, answer),
    )


def _heading(part: str) -> str:
    return {
        "summary": _("In short"),
        "problem": _("The problem"),
        "approach": _("What was done"),
        "lessons": _("Lessons"),
        "conditions": _("What it takes elsewhere"),
        "results": _("Results"),
    }.get(part, "")
