"""How the record of what is done with manuscripts reads."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext, gettext_lazy

from hamshahr.domains.manuscripts.models import ManuscriptField
from hamshahr.domains.manuscripts.permissions import visible_to
from hamshahr.kernel.audit.deeds import register_deed
from hamshahr.kernel.audit.things import Named, Things, register_things


def declare() -> None:
    """Declare the deeds, and the things they are about."""
    register_deed("manuscripts.begin", gettext_lazy("%(who)s began to write %(what)s"))
    register_deed("manuscripts.withdraw", gettext_lazy("%(who)s gave up %(what)s"))
    register_things(Things("manuscript", gettext_lazy("Manuscript"), _manuscripts))


def _manuscripts(ids: Collection[str], _language: str, by: Any) -> Mapping[str, Named]:
    """Name manuscripts by their titles, as far as they have one."""
    there = visible_to(by).filter(pk__in=[UUID(each) for each in ids])
    titles = dict(
        ManuscriptField.objects.filter(manuscript__in=there, path="title").values_list(
            "manuscript_id", "value"
        )
    )
    return {
        str(pk): Named(str(titles.get(pk) or gettext("An experience without a title")), "")
        for pk in there.values_list("pk", flat=True)
    }
