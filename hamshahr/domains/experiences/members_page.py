"""What a city tells members only: a page of its own, which nobody keeps."""

from dataclasses import dataclass

from hamshahr.commons.accounts.models import User
from hamshahr.domains.experiences import queries
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.heads import heads
from hamshahr.domains.experiences.looking_up import around_members
from hamshahr.domains.experiences.regions import ExperienceHead
from hamshahr.domains.experiences.sections.composing import members_sections
from hamshahr.domains.experiences.sections.parts import Section


@dataclass(frozen=True)
class MembersPage:
    head: ExperienceHead
    sections: tuple[Section, ...]


def members_page(code: str, language: str, *, by: User) -> MembersPage | None:
    """Return what is for members only; ``None`` alike where there is none, or not for ``by``."""
    case = queries.case(code, by=by)
    layer = case and queries.members_layer(case.pk, by=by)
    if case is None or layer is None:
        return None
    content = Content(layer.content)
    around = around_members(case, layer, language)
    head = heads([case.pk], language, by=by, retired=case.pk)[case.pk]
    return MembersPage(head, members_sections(content, around))
