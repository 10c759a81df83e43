"""Nouns of the writing desk."""

from hamshahr.domains.manuscripts.models.reviews import Question, Submission, Verdict
from hamshahr.domains.manuscripts.models.writing import (
    FieldChange,
    Manuscript,
    ManuscriptField,
    Presence,
)

__all__ = [
    "FieldChange",
    "Manuscript",
    "ManuscriptField",
    "Presence",
    "Question",
    "Submission",
    "Verdict",
]
