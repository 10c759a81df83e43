"""Every rule has two forms, for one thing and for a list, and they give the same answer.

The pairs are found in the ``permissions`` of every domain and commons; each is asked for everybody
of the cast, for nobody and for the system, over things in every state that they can have.
"""

import importlib
import inspect
import typing
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db.models import Model, QuerySet
from django.utils import timezone

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.moderation.actions import report
from hamshahr.commons.moderation.models import Case, Ground
from hamshahr.commons.moderation.registry import reportable
from hamshahr.commons.translating.models import Standing
from hamshahr.domains.association.actions import write_statement
from hamshahr.domains.association.models import StatementRevision
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.manuscripts.actions import begin_manuscript
from hamshahr.domains.manuscripts.models import Manuscript
from hamshahr.domains.network.admitting import admit_member, change_standing
from hamshahr.domains.network.models import City, Membership
from hamshahr.domains.topics.models import Topic
from hamshahr.kernel.audit.models import AuditRecord
from hamshahr.kernel.identifiers import new_id
from hamshahr.kernel.today import today
from tests.architecture.sources import PACKAGE
from tests.cast import AWA, NASRIN, PEOPLE

pytestmark = pytest.mark.django_db

# The form for one thing → the form for a list
LIST_FORMS = {
    "may_see": "visible_to",
    "may_read": "readable_by",
    "may_answer": "answerable_by",
    "may_answer_for": "answered_for_by",
    "may_write": "writable_by",
    "may_review": "reviewable_by",
    "may_decide": "decidable_by",
    "may_translate": "translatable_by",
    "may_keep_page": "page_kept_by",
    "may_take_out_second_factors": "second_factors_removable_by",
}
# Asked of one page that is open already; nowhere is there a list of what one may hide
OF_ONE_ALONE = {"hamshahr.domains.experiences.permissions.may_hide"}


def permission_modules():
    return [
        importlib.import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))
        for path in sorted(PACKAGE.glob("*/*/permissions.py"))
    ]


def object_forms():
    """Return every rule about one thing, with its module and the model of the thing."""
    found = []
    for module in permission_modules():
        for name, rule in inspect.getmembers(module, inspect.isfunction):
            given = list(inspect.signature(rule).parameters)
            if rule.__module__ != module.__name__ or not name.startswith("may_") or len(given) != 2:
                continue
            model = typing.get_type_hints(rule)[given[1]]
            if isinstance(model, type) and issubclass(model, Model):
                found.append((module, name, model))
    return found


@pytest.fixture
def everybody():
    return [None, system_actor(), *(person.serving() for person in PEOPLE)]


@pytest.fixture
def things(everybody):
    """Some of everything, in every state that it can have, by model."""
    awa, nasrin, system = AWA.account(), NASRIN.account(), system_actor()
    cities = [City.objects.get(slug=slug) for slug in ("shiraz", "mashhad", "medellin", "lagos")]
    for kind, code in (("city", "shiraz"), ("city", "lagos"), ("experience", "tehran-brt")):
        report(
            subject=reportable(kind).find(code, "en"), ground=Ground.MISTAKE,
            words="It is called otherwise.", email="", language="en", secret=code,
        )  # fmt: skip
    for city in cities[:3]:
        admit_member(city=city, since=today() - timedelta(days=9), by=awa)
    for city, standing in zip(cities[1:3], ("suspended", "left"), strict=True):
        change_standing(
            membership=city.membership, standing=Membership.Standing(standing),
            from_day=today(), reason="", by=awa,
        )  # fmt: skip
    City.objects.filter(slug="lagos").update(merged_into=cities[0])
    experiences = list(Experience.objects.order_by("code")[:4])
    Experience.objects.filter(pk=experiences[3].pk).update(
        state="retired", retired_at=timezone.now()
    )
    manuscripts = [
        begin_manuscript(city=city, language="fa", by=system)
        for city in (cities[0], cities[2])
        for _state in Manuscript.State
    ]
    for manuscript, state in zip(manuscripts, list(Manuscript.State) * 2, strict=True):
        Manuscript.objects.filter(pk=manuscript.pk).update(
            state=state,
            experience=experiences[cities.index(manuscript.city)]
            if state == Manuscript.State.PUBLISHED
            else None,
        )
    Experience.objects.filter(pk=experiences[1].pk).update(state="draft")
    Experience.objects.filter(pk=experiences[2].pk).update(hidden_at=timezone.now())
    write_statement(
        kind=StatementRevision.Kind.IMPRINT, language="fa", text="نخست.", based_on=0, by=system
    )
    for owner in (cities[0].pk, cities[2].pk, None):
        Standing.objects.create(
            object_type="note", object_id=new_id(), language="fr", owner=owner, rank=4, texts=1,
            stale=0, refused=0, unchecked=0, missing=1, since=timezone.now(),
        )  # fmt: skip
    for person in (nasrin, awa):
        Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    return {
        City: cities,
        Case: list(Case.objects.all()),
        Experience: experiences,
        Standing: list(Standing.objects.filter(object_type="note")),
        Manuscript: manuscripts,
        StatementRevision: list(StatementRevision.objects.all()),
        AuditRecord: list(AuditRecord.objects.order_by("-pk")[:40]),
        Topic: list(Topic.objects.all()[:3]),
        User: [nasrin, awa, *User.objects.exclude(pk__in=[nasrin.pk, awa.pk])[:4]],
    }


def test_whatever_is_asked_of_one_thing_can_be_asked_of_a_list():
    forms = object_forms()
    assert len(forms) > 8
    for module, name, model in forms:
        if f"{module.__name__}.{name}" in OF_ONE_ALONE:
            continue
        listed = getattr(module, LIST_FORMS[name])
        assert typing.get_type_hints(listed)["return"] == QuerySet[model], listed


def test_one_and_list_give_the_same_answer_to_everybody_in_every_state(everybody, things):
    wrong = []
    for module, name, model in object_forms():
        if f"{module.__name__}.{name}" in OF_ONE_ALONE:
            continue
        fresh = model._base_manager.filter(pk__in=[thing.pk for thing in things[model]])
        assert fresh, f"tests know nothing of {model.__name__}"
        for by in everybody:
            one = {thing.pk for thing in fresh if getattr(module, name)(by, thing)}
            listed = getattr(module, LIST_FORMS[name])(by)
            many = set(
                listed.filter(pk__in=[thing.pk for thing in fresh]).values_list("pk", flat=True)
            )
            if one != many:
                wrong.append(f"{module.__name__}.{name} for {by}: {one ^ many}")
    assert wrong == []
