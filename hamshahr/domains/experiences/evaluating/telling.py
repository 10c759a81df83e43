"""Telling the figures: a table for people, the rankings for programs."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from hamshahr.domains.experiences.evaluating.measuring import Measures, mean, measures
from hamshahr.domains.experiences.evaluating.ranking import Ranking

_DEEPEST = 100
_NOTES_SHOWN = 20
_COLUMNS = ("recall@1", "recall@5", "recall@10", "MRR", "nDCG@10")
_HEAD = f"{'':28}{'queries':>8}" + "".join(f"{name:>11}" for name in _COLUMNS)

_Group = tuple[str, list[Measures]]


def table(rankings: Sequence[Ranking]) -> str:
    """Return the measures of all, by the query's language, and by pairs of languages.

    In the lines of pairs, and of the same or another language, only experiences in that language
    are relevant; the query's other relevant ones are left out of the ranking.
    """
    sections = [
        ("", [("all", [measures(one.ranked, one.judgment.relevant) for one in rankings])]),
        ("", list(_same_and_across(rankings))),
        ("by the query's language", list(_by_language(rankings))),
        ("by pair: query → experience", list(_by_pair(rankings))),
    ]
    lines = [_HEAD]
    for title, groups in sections:
        if title:
            lines += ["", title]
        lines += [_row(name, mean(some)) for name, some in groups if some]
    return "\n".join([*lines, *_notes(rankings)])


def ranks_lines(rankings: Sequence[Ranking]) -> str:
    """Return JSON Lines with the ids that each query found, at most 100, by its line's number."""
    return "".join(
        json.dumps(
            {"line": one.judgment.line, "ranked": list(one.ranked[:_DEEPEST])}, ensure_ascii=False
        )
        + "\n"
        for one in rankings
    )


def _same_and_across(rankings: Sequence[Ranking]) -> Iterator[_Group]:
    yield "in the query's language", _among(rankings, lambda query, own: query == own)
    yield "in another language", _among(rankings, lambda query, own: query != own)


def _by_language(rankings: Sequence[Ranking]) -> Iterator[_Group]:
    groups: defaultdict[str, list[Measures]] = defaultdict(list)
    for one in rankings:
        groups[one.language].append(measures(one.ranked, one.judgment.relevant))
    yield from sorted(groups.items())


def _by_pair(rankings: Sequence[Ranking]) -> Iterator[_Group]:
    pairs = {(one.language, own) for one in rankings for own in one.languages.values()}
    for asked, answered in sorted(pairs):
        pair = (asked, answered)
        yield f"{asked} → {answered}", _among(rankings, partial(_is_pair, pair))


def _is_pair(pair: tuple[str, str], query: str, own: str) -> bool:
    return pair == (query, own)


def _among(rankings: Sequence[Ranking], counts: Callable[[str, str], bool]) -> list[Measures]:
    """Return the measures with only those relevant whose pair of languages ``counts``."""
    found = []
    for one in rankings:
        relevant = {code for code, own in one.languages.items() if counts(one.language, own)}
        others = set(one.judgment.relevant) - relevant
        if relevant:
            found.append(measures([code for code in one.ranked if code not in others], relevant))
    return found


def _row(name: str, of: Measures) -> str:
    figures = (of.recall_1, of.recall_5, of.recall_10, of.mrr, of.ndcg)
    return f"{name:28}{of.queries:8}" + "".join(f"{figure:11.3f}" for figure in figures)


def _notes(rankings: Sequence[Ranking]) -> Iterator[str]:
    notes = [f"line {one.judgment.line}: {note}" for one in rankings for note in one.notes]
    if notes:
        yield ""
        yield from notes[:_NOTES_SHOWN]
    if len(notes) > _NOTES_SHOWN:
        yield f"… and {len(notes) - _NOTES_SHOWN} more"
