"""Files reach the views that take them, and no others; too large ones fill nothing."""

import errno
import io
import tracemalloc

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.test import Client
from django.test.client import MULTIPART_CONTENT, encode_multipart
from django.urls import path
from django.views.decorators.http import require_http_methods

from hamshahr.commons.accounts.doors import for_the_signed_in
from hamshahr.commons.files import receiving
from hamshahr.commons.files.receiving import takes_files
from hamshahr.config import urls
from tests.cast import NASRIN
from tests.files.made import PDF, named

pytestmark = pytest.mark.django_db

MOST = 200_000


@for_the_signed_in
@takes_files(most_bytes=MOST, most_files=2)
@require_http_methods(["GET", "POST"])
def taking(request, by):
    told = [f"{one.name} {len(one.read())}" for one in request.FILES.getlist("file")]
    return HttpResponse(f"{by.name}: {', '.join(told)}; {request.POST.get('words', '')}")


@pytest.fixture(autouse=True)
def _a_page_that_takes_files(monkeypatch, settings):
    """Have a page of the tests below an address of its own."""
    settings.ROOT_URLCONF = __name__


urlpatterns = [path("en/taking/", taking, name="taking"), *urls.urlpatterns]
handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
handler500 = urls.handler500


class Endless(io.RawIOBase):
    """A body as long as somebody likes, that takes no room here."""

    def __init__(self, head, length, tail):
        self.head, self.left, self.tail = head, length - len(head) - len(tail), tail
        self.given = 0

    def read(self, size=-1):
        piece, self.head = self.head[:size], self.head[size:]
        if not piece:
            piece = bytes(min(size, self.left))
            self.left -= len(piece)
        if not piece:
            piece, self.tail = self.tail[:size], self.tail[size:]
        self.given += len(piece)
        return piece


def sent_raw(browser, body, length, *, cookies=True):
    """Send a body as a server does that passes it on while it comes; return the answer."""
    from django.core.handlers.wsgi import WSGIHandler

    boundary = "BoUnDaRyStRiNg"
    environ = {
        **browser._base_environ(),
        "PATH_INFO": "/en/taking/",
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": f"multipart/form-data; boundary={boundary}",
        "CONTENT_LENGTH": str(length),
        "wsgi.input": body,
    }
    handler = WSGIHandler()
    request = WSGIRequest(environ)
    request._dont_enforce_csrf_checks = True
    return handler.get_response(request)


HEAD = (
    b"--BoUnDaRyStRiNg\r\n"
    b'Content-Disposition: form-data; name="file"; filename="plan.pdf"\r\n'
    b"Content-Type: application/pdf\r\n\r\n"
)
TAIL = b"\r\n--BoUnDaRyStRiNg--\r\n"


def test_a_page_that_takes_files_gets_them_and_the_rest_of_the_form(as_person):
    told = as_person(NASRIN).post(
        "/en/taking/", {"file": [named("a.pdf", PDF), named("b.pdf", PDF * 2)], "words": "نقشه"}
    )

    assert told.content.decode() == f"{NASRIN.name}: a.pdf {len(PDF)}, b.pdf {2 * len(PDF)}; نقشه"


def test_every_other_page_refuses_files_as_before(as_person, client):
    for browser in (client, as_person(NASRIN)):
        for address in ("/en/account/sign-in/", "/en/report/city/shiraz/", "/en/search/"):
            told = browser.post(address, {"file": named("a.pdf", PDF)})
            assert told.status_code in {400, 405}, address


def test_a_stranger_is_asked_to_sign_in_before_a_byte_is_read():
    body = Endless(HEAD, 150_000, TAIL)

    told = sent_raw(Client(), body, 150_000)

    assert told.status_code == 302
    assert body.given == 0


def test_a_form_without_its_token_keeps_nothing(kept_below):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(NASRIN.serving())

    told = browser.post("/en/taking/", {"file": named("a.pdf", PDF)})

    assert told.status_code == 403
    assert not [path for path in kept_below.rglob("*") if path.is_file()]


def test_200_mb_get_a_page_that_says_so_and_fill_neither_memory_nor_disk(as_person, contents):
    length = 200 * 2**20
    body = Endless(HEAD, length, TAIL)
    browser = as_person(NASRIN)
    tracemalloc.start()
    try:
        told = sent_raw(browser, body, length)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert told.status_code == 413
    assert "The file is too large" in told.content.decode()
    assert body.given == length  # so that the browser shows the page
    assert most < 20 * 2**20
    assert contents() == []


def test_nobody_is_read_for_ever(as_person):
    length = 40 * 2**30
    body = Endless(HEAD, length, TAIL)

    told = sent_raw(as_person(NASRIN), body, length)

    assert (told.status_code, body.given) == (413, 0)


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ([b"x" * (MOST + 1)], "too large"),
        ([PDF, b"x" * (MOST + 1)], "too large"),
        ([PDF, PDF, PDF], "Too many files"),
    ],
)
def test_one_file_too_large_or_too_many_is_refused_whole(as_person, files, why):
    sent = [named(f"{number}.pdf", content) for number, content in enumerate(files)]

    told = as_person(NASRIN).post("/en/taking/", {"file": sent, "words": "lost"})

    assert told.status_code == 413
    assert why in told.content.decode()


def test_a_script_is_told_in_json(as_person):
    told = as_person(NASRIN).post(
        "/en/taking/",
        {"file": named("a.pdf", b"x" * (MOST + 1))},
        headers={"accept": "application/json"},
    )

    assert told.status_code == 413
    assert "too large" in told.json()["detail"]


def test_a_connection_that_is_lost_keeps_nothing(as_person):
    whole = encode_multipart("BoUnDaRyStRiNg", {"file": named("a.txt", b"of many lines\n" * 900)})
    assert b"BoUnDaRyStRiNg" in MULTIPART_CONTENT.encode()

    told = sent_raw(as_person(NASRIN), io.BytesIO(whole[:5000]), len(whole))

    assert told.status_code == 400
    assert "connection was lost" in told.content.decode()


def test_a_disk_that_is_full_while_it_comes_is_said(as_person, monkeypatch):
    def full(**_named):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(receiving.tempfile, "TemporaryFile", full)

    told = as_person(NASRIN).post("/en/taking/", {"file": named("a.pdf", PDF)})

    assert told.status_code == 507
    assert "disk of this site is full" in told.content.decode()


def test_a_refused_form_with_a_file_is_answered_like_any_other(as_person):
    """Who lost her role meanwhile: the answer to what is not there reads what she typed."""
    told = as_person(NASRIN).post("/en/not-there/", {"file": named("a.pdf", PDF)})

    assert told.status_code in {400, 404}
