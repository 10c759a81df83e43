"""The small card of an experience that other sites show in a frame."""

from dataclasses import dataclass

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translating.marks import ShownMark, shown_mark
from hamshahr.commons.translation.languages import Language
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.domains.experiences import queries
from hamshahr.domains.experiences.heads import heads
from hamshahr.domains.experiences.looking_up import translations
from hamshahr.domains.experiences.regions import ExperienceHead
from hamshahr.domains.experiences.sections.around import Around
from hamshahr.domains.experiences.sections.parts import Said
from hamshahr.kernel.addresses import public_address

# Shown in a frame on any site: nothing runs in it, nothing is sent from it
POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:;"
    " base-uri 'none'; form-action 'none'; frame-ancestors *"
)


@dataclass(frozen=True)
class EmbeddedCard:
    language: Language  # of the page
    head: ExperienceHead
    title: Said
    headline: Said | None
    mark: ShownMark | None
    licence: str
    url: str  # whole, of the page of the experience


def embedded_card(code: str, language: str, *, by: User | None) -> EmbeddedCard | None:
    """Return the card; ``None`` alike where the case is not there or not for ``by``."""
    case = queries.case(code, by=by)
    if case is None:
        return None
    head = heads([case.pk], language, by=by, retired=case.pk)[case.pk]
    content = case.content()
    around = Around(
        page=language_of(language),
        written_in=head.language,
        unknown="",
        translated=translations(case, content, language),
    )
    title = around.said(content, "title") or around.own("")
    return EmbeddedCard(
        language=around.page,
        head=head,
        title=title,
        headline=around.said(content, "headline"),
        mark=shown_mark(title.mark) if title.mark else None,
        licence=case.licence,
        url=public_address(head.url),
    )
