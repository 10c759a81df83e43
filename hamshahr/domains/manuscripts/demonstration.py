"""What a demonstration shows of the writing desk: a draft and a submission, both made up.

Both cities are real and have said nothing of the kind. So their titles and summaries say, in their
own language, that they are made up; nothing in them is a figure; and nobody but the city and, of
what is submitted, the editors reads them until somebody of the demonstration publishes them.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import override

from hamshahr.commons.accounts.demonstration import made_up_people, require_demonstration
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import cities_allowed
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.manuscripts.actions import begin_manuscript
from hamshahr.domains.manuscripts.models import Manuscript
from hamshahr.domains.manuscripts.permissions import SUBMIT
from hamshahr.domains.manuscripts.reviewing.agreeing import (
    CC_BY,
    agreement,
    usual_rights_holder,
)
from hamshahr.domains.manuscripts.reviewing.seen import last_change
from hamshahr.domains.manuscripts.reviewing.submitting import submit
from hamshahr.domains.network.demo_people import DEMO_PEOPLE
from hamshahr.domains.network.models import City

_ADDRESSES = {told.key: told.email for told in DEMO_PEOPLE}
# Half of a snapshot: the form shows what is missing, and the list that it goes on
_DRAFT: dict[str, Any] = {
    "title": "خط‌کشی تازه در برابر دبستان‌ها (ساختگی، برای نمایش)",
    "headline": "ساختگی: دانش‌آموزان آسان‌تر از خیابان می‌گذرند.",
    "summary": (
        "این متن ساختگی است و تنها برای نمایش نوشته شده؛ شهر چنین چیزی نگفته است. "
        "در برابر چند دبستان خط‌کشی تازه شد و همیارانی سر گذر ایستادند."
    ),
    "topics": ["road-safety"],
    "problem": "خودروها در برابر دبستان‌ها نمی‌ایستادند. (ساختگی)",
}
_SUBMITTED: dict[str, Any] = {
    "title": "Bancos a la sombra en las paradas (inventado para la demostración)",
    "headline": "Inventado: quien espera el bus se sienta a la sombra.",
    "summary": (
        "Este texto es inventado y solo sirve de demostración; la ciudad no ha dicho nada de esto. "
        "En algunas paradas se pusieron bancos y se plantaron árboles."
    ),
    "scale": "district",
    "topics": ["heat"],
    "status": "ongoing",
    "true_as_of": "2026-01",
    "problem": "A mediodía nadie aguantaba la espera al sol. (Inventado)",
    "blocks": ["b4nc0s1a"],
    "blocks.b4nc0s1a.what": "Un banco y un árbol en cada parada. (Inventado)",
    "not_measured": True,
    "not_measured_why": "Es una demostración: no hay nada que medir.",
    "went_wrong": "Algunos árboles se secaron en el primer verano. (Inventado)",
}


@transaction.atomic
def bring_in_manuscripts() -> None:
    """Have Nasrin begin an experience, and Mateo submit one, who have written nothing yet.

    Raises ``PermissionDenied`` outside a demonstration. Whoever does not serve her city any more,
    for visitors changed that, writes nothing.
    """
    require_demonstration()
    _begun("nasrin", "fa", _DRAFT)
    mateo, begun = _begun("mateo", "es", _SUBMITTED)
    if mateo is None or begun is None:
        return
    with override("es"):
        agreed = agreement(
            licence=CC_BY, rights_holder=usual_rights_holder(begun), may_be_machine_translated=True
        )
    submit(manuscript=begun, seen=last_change(begun), agreed=agreed, by=mateo)


def _begun(key: str, language: str, told: dict[str, Any]) -> tuple[User | None, Manuscript | None]:
    person = made_up_people().filter(email=_ADDRESSES[key]).first()
    if person is None or Manuscript.objects.filter(begun_by=person).exists():
        return person, None
    city = City.objects.filter(pk__in=cities_allowed(person, SUBMIT).ids).first()
    if city is None:
        return person, None
    begun = begin_manuscript(city=city, language=language, by=person, content=Content(told))
    return person, begun
