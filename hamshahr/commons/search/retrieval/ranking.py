"""Ranking: meaning first, words beside it, fair to what is written in another language.

The scores of meaning compare across languages, because places are freed of their language. Words
do not: a text in the query's own language shares its words for being in that language. So among
those texts only what exceeds the usual counts; a text in another language that holds a word of
the query holds a name or a term (BRT), which counts whole.
"""

from collections.abc import Sequence

import numpy as np

from hamshahr.commons.search.asking import Query
from hamshahr.commons.search.retrieval.candidates import Candidate
from hamshahr.commons.search.retrieval.naming import Named
from hamshahr.kernel.today import today

# What all the query's words are worth beside the meaning. One or two words are looked up, not
# explained: the fewer there are, the more they count.
WORDS = 0.1
WORDS_OF_A_NAME = 0.4
# What the usual share of words is measured on: the nearest texts of the query's own language.
_USUAL_OF = 8
# What it is worth to be of a topic that the query names.
TOPIC = 0.03
# What a highest evidence level, and a text of this year, are worth: enough to order equals. Five
# times as much cost a point of recall on the tuning queries.
EVIDENCE = 0.004
RECENCY = 0.002
_LEVELS = 5
_YEARS_TO_OLD = 20


def rank(query: Query, found: Sequence[Candidate], naming: Named) -> list[Candidate]:
    """Return the candidates with their scores, best first."""
    usual = _usual_share(query, found)
    worth = WORDS + WORDS_OF_A_NAME / max(1, len(query.telling_words))
    this_year = today().year
    for candidate in found:
        at_home = candidate.language == query.language
        candidate.parts_of_score = {
            "meaning": candidate.meaning,
            "topic": TOPIC if naming.of(candidate.facets) else 0.0,
            "words": worth * (candidate.words - (usual if at_home else 0.0)),
            "evidence": EVIDENCE * (candidate.evidence or 0) / _LEVELS,
            "recency": RECENCY * _recency(candidate.year, this_year),
        }
        candidate.score = sum(candidate.parts_of_score.values())
    return sorted(found, key=lambda candidate: (-candidate.score, candidate.code))


def _usual_share(query: Query, found: Sequence[Candidate]) -> float:
    at_home = sorted(
        (candidate for candidate in found if candidate.language == query.language),
        key=lambda candidate: -candidate.meaning,
    )
    shares = [candidate.words for candidate in at_home[:_USUAL_OF]]
    return float(np.mean(shares)) if shares else 0.0


def _recency(year: int | None, this_year: int) -> float:
    """Return 1 for this year, falling to 0 for what is old or of no known year."""
    if year is None:
        return 0.0
    return max(0.0, 1.0 - max(0, this_year - year) / _YEARS_TO_OLD)
