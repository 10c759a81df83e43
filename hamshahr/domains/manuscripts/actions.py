"""Deeds of the writing desk."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import allows
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.manuscripts.models import FieldChange, Manuscript, ManuscriptField
from hamshahr.domains.manuscripts.permissions import WRITE, may_write
from hamshahr.domains.manuscripts.reviewing.states import move
from hamshahr.domains.network.models import City
from hamshahr.kernel.audit.actions import record


@transaction.atomic
def begin_manuscript(
    *,
    city: City,
    language: str,
    by: User,
    experience: Experience | None = None,
    content: Content | None = None,
) -> Manuscript:
    """Begin a manuscript of ``city`` in ``language``; raise ``PermissionDenied``.

    With an ``experience``, it is where that case's next revision is written, and begins with
    ``content``, what the case tells.
    """
    if not allows(by, WRITE, city.pk):
        raise PermissionDenied("Only people of the city write for it.")
    now = timezone.now()
    manuscript = Manuscript.objects.create(
        city=city, language=language, experience=experience, begun_by=by, changed_at=now
    )
    written = {"manuscript": manuscript, "version": 1, "changed_by": by, "changed_at": now}
    values = content.values.items() if content else ()
    ManuscriptField.objects.bulk_create(
        ManuscriptField(path=path, value=value, **written) for path, value in values
    )
    FieldChange.objects.bulk_create(
        FieldChange(path=path, value=value, based_on=0, **written) for path, value in values
    )
    record(
        by=by,
        deed="manuscripts.begin",
        object_type="manuscript",
        object_id=manuscript.pk,
        body=city.pk,
    )
    return manuscript


@transaction.atomic
def grow_manuscript(*, manuscript: Manuscript, by: User) -> None:
    """Show the steps of the full form from now on; raise ``PermissionDenied``."""
    _locked(manuscript, by)
    Manuscript.objects.filter(pk=manuscript.pk).update(is_full=True)


@transaction.atomic
def withdraw_manuscript(*, manuscript: Manuscript, by: User) -> None:
    """Give a manuscript up: it is written and reviewed no more, and all that it said is kept.

    Raises ``PermissionDenied`` for who does not write it, and where it is decided already;
    ``NotNow`` while the editors have it: its submission is taken back first.
    """
    there = _locked(manuscript, by)
    if there.experience_id is not None:
        raise PermissionDenied("What is published is retired, not given up.")
    move(there, Manuscript.State.WITHDRAWN, waiting_since=None)
    record(
        by=by,
        deed="manuscripts.withdraw",
        object_type="manuscript",
        object_id=there.pk,
        body=there.city_id,
    )


def _locked(manuscript: Manuscript, by: User) -> Manuscript:
    there = Manuscript.objects.select_for_update().get(pk=manuscript.pk)
    if not may_write(by, there):
        raise PermissionDenied("Only people of the city write, and not what is decided.")
    return there
