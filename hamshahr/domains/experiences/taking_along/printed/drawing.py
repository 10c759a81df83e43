"""Setting an experience on paper: PDF/UA, drawn by typst from data."""

import json
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

import typst

from hamshahr.commons.translation.languages import Language
from hamshahr.commons.translation.reader import ANYBODY, reading_as
from hamshahr.design import girih
from hamshahr.design.pictures.card import coloured, shipped_fonts
from hamshahr.domains.experiences.page_regions import ExperiencePage
from hamshahr.domains.experiences.taking_along.printed.data import printed_data

SOURCE = Path(__file__).with_name("case.typ")


@dataclass(frozen=True)
class Print:
    """What a print says, as JSON, and the seed of its pattern."""

    case: str
    seed: str

    def version(self) -> str:
        """Return a name for this very print: the same as long as it would look the same."""
        return blake2b(self.case.encode() + _source(), digest_size=8).hexdigest()


def print_of(page: ExperiencePage, language: Language) -> Print:
    """Return the print of a page, worded for nobody in particular."""
    with reading_as(ANYBODY):
        data = printed_data(page, language)
    return Print(json.dumps(data, ensure_ascii=False, sort_keys=True), page.head.city_slug)


def draw(wanted: Print) -> bytes:
    """Return the print as a tagged PDF (PDF/UA-1), in half a second at most."""
    drawn = typst.compile(
        _source(),
        font_paths=shipped_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"case": wanted.case, "pattern": coloured(girih.mark(wanted.seed))},
    )
    assert isinstance(drawn, bytes)  # no file to write to
    return drawn


@cache
def _source() -> bytes:
    return SOURCE.read_bytes()
