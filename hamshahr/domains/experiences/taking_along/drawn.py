"""The files of an experience that are drawn when they are asked for: the print, and Word."""

from dataclasses import dataclass, field
from hashlib import blake2b

from django.http import HttpRequest, HttpResponseBase

from hamshahr.commons.translation.languages import Language
from hamshahr.commons.translation.reader import ANYBODY, reading_as
from hamshahr.design.on_demand import OnDemand
from hamshahr.domains.experiences.page_regions import ExperiencePage
from hamshahr.domains.experiences.taking_along.as_word import word_file
from hamshahr.domains.experiences.taking_along.pictures import OnPaper, on_paper
from hamshahr.domains.experiences.taking_along.printed.drawing import Print, draw, print_of

# What a workshop prints on one day: some 100 KB each without pictures, and 50 KB for Word; with
# them three megabytes at most (pictures.MOST_BYTES), so 50 MB a worker where each is full of them
REMEMBERED = 8
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class _WordFile:
    """A page as Word: the same as long as its print would look the same."""

    told: Print
    pictures: OnPaper = field(compare=False, hash=False)
    page: ExperiencePage = field(compare=False, hash=False)
    language: Language = field(compare=False, hash=False)

    def version(self) -> str:
        return blake2b(f"word {self.told.version()}".encode(), digest_size=8).hexdigest()


prints: OnDemand[Print] = OnDemand(draw, media_type="application/pdf", remembered=REMEMBERED)


def _write(wanted: _WordFile) -> bytes:
    with reading_as(ANYBODY):
        return word_file(wanted.page, wanted.language, wanted.pictures)


_words: OnDemand[_WordFile] = OnDemand(_write, media_type=WORD, remembered=REMEMBERED)


def print_response(
    request: HttpRequest, page: ExperiencePage, language: Language
) -> HttpResponseBase:
    """Answer with the page as PDF, drawn or remembered, as ``OnDemand.response`` does."""
    name = f"{page.head.code}.{language.code}.pdf"
    wanted = print_of(page, language, on_paper(page.sections))
    return prints.response(request, wanted, name=name)


def word_response(
    request: HttpRequest, page: ExperiencePage, language: Language
) -> HttpResponseBase:
    """Answer with the page as a Word file, likewise."""
    pictures = on_paper(page.sections)
    wanted = _WordFile(print_of(page, language, pictures), pictures, page, language)
    return _words.response(request, wanted, name=f"{page.head.code}.{language.code}.docx")
