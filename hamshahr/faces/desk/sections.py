"""The rooms of the desk, each for those who have its permission."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import Permission, held_by
from hamshahr.commons.deeds.permissions import READ_WHOLE_RECORD
from hamshahr.commons.moderation.permissions import READ_REPORTS
from hamshahr.domains.association.permissions import COME_TO_THE_DESK, TAKE_OUT_SECOND_FACTORS
from hamshahr.domains.experiences.permissions import IMPORT_SHEETS
from hamshahr.domains.network.permissions import APPOINT_TO_OFFICES, KEEP_REGISTER


@dataclass(frozen=True)
class Section:
    """A room of the desk."""

    label: str | Promise
    url_name: str
    permission: Permission


@dataclass(frozen=True)
class SectionLink:
    """The way to a room, for the navigation."""

    label: str | Promise
    url: str
    url_name: str


SECTIONS = (
    Section(_("Desk"), "desk:home", COME_TO_THE_DESK),
    Section(_("Members"), "desk:members", KEEP_REGISTER),
    Section(_("Offices"), "desk:offices", APPOINT_TO_OFFICES),
    Section(_("Reports"), "desk:reports", READ_REPORTS),
    Section(_("Import of sheets"), "desk:sheets", IMPORT_SHEETS),
    Section(_("Record"), "desk:audit", READ_WHOLE_RECORD),
    Section(_("Lost second factors"), "desk:second-factors", TAKE_OUT_SECOND_FACTORS),
)


def section_links(by: User) -> list[SectionLink]:
    """Return the rooms that somebody may enter, in one query."""
    roles = {one.role for one in held_by(by)}
    return [
        SectionLink(each.label, reverse(each.url_name), each.url_name)
        for each in SECTIONS
        if roles & each.permission.roles
    ]
