"""Compare ways of retrieval on a file of judgments, in one run.

    python bench/retrieval.py bench/judgments/held-out.jsonl

Plain multilingual-e5-small (title, summary, problem and approach as one passage, no correction
for languages), PostgreSQL's full-text search (configuration "simple", any word, ts_rank_cd), the
fusion of both by reciprocal rank (Cormack, Clarke and Büttcher 2009, k = 60), and the product's
search. Reads the library that DATABASE_URL or HAMSHAHR_DATA has; prints Markdown.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np

from hamshahr.config.command_line.running import django_running

_RRF_K = 60


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("judgments", type=Path)
    given = parser.parse_args()
    with django_running():
        from hamshahr.domains.experiences.evaluating import evaluate, read_judgments

        ours = evaluate(read_judgments(given.judgments))
        e5, words = _plain_e5(ours), _full_text(ours)
        fused = [_fuse(*pair) for pair in zip(e5, words, strict=True)]
        _print(
            ours,
            {
                "plain multilingual-e5-small": e5,
                "full-text search": words,
                "both, by reciprocal rank": fused,
                "Hamshahr": [one.ranked for one in ours],
            },
        )


def _plain_e5(rankings) -> list[list[str]]:
    """Rank by the model as its authors describe its use."""
    from hamshahr.commons.search.embedding import embedders
    from hamshahr.commons.search.meaning import store
    from hamshahr.commons.search.models import SearchDocument

    model = embedders()[0]
    documents = list(SearchDocument.objects.order_by("code"))
    texts = [_one_text(document) for document in documents]
    store.embed_missing(model, "passage", texts)
    kept = store.known(store.key(model, "passage"), texts)
    places = np.stack([kept[text] for text in texts])
    return [
        [
            documents[row].code
            for row in np.argsort(-(places @ model.embed([one.judgment.query], "query")[0]))
        ]
        for one in rankings
    ]


def _one_text(document) -> str:
    parts = [document.parts.get(name, "") for name in ("summary", "problem", "approach")]
    return "\n".join([document.title, *filter(None, parts)])


def _full_text(rankings) -> list[list[str]]:
    """Rank by PostgreSQL's own full-text search."""
    from django.db import connection

    found = []
    with connection.cursor() as cursor:
        for one in rankings:
            cursor.execute(
                """
                WITH asked AS (
                    SELECT nullif(replace(plainto_tsquery('simple', %s)::text, '&', '|'), '')
                        ::tsquery AS query
                ), texts AS (
                    SELECT code, to_tsvector('simple', concat_ws(' ', title, bridge, (
                        SELECT string_agg(part ->> 1, ' ') FROM jsonb_array_elements(parts) AS part
                    ))) AS words FROM search_searchdocument
                )
                SELECT code FROM texts, asked WHERE words @@ query
                ORDER BY ts_rank_cd(words, query, 1) DESC, code
                """,
                [one.judgment.query],
            )
            found.append([code for (code,) in cursor.fetchall()])
    return found


def _fuse(*rankings: list[str]) -> list[str]:
    scores: dict[str, float] = {}
    for ranked in rankings:
        for rank, code in enumerate(ranked, 1):
            scores[code] = scores.get(code, 0.0) + 1 / (_RRF_K + rank)
    return sorted(scores, key=lambda code: (-scores[code], code))


def _print(rankings, methods: dict[str, list[list[str]]]) -> None:
    groups: list[tuple[str, Callable[..., bool]]] = [
        ("all", lambda _asked, _answered: True),
        ("in the query's language", lambda asked, answered: asked == answered),
        ("in another language", lambda asked, answered: asked != answered),
        *(
            (f"query in {code}", lambda asked, _answered, code=code: asked == code)
            for code in sorted({one.language for one in rankings})
        ),
    ]
    print("| relevant, queries | " + " | ".join(f"{name}: R@5, MRR, nDCG" for name in methods), "|")
    print("|---|" + "---|" * len(methods))
    for name, counts in groups:
        cells, queries = [], 0
        for found in methods.values():
            of = _mean(rankings, found, counts)
            queries = of.queries
            cells.append(f"{of.recall_5:.3f}, {of.mrr:.3f}, {of.ndcg:.3f}")
        print(f"| {name}, {queries} | " + " | ".join(cells), "|")


def _mean(rankings, found: list[list[str]], counts: Callable[..., bool]):
    """Return the means over what counts; a query's other relevant ones leave its ranking."""
    from hamshahr.domains.experiences.evaluating.measuring import mean, measures

    some = []
    for one, ranked in zip(rankings, found, strict=True):
        relevant = {code for code, own in one.languages.items() if counts(one.language, own)}
        others = set(one.languages) - relevant
        if relevant:
            some.append(measures([code for code in ranked if code not in others], relevant))
    return mean(some)


if __name__ == "__main__":
    main()
