"""Mateo of Medellín has written his stairs; Claire reviews."""

import pytest

from hamshahr.commons.files.models import StoredFile
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.publishing.action import Assessed
from hamshahr.domains.manuscripts.actions import begin_manuscript
from hamshahr.domains.manuscripts.models import Manuscript, ManuscriptField
from hamshahr.domains.manuscripts.reviewing.agreeing import CC_BY, agreement
from hamshahr.domains.manuscripts.reviewing.deciding import publish
from hamshahr.domains.manuscripts.reviewing.seen import last_change
from hamshahr.domains.manuscripts.reviewing.submitting import submit
from hamshahr.domains.manuscripts.reviewing.taking_up import take_up
from hamshahr.domains.manuscripts.saving import save_field
from tests.cast import CLAIRE, MATEO, MEDELLIN
from tests.manuscripts.told import STAIRS


@pytest.fixture
def mateo(db):
    return MATEO.serving()


@pytest.fixture
def claire(db):
    return CLAIRE.serving()


@pytest.fixture
def stairs(mateo) -> Manuscript:
    return begin_manuscript(
        city=MEDELLIN.placed(), language="es", by=mateo, content=Content(STAIRS)
    )


@pytest.fixture
def submitted(stairs, mateo, claire) -> Manuscript:
    hand_in(stairs, by=mateo)
    return fresh(stairs)


@pytest.fixture
def in_review(submitted, claire) -> Manuscript:
    return take_up(manuscript=submitted, by=claire)


def fresh(manuscript) -> Manuscript:
    return Manuscript.objects.get(pk=manuscript.pk)


def terms(**said):
    usual = {
        "licence": CC_BY,
        "rights_holder": "Alcaldía de Medellín",
        "may_be_machine_translated": True,
    }
    return agreement(**usual | said)


def hand_in(manuscript, *, by, seen=None, **said):
    seen = last_change(manuscript) if seen is None else seen
    return submit(manuscript=manuscript, seen=seen, agreed=terms(**said), by=by)


def write(manuscript, path, value, *, by):
    field = ManuscriptField.objects.filter(manuscript=manuscript, path=path).first()
    version = field.version if field else 0
    return save_field(manuscript=manuscript, path=path, value=value, based_on=version, by=by)


def publish_it(manuscript, *, by, seen=None, level=2):
    seen = last_change(manuscript) if seen is None else seen
    assessed = Assessed(level, "Dos mediciones, ninguna comparación.")
    return publish(manuscript=manuscript, seen=seen, assessed=assessed, by=by)


def picture_of(city, *, by) -> StoredFile:
    """Return the row of a picture of a city; what lies in the storage is not asked here."""
    return StoredFile.objects.create(
        kind="picture", digest="0" * 64, media_type="image/webp", bytes=1, name="x.webp", width=1,
        height=1, owner=city.pk, uploaded_by=by,
    )  # fmt: skip
