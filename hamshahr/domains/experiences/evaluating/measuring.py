"""The measures of a ranking: recall, reciprocal rank, discounted gain.

Recall@k is the share of the relevant found among the first k; MRR the reciprocal of the first
relevant one's rank; nDCG@10 with gains of 0 and 1 (Järvelin and Kekäläinen, Cumulated Gain-Based
Evaluation of IR Techniques, 2002). All are averaged over queries.
"""

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

DEPTH = 10  # of nDCG


@dataclass(frozen=True)
class Measures:
    """The measures of one query, or their means over ``queries``; from 0 to 1."""

    queries: int
    recall_1: float
    recall_5: float
    recall_10: float
    mrr: float
    ndcg: float


def measures(ranked: Sequence[str], relevant: Collection[str]) -> Measures:
    """Return the measures of one ranking; ``relevant`` is not empty."""
    ranks = [rank for rank, code in enumerate(ranked, 1) if code in relevant]
    gain = sum(1 / math.log2(rank + 1) for rank in ranks if rank <= DEPTH)
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(DEPTH, len(relevant)) + 1))
    first, five, ten = (
        sum(rank <= depth for rank in ranks) / len(relevant) for depth in (1, 5, 10)
    )
    return Measures(1, first, five, ten, 1 / ranks[0] if ranks else 0.0, gain / best)


def mean(of: Iterable[Measures]) -> Measures:
    """Return the means of some measures; there is at least one."""
    rows = list(of)
    count = len(rows)
    return Measures(
        count,
        sum(row.recall_1 for row in rows) / count,
        sum(row.recall_5 for row in rows) / count,
        sum(row.recall_10 for row in rows) / count,
        sum(row.mrr for row in rows) / count,
        sum(row.ndcg for row in rows) / count,
    )
