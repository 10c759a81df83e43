"""How the record of what is done with the vocabulary reads."""

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.commons.deeds.counts import counts
from hamshahr.kernel.audit.deeds import register_deed
from hamshahr.kernel.audit.things import Named, Things, register_things


def declare() -> None:
    """Declare the deeds, and the things they are about."""
    register_deed(
        "topics.load_vocabulary",
        gettext_lazy("%(who)s loaded the vocabulary that is shipped: %(concepts)s concepts"),
        counts("concepts"),
    )
    register_deed(
        "topics.import_vocabulary",
        gettext_lazy("%(who)s imported a vocabulary: %(concepts)s concepts"),
        counts("concepts"),
    )
    register_things(Things("vocabulary", gettext_lazy("Vocabulary"), _vocabularies))


def _vocabularies(ids: Collection[str], _language: str, _by: Any) -> Mapping[str, Named]:
    return {each: Named(_("Vocabulary"), reverse("topics:list")) for each in ids}
