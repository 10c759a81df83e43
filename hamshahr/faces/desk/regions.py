"""What the pages of the desk show: one frozen dataclass for each region."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from hamshahr.commons.translation.languages import Language


@dataclass(frozen=True)
class StatementCell:
    """A statement in one language, in the table of all."""

    language: Language
    url: str
    is_written: bool
    told: str  # when it was written; empty where it was not


@dataclass(frozen=True)
class StatementRow:
    """A statement with its languages."""

    title: str
    cells: list[StatementCell]


@dataclass(frozen=True)
class Editor:
    """A statement being written: what it is, and what it says as it stands."""

    title: str
    language: Language
    language_name: str
    public_url: str
    history_url: str
    revision: int  # the one that the writer has before her; 0: none
    preview: SafeString | None = None
    theirs: str = ""  # what somebody else wrote meanwhile


@dataclass(frozen=True)
class PastRevision:
    """A line of the history."""

    number: str
    day: str
    by: str
    url: str
    is_withdrawal: bool
