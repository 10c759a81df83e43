"""Having the machine draft what is due, as long as it answers.

What it says goes to readers only where nobody has translated by hand: there it stands beside, as a
suggestion. Each language of a thing is kept as soon as it is there, so that what is interrupted
goes on where it was.
"""

import logging
import time
from collections.abc import Iterable, Sequence
from itertools import groupby
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.translating.judging import Reason
from hamshahr.commons.translating.machine import Machine, MachineDown
from hamshahr.commons.translating.machine.configured import configured
from hamshahr.commons.translating.machine.health import (
    answered,
    failed,
    health_of,
    may_be_asked,
)
from hamshahr.commons.translating.making import Made, make_drafts
from hamshahr.commons.translating.models import (
    LONGEST_TRANSLATION,
    FieldTranslation,
    MachineDraft,
    SourceText,
)
from hamshahr.commons.translating.standing import bring_up_to_date
from hamshahr.commons.translating.targets import target_languages
from hamshahr.commons.translating.telling import readers_see_another
from hamshahr.commons.translating.texts import current_texts, digest_of
from hamshahr.kernel.audit.actions import record

log = logging.getLogger("hamshahr.translating")

# A job's share in seconds, so that other jobs get their turn; the next is a minute away
_SHARE = 50.0
# A text at which a server that is well failed so often is not asked for again until it changes
_GIVE_UP_AFTER = 6
_NO_NAME = "?"


def draft_due() -> int:
    """Ask the machine for what is due; return how many drafts it gave that can be read."""
    try:
        machine = configured()
    except MachineDown as down:
        log.warning("The translation server cannot be asked: %s", down)
        return 0
    if machine is None or not may_be_asked(machine):
        return 0
    made, until = 0, time.monotonic() + _SHARE
    while time.monotonic() < until:
        thing = _next_due()
        if thing is None:
            break
        try:
            made += _draft(*thing, machine)
        except MachineDown as down:
            again = failed(machine, down)
            log.warning("The translation server is asked again at %s: %s", again, down)
            _put_behind(*thing, machine, is_to_blame=down.perhaps_by_text)
            break
        answered(machine)
    return made


def _next_due() -> tuple[str, UUID] | None:
    """Return the thing that waits longest, those before others at which the server failed."""
    due = SourceText.objects.filter(due_since__isnull=False).order_by("tries", "due_since")
    return due.values_list("object_type", "object_id").first()


def _draft(kind: str, object_id: UUID, machine: Machine) -> int:
    """Draft what is due of one thing, in every language; return how many can be read."""
    said = current_texts(kind, object_id)
    of_it = SourceText.objects.filter(object_type=kind, object_id=object_id)
    due = list(of_it.filter(due_since__isnull=False).order_by("language", "position"))
    # What reads otherwise by now was noted, or is about to be: it comes again by itself
    current = [
        text
        for text in due
        if text.path in said
        and said[text.path].may_machine
        and digest_of(said[text.path].text, text.language) == bytes(text.digest)
    ]
    made = 0
    for source, texts in groupby(current, key=lambda text: text.language):
        of_language = list(texts)
        for target in target_languages():
            wanted = _wanted(of_language, target)
            if not wanted or target == source or not machine.knows(source, target):
                continue
            words = {text.path: said[text.path].text for text in wanted}
            drafts = make_drafts(words, source, target, machine)
            made += _keep(wanted, words, drafts, target, machine)
    _settle(due, made)
    return made


def _wanted(texts: Sequence[SourceText], target: str) -> list[SourceText]:
    """Return the texts of which the machine has said nothing yet, as they are now."""
    ids = [text.pk for text in texts]
    asked = set(
        MachineDraft.objects.filter(
            source__in=ids, language=target, source_digest=F("source__digest")
        ).values_list("source_id", flat=True)
    )
    by_hand = set(
        FieldTranslation.objects.filter(
            source__in=ids, language=target, origin="hand", stale_since__isnull=True
        ).values_list("source_id", flat=True)
    )
    return [text for text in texts if text.pk not in asked | by_hand]


@transaction.atomic
def _keep(
    texts: Iterable[SourceText],
    words: dict[str, str],
    drafts: dict[str, Made],
    target: str,
    machine: Machine,
) -> int:
    """Keep what the machine said in one language, but of what was changed or hidden meanwhile."""
    held = {
        text.pk: bytes(text.digest)
        for text in SourceText.objects.select_for_update().filter(
            pk__in=[text.pk for text in texts], is_public=True, may_machine=True
        )
    }
    good = 0
    for text in texts:
        made = drafts[text.path]
        if held.get(text.pk) != bytes(text.digest):
            continue
        MachineDraft.objects.update_or_create(
            source=text,
            language=target,
            defaults={
                "text": made.text[:LONGEST_TRANSLATION],
                "refused_for": made.refused_for or "",
                "machine_name": machine.name[:200] or _NO_NAME,
                "source_digest": text.digest,
                "made_at": timezone.now(),
            },
        )
        if not made.refused_for and len(made.text) <= LONGEST_TRANSLATION:
            _show(text, target, made.text, words[text.path], machine)
            good += 1
    return good


def _show(text: SourceText, target: str, draft: str, original: str, machine: Machine) -> None:
    """Let readers read a draft, unless somebody translated: never is that overwritten."""
    said = {
        "text": draft,
        "machine_name": machine.name[:200] or _NO_NAME,
        "translated_at": timezone.now(),
        "source_digest": text.digest,
        "source_text": original,
    }
    there = FieldTranslation.objects.filter(source=text, language=target)
    if not there.filter(origin="machine").update(
        **said, stale_since=None, version=F("version") + 1
    ):
        FieldTranslation.objects.get_or_create(
            source=text, language=target, defaults={**said, "origin": "machine"}
        )


@transaction.atomic
def _settle(due: Sequence[SourceText], made: int) -> None:
    """Take what was asked for off the list, unless it was changed meanwhile."""
    for text in due:
        SourceText.objects.filter(pk=text.pk, digest=text.digest).update(due_since=None, tries=0)
    if not due:
        return
    kind, object_id = due[0].object_type, due[0].object_id
    bring_up_to_date(kind, [object_id])
    if made:
        record(
            by=system_actor(),
            deed="translating.draft",
            object_type=kind,
            object_id=object_id,
            body=due[0].owner,
            count=made,
        )
        readers_see_another(kind, object_id)


@transaction.atomic
def _put_behind(kind: str, object_id: UUID, machine: Machine, *, is_to_blame: bool) -> None:
    """Have a thing wait behind the others; give up where the server is well and it alone fails."""
    due = SourceText.objects.filter(object_type=kind, object_id=object_id, due_since__isnull=False)
    due.update(due_since=timezone.now(), tries=F("tries") + int(is_to_blame))
    well = health_of(machine).answered_at
    for text in due.filter(tries__gte=_GIVE_UP_AFTER):
        if well is None or well < text.changed_at:
            continue
        for target in target_languages():
            if target != text.language and _wanted([text], target):
                made = {text.path: Made("", Reason.SERVER)}
                _keep([text], {text.path: ""}, made, target, machine)
        due.filter(pk=text.pk).update(due_since=None, tries=0)
    bring_up_to_date(kind, [object_id])
