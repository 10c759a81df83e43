"""Who reads the files of a case: from the draft to publication, and after it was hidden."""

import pytest

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.files.storing import store
from hamshahr.commons.moderation.actions import decide, report
from hamshahr.commons.moderation.models import Case, Decision, Ground
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.reported import find
from hamshahr.domains.manuscripts.actions import begin_manuscript
from hamshahr.domains.manuscripts.files import attach_to_manuscript
from hamshahr.domains.manuscripts.reviewing.taking_up import take_up
from hamshahr.domains.manuscripts.saving import content_of
from hamshahr.domains.network.admitting import admit_member
from hamshahr.kernel.today import today
from tests.cast import AWA, CLAIRE, MATEO, MEDELLIN, NASRIN, REZA, SHIRAZ
from tests.files.conftest import kept_below  # noqa: F401 - a fixture: where files are kept
from tests.files.made import PDF, named, picture
from tests.manuscripts.reviewing.conftest import fresh, hand_in, publish_it
from tests.manuscripts.told import STAIRS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_below")]

# Reza's city is no member; nobody is a stranger
CAST = {None, MATEO, CLAIRE, NASRIN, REZA}
MEMBERS = {MATEO, CLAIRE, NASRIN}


@pytest.fixture
def readers(client):
    """Return who of the cast reads all of a file's addresses; the others read none of them."""
    awa = AWA.serving()
    for city in (SHIRAZ, MEDELLIN):
        admit_member(city=city.placed(), since=today(), by=awa)

    def readers(file):
        addresses = [file.url, *(file.url_of(one.width) for one in file.sizes.all())]
        found = set()
        for person in CAST:
            client.logout()
            if person:
                client.force_login(person.serving())
            codes = {answered(client, address) for address in addresses}
            assert codes in ({200}, {404})
            found |= {person} if codes == {200} else set()
        return found

    return readers


def answered(client, address):
    answer = client.get(address)
    if answer.streaming:
        assert answer.getvalue()
    return answer.status_code


@pytest.fixture
def files(db):
    """A picture, a document, and a document for members only, as Mateo added them."""
    city, mateo = MEDELLIN.placed().pk, MATEO.serving()
    return [
        store(named(name, content), kind=kind, by=mateo, owner=city)
        for name, content, kind in (
            ("a.jpg", picture(), "picture"),
            ("acuerdo.pdf", PDF, "document"),
            ("contrato.pdf", PDF, "document"),
        )
    ]


@pytest.fixture
def draft(files):
    photo, bylaw, contract = (str(file.pk) for file in files)
    told = {
        "pictures": ["p3f9q2ab"],
        "pictures.p3f9q2ab.file": photo,
        "pictures.p3f9q2ab.alt": "Las escaleras",
        "documents": ["d3f9q2ab"],
        "documents.d3f9q2ab.file": bylaw,
        "documents.d3f9q2ab.title": "Acuerdo",
        "documents.d3f9q2ab.licence": "CC BY 4.0",
        "members_documents": ["m3f9q2ab"],
        "members_documents.m3f9q2ab.file": contract,
        "members_documents.m3f9q2ab.title": "Contrato",
        "members_documents.m3f9q2ab.licence": "all-rights-reserved",
    }
    manuscript = begin_manuscript(
        city=MEDELLIN.placed(), language="es", by=MATEO.serving(), content=Content(STAIRS | told)
    )
    attach_to_manuscript(manuscript, content_of(manuscript))
    return manuscript


def published(draft):
    hand_in(draft, by=MATEO.serving())
    take_up(manuscript=fresh(draft), by=CLAIRE.serving())
    return publish_it(fresh(draft), by=CLAIRE.serving()).experience


def hide(case):
    report(
        subject=find(case.code, "es"), ground=Ground.PERSONAL_DATA, words="Es mi hija.", email="",
        language="es", secret="one",
    )  # fmt: skip
    decide(
        case=Case.objects.get(code=case.code), verdict=Decision.Verdict.HIDDEN,
        ground=Ground.PERSONAL_DATA, reason="Lo vimos juntas.", keeps_title=False, based_on=0,
        by=system_actor(),
    )  # fmt: skip


def test_those_of_a_draft_are_its_citys_and_its_editors_once_it_is_handed_in(draft, files, readers):
    assert [readers(file) for file in files] == [{MATEO}] * 3

    hand_in(draft, by=MATEO.serving())
    assert [readers(file) for file in files] == [{MATEO, CLAIRE}] * 3


def test_those_of_a_published_case_are_everybodys_and_of_its_layer_the_members(
    draft, files, readers
):
    published(draft)

    assert [readers(file) for file in files] == [CAST, CAST, MEMBERS]


def test_once_it_is_hidden_its_own_city_alone_reads_them(draft, files, readers):
    hide(published(draft))

    assert [readers(file) for file in files] == [{MATEO}] * 3
