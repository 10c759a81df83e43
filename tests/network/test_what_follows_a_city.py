"""Whatever is kept of a city follows when it becomes another, in the commons as in the domains."""

from uuid import uuid4

import pytest
from django.apps import apps
from django.db.models import UUIDField

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.deeds.asked import Asked, fitting
from hamshahr.commons.deeds.permissions import may_read
from hamshahr.commons.moderation.models import Case
from hamshahr.commons.moderation.permissions import answerable_by
from hamshahr.domains.network.merging.following import followers
from hamshahr.domains.network.merging.merging import merge_cities
from hamshahr.domains.network.models import City
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.audit.models import AuditRecord
from tests.cast import AWA, MASHHAD, NASRIN, REZA, SHIRAZ

pytestmark = pytest.mark.django_db

# Identifiers that stay as they are when cities are merged, each with its reason
NOT_MOVED = {
    "audit.AuditRecord.actor_id": "a person",
    "audit.AuditRecord.object_id": "nothing changes a record: it is read with those of before",
    "audit.AuditRecord.body": "nothing changes a record: it is read with those of before",
    "files.Attachment.holder": "a case, or what is written",
    "links.LinkPlace.object_id": "an experience",
    "links.LinkPlace.owner": "gathered anew each night from what is published",
    "moderation.Case.object_id": "a page; that of the city that went leads on",
    "network.HandedOverThing.object_id": "how it was on the day of the hand-over",
    "notifications.Notice.about": "what was told; its address leads on",
    "search.LibraryStamp.stamp": "a state of the library",
    "search.SearchDocument.object_id": "an experience",
    "translating.SourceText.object_id": "an experience",
    "translating.Standing.object_id": "an experience",
}


@pytest.fixture
def shiraz():
    return SHIRAZ.placed()


@pytest.fixture
def twin(shiraz):
    """Shiraz a second time, under a name of no packaged fact."""
    return City.objects.create(
        slug="shiraz-county", name="Shiraz County", country="IR", region=shiraz.region,
        source="a test",
    )  # fmt: skip


def merged(gone, kept):
    merge_cities(gone=gone, kept=kept, decided={}, by=AWA.serving())


def covered():
    return [name for follower in followers() for name in follower.covers]


def test_every_foreign_key_to_a_city_follows_it():
    pointing = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.concrete and field.related_model is City
    }

    assert len(pointing) > 8
    assert pointing <= set(covered())


def test_every_identifier_that_may_be_a_citys_follows_it_or_says_why_not():
    """The commons know no city, so no foreign key tells which of their columns name one."""
    plain = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if not field.is_relation
        and not field.primary_key
        and (isinstance(field, UUIDField) or field.name in {"owner", "body", "about", "object_id"})
    }

    assert plain - set(covered()) == set(NOT_MOVED)


def test_nothing_is_said_to_follow_twice_or_that_is_not_there():
    names = covered()

    assert len(names) == len(set(names))
    for name in names:
        label, _, field = name.rpartition(".")
        assert apps.get_model(label)._meta.get_field(field)


def test_reports_of_the_pages_of_a_city_go_with_it(shiraz, twin):
    case, theirs = (
        Case.objects.create(
            kind="experience", object_id=uuid4(), code="x", owner=city.pk, state="decided"
        )
        for city in (twin, MASHHAD.placed())
    )
    nasrin, reza = NASRIN.serving(), REZA.serving()
    assert case not in answerable_by(nasrin)
    merged(twin, shiraz)

    assert list(answerable_by(nasrin)) == [case]
    assert list(answerable_by(reza)) == [theirs]
    assert AuditRecord.objects.get(deed="network.merge_cities").details["moved"] == {"cases": 1}


@pytest.mark.parametrize("asked", [{}, {"city": "shiraz"}, {"thing": "city:{pk}"}])
def test_the_record_of_a_city_shows_what_was_done_before_it_was_merged(shiraz, twin, asked):
    first = City.objects.create(
        slug="shiraz-1", name="First", country="IR", region=shiraz.region, source="a test"
    )
    before = [
        record(by=system_actor(), deed="network.add_city", object_type="city", object_id=city.pk,
               body=city.pk)
        for city in (first, twin)
    ]  # fmt: skip
    nasrin, reza = NASRIN.serving(), REZA.serving()
    assert not set(before) & set(fitting(Asked(), by=nasrin))
    merged(first, twin)
    merged(twin, shiraz)
    asked = Asked(**{name: text.format(pk=shiraz.pk) for name, text in asked.items()})

    assert set(before) <= set(fitting(asked, by=nasrin))
    assert all(may_read(nasrin, one) for one in before)
    assert not set(before) & set(fitting(Asked(), by=reza))
    assert not any(may_read(reza, one) for one in before)
