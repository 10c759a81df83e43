"""What the pages of writing show."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from hamshahr.commons.files.adding import Adding
from hamshahr.commons.translation.languages import Language
from hamshahr.domains.manuscripts.models import Manuscript
from hamshahr.domains.manuscripts.writing.cells import Cell, GroupPart
from hamshahr.domains.manuscripts.writing.drawn import Drawn
from hamshahr.domains.manuscripts.writing.presence import Present
from hamshahr.domains.manuscripts.writing.progress import Fill


@dataclass(frozen=True)
class ManuscriptHead:
    """A manuscript in a list, and above each of its pages."""

    manuscript: Manuscript
    title: str  # empty: none yet
    language: Language
    language_name: str
    city: str
    url: str
    state: str
    waits: str  # what the city is to do; empty: nothing
    changed: str  # "Kaveh, 2 December 2026"


@dataclass(frozen=True)
class StepLine:
    """A step in the list of steps."""

    key: str
    label: str
    url: str
    fill: Fill
    is_here: bool
    members_only: bool


@dataclass(frozen=True)
class Overview:
    head: ManuscriptHead
    snapshot: tuple[StepLine, ...]
    further: tuple[StepLine, ...]
    shows_further: bool
    minutes_left: int
    reading_minutes: int
    words_a_minute: int
    present: tuple[Present, ...]
    may_write: bool
    hints: tuple[tuple[str | Promise, str], ...]  # what readers miss, and the step to say it
    submit_url: str  # empty: it is not hers to write


@dataclass(frozen=True)
class StepPage:
    """One step, to be filled in."""

    head: ManuscriptHead
    key: str
    label: str
    hint: str
    members_only: bool
    parts: tuple[Cell | GroupPart, ...]
    wrong: tuple[Cell, ...]  # those that could not be kept
    number: int
    count: int
    previous_url: str
    next_url: str  # the overview after the last
    steps: tuple[StepLine, ...]
    present: tuple[Present, ...]
    may_write: bool
    urls: Mapping[str, str]  # save, here, beside, overview
    drawn: Drawn
    adding: Adding | None  # a step with files
    suggestions: tuple[str, ...]  # what the city measured elsewhere
    undo: str  # the button that takes a removal back; empty: none
