"""How the record of what is done with files reads."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.commons.deeds.counts import counts
from hamshahr.commons.files.models import StoredFile
from hamshahr.kernel.audit.deeds import register_deed
from hamshahr.kernel.audit.things import Named, Things, register_things


def declare() -> None:
    """Declare the deeds, and the things they are about."""
    register_deed("files.store", gettext_lazy("%(who)s added the file %(what)s"))
    register_deed("files.remove", gettext_lazy("%(who)s removed a file: %(what)s"))
    register_deed(
        "files.clear",
        gettext_lazy("%(who)s removed %(count)s files that nothing had held for a week"),
        counts("count"),
    )
    register_things(Things("stored_file", gettext_lazy("Added file"), _files))


def _files(ids: Collection[str], _language: str, _by: Any) -> Mapping[str, Named]:
    """Name the files that are still there; who may read each is not asked for a whole list."""
    keys = [UUID(each) for each in ids if each != "all"]
    there = StoredFile.objects.filter(pk__in=keys)
    named = {str(file.pk): Named(file.name) for file in there}
    return {each: named.get(each) or Named(_("a file that is gone")) for each in ids}
