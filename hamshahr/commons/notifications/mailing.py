"""Letters about notices: at once, or a day's or a week's in one letter.

A letter and the mark that its notices are mailed are one transaction, and the rows are locked: two
workers never write the same letter, and one that cannot be handed over is tried again as a letter
(``delivering``), not written a second time.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Case, CharField, F, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.preferences.queries import worded_for
from hamshahr.commons.notifications import addresses
from hamshahr.commons.notifications.kinds import Frequency, UnknownKind, kind_of
from hamshahr.commons.notifications.models import Notice
from hamshahr.commons.notifications.reading_notices import Row, rows_of
from hamshahr.commons.notifications.stopping import stop_address
from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import moment, number
from hamshahr.design.mail.blocks import Action, Block, Item, Letter, Paragraph
from hamshahr.design.mail.composing import compose
from hamshahr.kernel.addresses import public_address
from hamshahr.kernel.instance.beginning import began_here_at

log = logging.getLogger("hamshahr.post")

# A letter is glanced at; the list of notices has the rest
MOST_IN_A_LETTER = 30
# A job's share; the next is some minutes away
_MOST_LETTERS = 500


@dataclass(frozen=True)
class Due:
    """What makes one letter: a person's digest, or her notices of one kind at once."""

    person_id: UUID
    digest: str
    kind: str  # empty for a digest

    @property
    def what(self) -> str:
        """What the link in the letter ends."""
        return self.digest or self.kind


def write_due() -> int:
    """Write the letters that are due and give them to the post; return how many."""
    _leave_out_what_was_restored()
    written = 0
    for due in _due():
        try:
            written += _write(due)
        except UnknownKind:
            _marked(due)  # its domain is gone, and so is its sentence
        except Exception:
            log.exception("A letter about %s could not be written", due.what)
    return written


def _leave_out_what_was_restored() -> None:
    """The original has perhaps mailed what waited in the backup; the list still shows it."""
    Notice.objects.filter(
        mailed_at__isnull=True, mail_at__isnull=False, created_at__lt=began_here_at()
    ).update(mail_at=None)


def _due() -> Iterator[Due]:
    of_kind = Case(When(digest="", then=F("kind")), default=Value(""), output_field=CharField())
    rows = (
        Notice.objects.filter(mailed_at__isnull=True, mail_at__lte=timezone.now())
        .annotate(of_kind=of_kind)
        .values_list("person_id", "digest", "of_kind")
        .distinct()
        .order_by("person_id", "digest", "of_kind")
    )
    for person_id, digest, kind in rows[:_MOST_LETTERS]:
        yield Due(person_id, digest, kind)


@transaction.atomic
def _write(due: Due) -> bool:
    """Write one letter, if there is still something to say to somebody who can be reached."""
    unread = [notice for notice in _marked(due) if notice.read_at is None]
    person = User.objects.get(pk=due.person_id)
    if not unread or not person.is_active or addresses.is_dead(person.email):
        return False
    with worded_for(person):
        rows = rows_of(unread)
        if not rows:
            return False
        letter = letter_about(rows, due, person)
        compose(lambda: letter, language=get_language() or "", to=person.email).send()
    return True


def _marked(due: Due) -> list[Notice]:
    """Take the notices of a letter, oldest first; another worker finds them mailed."""
    now = timezone.now()
    of_letter = Notice.objects.filter(
        person_id=due.person_id, digest=due.digest, mailed_at__isnull=True, mail_at__lte=now
    )
    if due.kind:
        of_letter = of_letter.filter(kind=due.kind)
    taken = list(of_letter.order_by("created_at").select_for_update(skip_locked=True))
    Notice.objects.filter(pk__in=[notice.pk for notice in taken]).update(mailed_at=now)
    return taken


def letter_about(rows: list[Row], due: Due, person: User) -> Letter:
    """Return the letter in the active language; ``rows`` is not empty."""
    kind = None if due.digest else kind_of(due.kind)
    may_end = kind is None or kind.silenceable
    return Letter(
        kind=f"notices.{due.digest}" if due.digest else due.kind,
        subject=rows[0].sentence if len(rows) == 1 else _how_many(len(rows)),
        blocks=tuple(_blocks(rows)),
        why=_why(due),
        unsubscribe=stop_address(person, due.what) if may_end else "",
        settings=public_address(reverse("notices:settings")),
    )


def _blocks(rows: list[Row]) -> Iterator[Block]:
    if len(rows) == 1:
        yield Paragraph(rows[0].sentence)
        yield Action(_("Open the page"), public_address(rows[0].url))
        return
    for row in rows[:MOST_IN_A_LETTER]:
        when = moment(row.when, active_language())
        yield Item(row.sentence, public_address(row.url), when)
    if len(rows) > MOST_IN_A_LETTER:
        yield Paragraph(_("The rest is on the page of your notices."))
    yield Action(_("All notices"), public_address(reverse("notices:list")))


def _how_many(count: int) -> str:
    told = ngettext("%(count)s notice for you", "%(count)s notices for you", count)
    return told % {"count": number(count, active_language())}


def _why(due: Due) -> str:
    if due.digest == Frequency.DAILY:
        return _("You get this letter because you want to hear of some things once a day.")
    if due.digest:
        return _("You get this letter because you want to hear of some things once a week.")
    kind = kind_of(due.kind)
    if kind.silenceable:
        told = _("You get this letter because you want to hear at once about: %(kind)s.")
        return told % {"kind": kind.name}
    return _("This letter concerns your account or your role, so it always comes.")
