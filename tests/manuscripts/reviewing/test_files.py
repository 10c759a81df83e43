"""Pictures and documents in review: seen and read by who reviews and who is asked by link."""

import re

import pytest
from django.utils import timezone

from hamshahr.commons.files.models import StoredFile
from hamshahr.commons.files.storing import store
from hamshahr.domains.manuscripts.models import Approval
from hamshahr.domains.manuscripts.reviewing.by_link.asking import Asked, ask_by_link
from hamshahr.domains.manuscripts.reviewing.taking_up import take_up
from hamshahr.domains.network.people.mail_domains import add_mail_domain
from tests.cast import AWA, MEDELLIN, NASRIN, SHIRAZ
from tests.files.conftest import kept_below  # noqa: F401 - a fixture: where files are kept
from tests.files.made import PDF, named, picture
from tests.manuscripts.reviewing.conftest import fresh, hand_in, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_below")]

CONSENT = "Doña Rosa, por escrito, el 3 de mayo"


def add_item(manuscript, group, item, *, by, **said):
    write(manuscript, group, [item], by=by)
    for key, value in said.items():
        write(manuscript, f"{group}.{item}.{key}", value, by=by)


@pytest.fixture
def photo(mateo):
    owner = MEDELLIN.placed().pk
    return store(named("vecinas.jpg", picture()), kind="picture", by=mateo, owner=owner)


@pytest.fixture
def bylaw(mateo):
    owner = MEDELLIN.placed().pk
    return store(named("acuerdo.pdf", PDF), kind="document", by=mateo, owner=owner)


@pytest.fixture
def illustrated(stairs, photo, bylaw, mateo, claire):
    """The stairs with a picture of two neighbours and a bye-law, in review with Claire."""
    add_item(
        stairs, "pictures", "p3f9q2ab", by=mateo, file=str(photo.pk), shows_people=True,
        alt="Dos vecinas en la lluvia", consent=CONSENT,
    )  # fmt: skip
    add_item(
        stairs, "documents", "d3f9q2ab", by=mateo, file=str(bylaw.pk), title="Acuerdo 12",
        kind="bye-law", licence="CC BY 4.0",
    )  # fmt: skip
    hand_in(stairs, by=mateo)
    return take_up(manuscript=fresh(stairs), by=claire)


@pytest.fixture
def link(illustrated, mateo, mailoutbox):
    """The address of the page that Pilar, who has no account, was sent."""
    add_mail_domain(city=MEDELLIN.placed(), domain="medellin.example", by=AWA.serving())
    ask_by_link(
        manuscript=illustrated,
        asked=Asked("pilar@medellin.example", "Pilar Gómez", "Vicealcaldesa", "es"),
        by=mateo,
    )
    secret = re.search(r"/approve/([^/\s]+)/", mailoutbox[-1].body)[1]
    return f"/en/approve/{secret}/"


def fetch(client, address):
    """Return the answer, read to its end: ``content_read`` is what came."""
    answer = client.get(address)
    answer.content_read = answer.getvalue()
    return answer


def pictures_on(page):
    return [
        (re.search(r'src="([^"]+)"', tag)[1], tag)
        for tag in re.findall(r"<img[^>]*>", page)
        if "loading" in tag
    ]


def test_who_reviews_and_who_hands_in_see_the_picture_with_its_words_and_the_consent(
    client, illustrated, mateo, claire
):
    for person, page in (
        (claire, f"/en/review/{illustrated.pk}/"),
        (mateo, f"/en/write/{illustrated.pk}/submit/"),
    ):
        client.force_login(person)
        shown = client.get(page).text
        ((address, tag),) = pictures_on(shown)

        assert 'alt="Dos vecinas en la lluvia" lang="es"' in tag
        assert fetch(client, address)["Content-Type"] == "image/jpeg"
        assert "People can be recognised" in shown
        assert CONSENT in shown
        assert "acuerdo.pdf" in shown
        assert "Bye-law or decision" in shown
        assert f"<bdi>{StoredFile.objects.get(kind='document').pk}" not in shown


def test_who_is_asked_by_link_sees_them_through_her_link_alone_and_not_the_consent(client, link):
    shown = client.get(link).text
    ((address, _tag),) = pictures_on(shown)
    document = re.search(rf'"({link}files/[^"]+)"><bdi>acuerdo.pdf', shown)[1]

    assert address.startswith(f"{link}files/")
    assert "/files/" not in shown.replace(f"{link}files/", "")
    assert CONSENT not in shown
    answer = fetch(client, address)
    assert answer["Content-Type"] == "image/jpeg"
    assert "no-store" in answer["Cache-Control"]
    assert fetch(client, document).content_read == PDF
    for file in StoredFile.objects.all():
        assert client.get(file.url).status_code == 404


def test_the_link_opens_no_file_that_is_not_of_its_text(client, link, mateo):
    of_the_city = store(
        named("otro.pdf", PDF), kind="document", by=mateo, owner=MEDELLIN.placed().pk
    )
    anothers = store(
        named("tehran.pdf", PDF), kind="document", by=NASRIN.serving(), owner=SHIRAZ.placed().pk
    )
    for file in (of_the_city, anothers):
        assert client.get(f"{link}files/{file.pk}/").status_code == 404


def test_a_link_that_opens_nothing_any_more_hands_out_no_file(client, link, photo):
    guessed = f"/en/approve/a-guess/files/{photo.pk}/"
    assert fetch(client, f"{link}files/{photo.pk}/").status_code == 200
    assert client.get(f"{link}files/{photo.pk}/77/").status_code == 404
    Approval.objects.update(withdrawn_at=timezone.now())

    assert client.get(f"{link}files/{photo.pk}/").status_code == 404
    assert client.get(guessed).status_code == 404


def test_a_file_that_was_exchanged_for_another_of_its_name_is_shown_as_a_change(
    client, illustrated, mateo, claire
):
    again = store(named("acuerdo.pdf", PDF), kind="document", by=mateo, owner=MEDELLIN.placed().pk)
    write(illustrated, "documents.d3f9q2ab.file", str(again.pk), by=mateo)

    client.force_login(claire)
    shown = client.get(f"/en/review/{illustrated.pk}/").text
    assert "<del>acuerdo.pdf</del><ins>acuerdo.pdf</ins>" in shown


def test_a_file_that_is_gone_is_said_to_be_gone(client, illustrated, claire, bylaw):
    StoredFile.objects.filter(pk=bylaw.pk).update(owner=SHIRAZ.placed().pk)

    client.force_login(claire)
    shown = client.get(f"/en/review/{illustrated.pk}/").text
    assert "acuerdo.pdf" not in shown
    assert "(no longer there)" in shown
