"""Who is asked today about what, in one letter a week and city at most."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from hamshahr.commons.accounts.demonstration import is_somebody
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import who_may
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.notifications.notifying import notify
from hamshahr.domains.experiences.confirming import note_unanswered
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.permissions import ANSWER_FOR, visible_to
from hamshahr.domains.experiences.revisions.standing import current_number
from hamshahr.domains.manuscripts.asking_again.letter import Question, write_letter
from hamshahr.domains.manuscripts.asking_again.notices import IS_IT_STILL_SO, about_url, city_named
from hamshahr.domains.manuscripts.models import Check
from hamshahr.domains.network.models import City
from hamshahr.domains.network.permissions import running_appointments
from hamshahr.kernel.secret_links import digest_of, new_secret
from hamshahr.kernel.today import today

# Somebody on leave for a month, or a role that changes hands, still finds the link good
GOOD_FOR = timedelta(days=60)
REMIND_AFTER = timedelta(days=21)
# Two letters and eight weeks: what nobody answers by then is told to be unanswered
GIVE_UP_AFTER = timedelta(days=56)
LETTERS_APART = timedelta(days=7)
MOST_IN_A_LETTER = 10
_CITIES_A_NIGHT = 200
_CASES_A_NIGHT = 500


def ask_cities() -> int:
    """Write to the cities that have something to confirm, those that wait longest first.

    At most ``_CITIES_A_NIGHT`` a night; return of how many cases was asked.
    """
    waiting = (
        to_ask()
        .filter(city__in=with_keepers())
        .exclude(city__in=_asked_lately())
        .values("city")
        .annotate(since=Min("next_check_on"))
        .order_by("since", "city")
        .values_list("city", flat=True)[:_CITIES_A_NIGHT]
    )
    return sum(ask_city(city) for city in list(waiting))


@transaction.atomic
def ask_city(city_id: UUID) -> int:
    """Ask all keepers of a city about up to ``MOST_IN_A_LETTER`` cases; return of how many."""
    city = City.objects.select_for_update().get(pk=city_id)  # two workers write no two letters
    if Check.objects.filter(_lately(), experience__city=city).exists():
        return 0
    cases = list(
        to_ask()
        .filter(city=city)
        .select_related("revision")
        .order_by("next_check_on", "pk")[:MOST_IN_A_LETTER]
    )
    keepers = [one for one in who_may(ANSWER_FOR, city_id) if one.is_active and is_somebody(one)]
    if not cases or not keepers:
        return 0
    for keeper in keepers:
        questions = [_question(case, keeper) for case in cases]
        write_letter(questions, city, keeper)
    notify(
        kind=IS_IT_STILL_SO,
        to=keepers,
        about=city.pk,
        url=about_url(),
        said={"city": city_named(city), "count": len(cases)},
        by=system_actor(),
    )
    return len(cases)


def give_up() -> int:
    """Have cases say that their city was asked in vain; return how many more do."""
    since = timezone.now() - GIVE_UP_AFTER
    asked = _of_this_round(Check.objects.filter(asked_at__lte=since, answered_at__isnull=True))
    found = (
        visible_to(None)
        .filter(Exists(asked), next_check_on__lte=today(), unanswered_since__isnull=True)
        .annotate(
            asked=Min("checks__asked_at", filter=Q(checks__asked_at__date__gte=F("next_check_on")))
        )
        .order_by("next_check_on", "pk")
    )
    given_up = list(found[:_CASES_A_NIGHT])
    for case in given_up:
        note_unanswered(experience=case, asked_on=case.asked.date(), by=system_actor())
    return len(given_up)


def to_ask() -> QuerySet[Experience]:
    """Return the cases whose city is to be asked today, or reminded."""
    asked = _of_this_round(Check.objects.all())
    remind = asked.filter(
        answered_at__isnull=True,
        reminded_at__isnull=True,
        asked_at__lte=timezone.now() - REMIND_AFTER,
    )
    return _due().filter(~Exists(asked) | Exists(remind), unanswered_since__isnull=True)


def waiting_for_the_office() -> QuerySet[Experience]:
    """Return the cases that nobody confirms: left unanswered, or of a city without keepers."""
    return _due().filter(Q(unanswered_since__isnull=False) | ~Q(city__in=with_keepers()))


def with_keepers() -> QuerySet[City]:
    """Return the cities that have somebody who answers for them today."""
    held = running_appointments().filter(role__in=ANSWER_FOR.own_city, person__is_active=True)
    return City.objects.filter(pk__in=held.values("city"), merged_into__isnull=True)


def _due() -> QuerySet[Experience]:
    return visible_to(None).filter(next_check_on__lte=today(), city__merged_into__isnull=True)


def _of_this_round(checks: QuerySet[Check]) -> QuerySet[Check]:
    """Return the checks of a case since it was due: with each answer it is due later."""
    return checks.filter(experience=OuterRef("pk"), asked_at__date__gte=OuterRef("next_check_on"))


def _lately() -> Q:
    since = timezone.now() - LETTERS_APART
    return Q(asked_at__gt=since) | Q(reminded_at__gt=since)


def _asked_lately() -> QuerySet[Check, UUID]:
    return Check.objects.filter(_lately()).values_list("experience__city", flat=True)


def _question(case: Experience, keeper: User) -> Question:
    """Return what she is asked about a case: anew, or with a second link to the same question."""
    secret, now = new_secret(), timezone.now()
    there = Check.objects.filter(
        experience=case,
        asked_of=keeper,
        answered_at__isnull=True,
        asked_at__date__gte=case.next_check_on,
    ).first()
    if there is None:
        check = Check.objects.create(
            experience=case,
            number=current_number(case),
            asked_of=keeper,
            digest=digest_of(secret),
            asked_at=now,
            expires_at=now + GOOD_FOR,
        )
        return Question(case, secret, check.expires_at, is_reminder=False)
    there.former_digest, there.digest, there.reminded_at = there.digest, digest_of(secret), now
    there.save(update_fields=["former_digest", "digest", "reminded_at"])
    return Question(case, secret, there.expires_at, is_reminder=True)
