"""Measuring search against judgments: reading them, ranking, and telling the figures."""

from hamshahr.domains.experiences.evaluating.ranking import evaluate
from hamshahr.domains.experiences.evaluating.reading import BadJudgments, read_judgments
from hamshahr.domains.experiences.evaluating.telling import ranks_lines, table

__all__ = ["BadJudgments", "evaluate", "ranks_lines", "read_judgments", "table"]
