"""Who has a manuscript open: told by their pages every few seconds, forgotten after a minute."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.naming import names_of
from hamshahr.domains.experiences.content.form import step
from hamshahr.domains.manuscripts.models import Manuscript, Presence

# A page tells every 15 seconds; four that are lost are somebody who went away
AWAY_AFTER = timedelta(seconds=60)


@dataclass(frozen=True)
class Present:
    """Somebody else who has the manuscript open, and the step she is at."""

    name: str
    step_key: str
    step_label: str


def be_present(*, manuscript: Manuscript, step_key: str, by: User) -> None:
    """Note that somebody is at a step. Who was away for long is forgotten by the way."""
    now = timezone.now()
    Presence.objects.update_or_create(
        manuscript=manuscript, person=by, defaults={"step": step_key, "seen_at": now}
    )
    Presence.objects.filter(manuscript=manuscript, seen_at__lt=now - AWAY_AFTER).delete()


def others_present(manuscript: Manuscript, *, but: User) -> list[Present]:
    """Return who else is there, by name; a city's people are few."""
    rows = (
        Presence.objects.filter(manuscript=manuscript, seen_at__gte=timezone.now() - AWAY_AFTER)
        .exclude(person=but)
        .select_related("person")
    )
    names = names_of([row.person for row in rows])
    return [
        Present(names[row.person_id], row.step, str(step(row.step).label))
        for row in sorted(rows, key=lambda row: names[row.person_id])
    ]
