"""The three ways of a city with a compiled case: it is so, it is otherwise, it should go."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.moderation.actions import report, speak_for_city
from hamshahr.commons.moderation.models import Ground, Report
from hamshahr.commons.moderation.registry import reportable
from hamshahr.commons.translation.languages import active_language
from hamshahr.domains.experiences.confirming import Seen, confirm_compiled, held_to_answer
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.publishing.projecting import content_of
from hamshahr.domains.manuscripts.actions import begin_manuscript
from hamshahr.domains.manuscripts.claiming.agreeing import agreed_words
from hamshahr.domains.manuscripts.models import Claim, Manuscript

_GIVEN_UP = {Manuscript.State.DECLINED, Manuscript.State.WITHDRAWN}


@transaction.atomic
def claim_as_it_stands(*, experience: Experience, seen: Seen, by: User) -> Claim:
    """Make a compiled case the city's own without a change, and keep what was agreed to.

    Raises as ``experiences.confirming.confirm_compiled`` does.
    """
    revision = confirm_compiled(experience=experience, seen=seen, by=by)
    words = agreed_words(experience, may_be_machine_translated=revision.may_be_machine_translated)
    return Claim.objects.create(
        revision=revision, agreed_text="\n".join(words), claimed_by=by, claimed_at=timezone.now()
    )


@transaction.atomic
def begin_next_revision(*, experience: Experience, by: User) -> Manuscript:
    """Return where the next revision of a case is written: begun with what it tells, or under way.

    It goes through review as any manuscript. Raises ``PermissionDenied``.
    """
    held = held_to_answer(experience, by)
    there = Manuscript.objects.select_for_update().filter(experience=held).first()
    if there is not None and there.state not in _GIVEN_UP:
        return there
    if there is not None:  # given up: what was written stays, and leaves room for another
        there.experience = None
        there.save(update_fields=["experience"])
    return begin_manuscript(
        city=held.city,
        language=held.language,
        by=by,
        experience=held,
        content=content_of(held),
    )


@transaction.atomic
def ask_for_removal(*, experience: Experience, words: str, secret: str, by: User) -> Report:
    """Ask the moderators for the removal of a case, as the city itself.

    ``secret`` opens the page on which the decision is read. Raises ``PermissionDenied``, and as
    ``moderation.actions.report`` does.
    """
    held = held_to_answer(experience, by)
    kind = reportable(KIND)
    subject = kind.find(held.code, active_language()) if kind else None
    if subject is None:
        raise PermissionDenied("Only what anybody may read is reported.")
    made = report(
        subject=subject,
        ground=Ground.OTHER,
        words=words,
        email="",
        language=active_language(),
        secret=secret,
    )
    speak_for_city(case=made.case, words=words, by=by)
    return made
