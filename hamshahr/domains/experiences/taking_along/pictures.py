"""Which pictures of a case go onto paper and into Word, in which width.

A print stays small enough for a mailbox and is set within a few seconds, so it takes at most
``MOST_PICTURES``, none wider than ``WIDEST``, and ``MOST_BYTES`` of them together. What does not
fit is told in words with its address, as is a picture whose file is gone: the reader learns that
there is one. Only what the page for everybody shows is chosen from: the layer for members, hidden
cases and what is not attached never come here.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hamshahr.commons.files.for_paper import is_kept, picture_for_paper
from hamshahr.commons.translating.marks import shown_mark
from hamshahr.commons.translation.languages import Language
from hamshahr.domains.experiences.sections.parts import (
    Pictures,
    Said,
    Section,
    ShownPicture,
    Sized,
    StoredPicture,
)
from hamshahr.domains.experiences.taking_along.facts import of_unknown_language

# The form takes eight; four pages of them are a picture book, and the web has the others
MOST_PICTURES = 12
# Pixels: 300 to the inch on half the width of an A4 page, 140 on the whole of it
WIDEST = 960
# Eight prints and eight Word files are remembered by each worker (drawn.REMEMBERED)
MOST_BYTES = 3_000_000
# A picture that shines through is kept as WebP and printed as JPEG, which is about twice as large
_GROWS = {"image/webp": 2}


@dataclass(frozen=True)
class PaperPicture:
    """A picture in the width that is printed; ``digest`` is what its content is kept under."""

    digest: str
    media_type: str
    width: int
    height: int

    @property
    def name(self) -> str:
        return f"{self.digest}.jpg"

    def content(self) -> bytes | None:
        """Return it as JPEG; ``None`` where it is not whole any more."""
        return picture_for_paper(self.digest, self.media_type)


@dataclass(frozen=True)
class OnPaper:
    """The pictures of a page that are printed, and those whose files are gone."""

    printed: Mapping[StoredPicture, PaperPicture]
    gone: Collection[StoredPicture]


def on_paper(sections: Collection[Section]) -> OnPaper:
    """Choose the pictures to print, the first ones first; asks the storage for each, reads none."""
    printed: dict[StoredPicture, PaperPicture] = {}
    gone: set[StoredPicture] = set()
    left = MOST_BYTES
    for stored in dict.fromkeys(_shown_in(sections)):
        size = _fitting(stored, left) if len(printed) < MOST_PICTURES else None
        if size is None:
            continue
        if is_kept(size.digest):
            printed[stored] = PaperPicture(size.digest, stored.media_type, size.width, size.height)
            left -= _weight(stored, size)
        else:
            gone.add(stored)
    return OnPaper(printed, gone)


def alternative_of(one: ShownPicture) -> str:
    """Return the text alternative; never empty, for PDF/UA takes no picture without one."""
    said = one.alt if one.alt.text else (one.caption or one.alt)
    mark = f" ({shown_mark(said.mark).short})" if said.mark else ""
    text = said.text or _("Picture")
    return f"{text}{mark}"


def words_beside(one: ShownPicture, language: Language) -> tuple[Said, ...]:
    """Return the caption, and whose picture it is, as far as they were told."""
    credit = _("Picture: %(credit)s") % {"credit": one.credit} if one.credit else ""
    owned = (of_unknown_language(credit, language),) if credit else ()
    return (*((one.caption,) if one.caption else ()), *owned)


def picture_is_gone() -> str:
    return _("(This picture cannot be shown: its file is missing.)")


def more_pictures() -> str:
    """Return what stands above the words of pictures that a print has no room for."""
    return _("More pictures are on the page of this experience:")


def _shown_in(sections: Collection[Section]) -> Iterator[StoredPicture]:
    for section in sections:
        for part in section.parts:
            if isinstance(part, Pictures):
                yield from (one.picture for one in part.pictures)


def _fitting(stored: StoredPicture, most: int) -> Sized | None:
    """Return the widest size for paper that weighs no more than ``most`` bytes."""
    fitting = (
        size for size in stored.sizes if size.width <= WIDEST and _weight(stored, size) <= most
    )
    return max(fitting, key=lambda size: size.width, default=None)


def _weight(stored: StoredPicture, size: Sized) -> int:
    return size.bytes * _GROWS.get(stored.media_type, 1)
