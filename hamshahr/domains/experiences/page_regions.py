"""What the page of an experience shows, beside the sections of its content."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hamshahr.domains.experiences.regions import (
    ExperienceHead,
    GoalTag,
    MembersOnly,
    SharingPicture,
    Similar,
)
from hamshahr.domains.experiences.sections.parts import Fact, Said, Section


@dataclass(frozen=True)
class Reading:
    """In which language the page is read: the reader's by translation, or that of the case.

    ``sentence`` is empty where the case is written in the reader's language, or nothing of it is
    translated. ``other_url`` leads to the other of the two; empty: there is none.
    """

    is_translated: bool
    sentence: str
    other_url: str
    other: str  # what the link says


@dataclass(frozen=True)
class ExperiencePage:
    """The page of one experience, whole. Everything is worded in the language of the page."""

    head: ExperienceHead
    title: Said
    headline: Said | None
    picture: SharingPicture
    reading: Reading
    sections: tuple[Section, ...]
    facts: tuple[Fact, ...]
    evidence_reason: str  # as the reviewer wrote it
    sdgs: tuple[GoalTag, ...]
    licence: str
    rights_holder: str
    is_compiled: bool  # from public sources, not confirmed by the city
    is_retired: bool
    provenance: str  # who tells it, in a sentence
    minutes: int  # to read it
    revision: int | None  # the number of the current one
    published: datetime | None
    citation: str
    identifier: str  # a whole address that leads to what is read here for good
    ask_urls: Mapping[str, str]  # claim, correct, report
    files: Mapping[str, str]  # pdf, docx, md, json, csl, bibtex: where it lies as a file
    members: MembersOnly
    members_url: str
    embedding: str  # what to copy into another page
    is_original: bool  # asked for as it was written, whatever is translated
    similar: tuple[Similar, ...] = ()

    @property
    def is_long(self) -> bool:
        """Whether a reader is helped by a table of contents."""
        return len(self.sections) > _LONG


# More headings than fit a screen beside the text
_LONG = 6
