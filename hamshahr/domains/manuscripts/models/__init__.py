"""Nouns of the writing desk."""

from hamshahr.domains.manuscripts.models.approvals import Approval
from hamshahr.domains.manuscripts.models.claims import Check, Claim
from hamshahr.domains.manuscripts.models.reviews import Question, Submission, Verdict
from hamshahr.domains.manuscripts.models.writing import (
    FieldChange,
    Manuscript,
    ManuscriptField,
    Presence,
)

__all__ = [
    "Approval",
    "Check",
    "Claim",
    "FieldChange",
    "Manuscript",
    "ManuscriptField",
    "Presence",
    "Question",
    "Submission",
    "Verdict",
]
