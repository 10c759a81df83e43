"""The files of a manuscript: read by whoever may see it, and all of its own city."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.files.actions import attach
from hamshahr.commons.files.holders import Holder, register_holder
from hamshahr.commons.files.models import StoredFile
from hamshahr.domains.experiences.content.checking import Mistake
from hamshahr.domains.experiences.content.fields import GroupSpec, Kind
from hamshahr.domains.experiences.content.form import parts
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.manuscripts.models import Manuscript
from hamshahr.domains.manuscripts.permissions import visible_to

HOLDER = "manuscript"


def declare() -> None:
    """Say who may read the files of a manuscript; called by the manifest."""
    register_holder(Holder(HOLDER, may_read=_may_read))


def file_paths(content: Content) -> dict[str, UUID]:
    """Return the files that a content names, by their paths."""
    found = {}
    for group in (part for part in parts() if isinstance(part, GroupSpec)):
        for spec in (each for each in group.fields if each.kind is Kind.FILE):
            for item in content.items(group.key):
                if said := item.text(spec.key):
                    found[item.path(spec.key)] = UUID(said)
    return found


def foreign_files(manuscript: Manuscript, content: Content) -> Iterator[Mistake]:
    """Yield the files that are not there, or another's: attaching them would let people in."""
    named = file_paths(content)
    own = StoredFile.objects.filter(pk__in=list(named.values()), owner=manuscript.city_id)
    there = set(own.values_list("pk", flat=True))
    for path, pk in named.items():
        if pk not in there:
            yield Mistake(path, _("This file is no longer there. Add it again."))


def attach_to_manuscript(manuscript: Manuscript, content: Content) -> None:
    """Let the editors read the files of what is handed in, inside that deed."""
    for file in StoredFile.objects.filter(pk__in=list(file_paths(content).values())):
        attach(file, HOLDER, manuscript.pk)


def _may_read(by: User | None, holder: UUID) -> bool:
    return visible_to(by).filter(pk=holder).exists()
