"""Setting an experience on paper: PDF/UA, drawn by typst from data."""

import json
import tempfile
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
from hamshahr.domains.experiences.taking_along.pictures import OnPaper, PaperPicture
from hamshahr.domains.experiences.taking_along.printed.data import printed_data

SOURCE = Path(__file__).with_name("case.typ")


@dataclass(frozen=True)
class Print:
    """What a print says, as JSON, the seed of its pattern, and its pictures.

    The JSON names each picture by the digest of its content, and says which are gone.
    """

    case: str
    seed: str
    pictures: tuple[PaperPicture, ...] = ()

    def version(self) -> str:
        """Return a name for this very print: the same as long as it would look the same."""
        return blake2b(self.case.encode() + _source(), digest_size=8).hexdigest()


def print_of(page: ExperiencePage, language: Language, pictures: OnPaper) -> Print:
    """Return the print of a page, worded for nobody in particular."""
    with reading_as(ANYBODY):
        data = printed_data(page, language, pictures)
    case = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return Print(case, page.head.city_slug, tuple(pictures.printed.values()))


def draw(wanted: Print) -> bytes:
    """Return the print as a tagged PDF (PDF/UA-1), in half a second at most."""
    with tempfile.TemporaryDirectory(prefix="hamshahr-print-") as made:
        folder = Path(made)  # all that typst may read, the fonts aside
        whole = [one.name for one in wanted.pictures if _lay(one, folder)]
        sheet = folder / SOURCE.name
        sheet.write_bytes(_source())
        drawn = typst.compile(
            sheet,
            root=folder,
            font_paths=shipped_fonts(),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards="ua-1",
            sys_inputs={
                "case": wanted.case,
                "pattern": coloured(girih.mark(wanted.seed)),
                "whole": json.dumps(whole),
            },
        )
    assert isinstance(drawn, bytes)  # no file to write to
    return drawn


def _lay(picture: PaperPicture, folder: Path) -> bool:
    """Lay a picture where typst reads it; tell whether there was one."""
    content = picture.content()
    if content is not None:
        (folder / picture.name).write_bytes(content)
    return content is not None


@cache
def _source() -> bytes:
    return SOURCE.read_bytes()
