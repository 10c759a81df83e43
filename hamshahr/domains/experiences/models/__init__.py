"""Nouns of the library: cases, their revisions, and what readers ask about them."""

from hamshahr.domains.experiences.models.asks import Ask
from hamshahr.domains.experiences.models.library import (
    Experience,
    ExperienceTopic,
    Result,
    Source,
)
from hamshahr.domains.experiences.models.retirements import Retirement
from hamshahr.domains.experiences.models.revisions import MembersLayer, Revision
from hamshahr.domains.experiences.models.sheets import SheetImport, SheetMapping, SheetRow

__all__ = [
    "Ask",
    "Experience",
    "ExperienceTopic",
    "MembersLayer",
    "Result",
    "Retirement",
    "Revision",
    "SheetImport",
    "SheetMapping",
    "SheetRow",
    "Source",
]
