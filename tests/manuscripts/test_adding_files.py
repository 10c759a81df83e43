"""Pictures and documents of a manuscript: added to a step, and read by those who read it."""

import pytest

from hamshahr.domains.manuscripts.saving import content_of
from tests.cast import MATEO, NASRIN
from tests.files.conftest import kept_below  # noqa: F401 - a fixture: where files are kept
from tests.files.made import PDF, named, picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_below")]


@pytest.fixture
def nasrin(desk_of):
    return desk_of(NASRIN)


def add(desk, step, file, **said):
    return desk.client.post(f"{desk.url(step)}files/", {"file": file, **said})


def test_a_picture_becomes_an_item_with_its_words(nasrin, manuscript):
    answer = add(nasrin, "pictures", named("a.jpg", picture()), alternative="چهارراه در شب")
    content = content_of(manuscript)
    (item,) = content.items("pictures")

    assert answer["Location"].endswith(f"/pictures/#{item.id}")
    assert item.text("alt") == "چهارراه در شب"
    page = nasrin.client.get(nasrin.url("pictures")).content.decode()
    assert "<img" in page
    assert nasrin.send("pictures", nasrin.open("pictures"), go="stay").status_code == 302


def test_a_document_is_read_by_the_city_and_by_nobody_else(nasrin, desk_of, manuscript):
    add(nasrin, "documents", named("bylaw.pdf", PDF))
    (item,) = content_of(manuscript).items("documents")
    assert item.text("title") == "bylaw"

    page = nasrin.client.get(nasrin.url("documents")).content.decode()
    address = page.partition('class="held-file"><a href="')[2].partition('"')[0]
    read = nasrin.client.get(address)
    assert b"".join(read.streaming_content) == PDF
    assert read.status_code == 200
    assert desk_of(MATEO).client.get(address).status_code == 404


def test_a_file_that_lies_is_refused_and_leaves_no_item(nasrin, manuscript):
    answer = add(nasrin, "pictures", named("a.jpg", b"<script>alert(1)</script>"))

    assert answer.status_code in {413, 415, 422}
    assert not content_of(manuscript).items("pictures")


def test_who_is_refused_a_file_is_led_back_to_the_form_and_nowhere_else(nasrin):
    def refused(came_from):
        file = {"file": named("a.jpg", b"<svg/>")}
        sent = nasrin.client.post(f"{nasrin.url('pictures')}files/", file, HTTP_REFERER=came_from)
        return sent.content.decode()

    form = nasrin.url("pictures")
    assert f'href="{form}"' in refused(f"http://testserver{form}")
    for elsewhere in ("https://evil.example/", "javascript:alert(1)", "//evil.example", ""):
        assert "Open the form again" not in refused(elsewhere)
    for disguised in ("http://testserver//evil.example/", "http://testserver/\\evil.example/"):
        assert 'href="/evil.example/"' in refused(disguised)


def test_no_item_takes_a_file_that_the_manuscript_does_not_hold(nasrin, manuscript):
    add(nasrin, "documents", named("bylaw.pdf", PDF))
    (item,) = content_of(manuscript).items("documents")
    foreign = {item.path("file"): "00000000-0000-4000-8000-000000000000"}
    answer = nasrin.fill("documents", **foreign)

    assert answer.status_code == 422
    assert content_of(manuscript).text(item.path("file")) == item.text("file")


def test_the_steps_without_files_take_none(nasrin):
    assert add(nasrin, "about", named("bylaw.pdf", PDF)).status_code == 404
