"""Measure how well search finds what judges found relevant.

JUDGMENTS is a JSON Lines file; a line is
  {"query": "…", "language": "fa", "relevant": ["experience-id", …]}
and may have "city" and "exclude_city": true, which leaves that city's experiences out.

Prints recall@1, @5 and @10, MRR and nDCG@10: of all, by the query's language, and by pairs of
languages. With --ranks FILE it also writes, for each line, the ids it ranked, best first:
  {"line": 1, "ranked": ["experience-id", …]}

  hamshahr evaluate judgments.jsonl
  hamshahr evaluate judgments.jsonl --ranks ranks.jsonl
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hamshahr.config.command_line.failing import Refusal
from hamshahr.config.command_line.running import ProgressLine, django_running

if TYPE_CHECKING:  # models exist only once Django is set up
    from hamshahr.domains.experiences.evaluating.ranking import Ranking


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("judgments", type=Path, metavar="JUDGMENTS", help="a JSON Lines file")
    parser.add_argument("--ranks", type=Path, metavar="FILE", help="write the rankings there")


def run(given: argparse.Namespace) -> int:
    with django_running():
        from hamshahr.domains.experiences.evaluating import (
            BadJudgments,
            evaluate,
            read_judgments,
            table,
        )

        try:
            judgments = read_judgments(given.judgments)
        except (BadJudgments, OSError) as error:
            raise Refusal(str(error)) from error
        progress = ProgressLine(total=len(judgments))
        rankings = evaluate(judgments, progress=lambda count: progress("queries ranked", count))
        progress.done()
        print(table(rankings))
        if given.ranks:
            _write(given.ranks, rankings)
    return 0


def _write(path: Path, rankings: "Sequence[Ranking]") -> None:
    from hamshahr.domains.experiences.evaluating import ranks_lines

    try:
        path.write_text(ranks_lines(rankings), encoding="utf-8")
    except OSError as error:
        raise Refusal(f"{path} cannot be written: {error.strerror}.") from error
