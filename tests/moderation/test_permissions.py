"""Who may do what with reports: one form derived from the other over the whole cast."""

import pytest

from hamshahr.commons.accounts.permitting import allows
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.moderation.models import Case
from hamshahr.commons.moderation.permissions import (
    DECIDE,
    answerable_by,
    decidable_by,
    may_answer,
    may_decide,
    may_read,
    readable_by,
)
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.permissions import may_hide
from hamshahr.domains.network.appointing import appoint
from tests.cast import FATEMEH, INES, MATEO, NASRIN, PEOPLE

pytestmark = pytest.mark.django_db

FORMS = [(may_read, readable_by), (may_answer, answerable_by), (may_decide, decidable_by)]


@pytest.fixture
def cases(case_of):
    """Cases of two cities in every state, one of them of no city."""
    case_of("shiraz", kind="city")
    case_of("medellin", kind="city")
    taken = case_of("tehran-brt")
    taken.state, taken.taken_by = Case.State.IN_HAND, INES.serving()
    taken.save()
    nobodys = case_of("lagos-brt-lite")
    nobodys.owner = None
    nobodys.save()
    return list(Case.objects.all())


@pytest.mark.parametrize(("may", "able"), FORMS)
def test_one_and_a_list_agree_for_everybody(cases, may, able):
    everybody = [None, system_actor(), *(person.serving() for person in PEOPLE)]
    for by in everybody:
        listed = set(able(by))
        assert {case for case in cases if may(by, case)} == listed


def test_moderators_and_the_secretary_general_decide_and_nobody_else(cases):
    case = cases[0]
    deciding = {person for person in PEOPLE if may_decide(person.serving(), case)}

    assert deciding == {INES, FATEMEH}


def test_a_focal_point_reads_the_reports_of_her_city_alone(cases):
    shiraz = Case.objects.get(code="shiraz")
    medellin = Case.objects.get(code="medellin")

    assert may_read(NASRIN.serving(), shiraz)
    assert not may_read(NASRIN.serving(), medellin)
    assert may_answer(MATEO.serving(), medellin)
    assert not may_answer(MATEO.serving(), shiraz)


def test_who_serves_a_city_and_moderates_decides_nothing_of_her_own_city(cases):
    both = NASRIN.serving()
    appoint(person=both, role=Role.MODERATOR, by=system_actor())
    shiraz, medellin = Case.objects.get(code="shiraz"), Case.objects.get(code="medellin")

    assert allows(both, DECIDE, shiraz.owner)
    assert not may_decide(both, shiraz)
    assert may_decide(both, medellin)
    assert may_read(both, shiraz)
    other = Experience.objects.get(code="lagos-brt-lite")
    assert may_hide(both, other)
    other.city_id = shiraz.owner
    assert not may_hide(both, other)
