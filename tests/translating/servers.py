"""Real translation servers on this machine, small enough to be understood, that can misbehave.

They speak LibreTranslate's protocol and OpenAI's. What they know is a phrase book; anything else
they translate word for word into words of the target language, keeping numbers and marks. A test
makes one slow, down or mad by setting its ``mood``.
"""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PASS = object()  # a mood that has nothing against this request
LANGUAGES = ("fa", "en", "fr", "es", "ar")
# Words of each language, often enough used to be told apart, in an order that makes no sense
_WORDS = {
    "fa": "شهر در این خیابان برای مردم چراغ‌ها را با هم هماهنگ می‌کند و پلیس گزارش می‌دهد که",
    "en": "the city in this street makes its lights for the people work together and police say",
    "fr": "la ville dans cette rue fait que les feux pour les habitants sont réglés ensemble et",
    "es": "la ciudad en esta calle hace que los semáforos para los vecinos funcionen juntos y",
    "ar": "المدينة في هذا الشارع تجعل الإشارات من أجل الناس تعمل معا والشرطة تقول إن ذلك جيد",
}
_KEPT = re.compile(r"\{\d+\}|[\d۰-۹٠-٩][\d۰-۹٠-٩.,:٬٫]*|[^\w\s]+")


def into(text: str, target: str) -> str:
    """Return a text of as many words in ``target``; numbers, marks and signs stay."""
    words = _WORDS[target].split()
    said = []
    for place, token in enumerate(re.findall(r"\{\d+\}|\S+", text)):
        kept = _KEPT.findall(token)
        said.append(token if _KEPT.fullmatch(token) else words[place % len(words)] + "".join(kept))
    return " ".join(said)


@dataclass
class TranslationServer:
    """A running server. ``asked`` is what it was asked, ``book`` what it knows by heart.

    ``mood`` is given the handler, which knows what is ``asked`` of it, and answers in place of the
    server where it does not return ``PASS``.
    """

    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    book: dict[tuple[str, str], str] = field(default_factory=dict)
    mood: Callable[[Any], object] | None = None
    takes_lists: bool = True
    key: str = ""

    def translate(self, text: str, target: str) -> str:
        known = self.book.get((text, target))
        return into(text, target) if known is None else known

    def well(self) -> None:
        """Have it be well again, and remember nothing."""
        self.asked, self.book, self.mood, self.takes_lists, self.key = [], {}, None, True, ""


def answer(handler: BaseHTTPRequestHandler, said: Any, status: int = 200, **headers: str) -> None:
    """Answer with JSON, or with the bytes that are given."""
    body = said if isinstance(said, bytes) else json.dumps(said, ensure_ascii=False).encode()
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


class _Handler(BaseHTTPRequestHandler):
    """What both protocols share: reading what is asked, and the mood."""

    server: Any

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._take({"path": self.path, "headers": dict(self.headers), "said": asked})

    def do_GET(self) -> None:
        self._take({"path": self.path, "headers": dict(self.headers), "said": {}})

    def _take(self, asked: dict[str, Any]) -> None:
        us: TranslationServer = self.server.told
        us.asked.append(asked)
        self.asked = asked
        if us.mood is None or us.mood(self) is PASS:
            self.reply(us, asked)

    def reply(self, us: TranslationServer, asked: dict[str, Any]) -> None:
        raise NotImplementedError

    def log_message(self, *_said: Any) -> None:
        """Say nothing of each request."""


class _LibreTranslate(_Handler):
    def reply(self, us: TranslationServer, asked: dict[str, Any]) -> None:
        said = asked["said"]
        if asked["path"] == "/languages":
            rows = [{"code": code, "name": code, "targets": list(LANGUAGES)} for code in LANGUAGES]
            answer(self, rows)
        elif us.key and said.get("api_key") != us.key:
            answer(self, {"error": "Invalid API key"}, 403)
        elif isinstance(said["q"], list) and not us.takes_lists:
            answer(self, {"error": "q must be a string"}, 400)
        elif isinstance(said["q"], list):
            done = [us.translate(text, said["target"]) for text in said["q"]]
            answer(self, {"translatedText": done})
        else:
            answer(self, {"translatedText": us.translate(said["q"], said["target"])})


class _OpenAI(_Handler):
    def reply(self, us: TranslationServer, asked: dict[str, Any]) -> None:
        system, user = (message["content"] for message in asked["said"]["messages"])
        target = next(code for code, name in _NAMES.items() if f" to {name}." in system)
        parts = re.split(r"(\[[0-9a-f]{6}-\d+\])\n", user)[1:]
        done = [
            f"{mark}\n{us.translate(text.strip(), target)}"
            for mark, text in zip(parts[::2], parts[1::2], strict=True)
        ]
        says(self, "\n\n".join(done))


_NAMES = {"fa": "Persian", "en": "English", "fr": "French", "es": "Spanish", "ar": "Arabic"}


def says(handler: BaseHTTPRequestHandler, content: Any) -> None:
    """Answer as a model does that says ``content``."""
    answer(handler, {"choices": [{"message": {"role": "assistant", "content": content}}]})


@contextmanager
def libretranslate(port: int = 0) -> Iterator[TranslationServer]:
    """Run a server of LibreTranslate's protocol."""
    with _running(_LibreTranslate, port) as told:
        yield told


@contextmanager
def openai_compatible(port: int = 0) -> Iterator[TranslationServer]:
    """Run a server of OpenAI's protocol; its address ends in ``/v1``."""
    with _running(_OpenAI, port) as told:
        told.url += "/v1"
        yield told


@contextmanager
def _running(handler: type[_Handler], port: int) -> Iterator[TranslationServer]:
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        server.daemon_threads = True
        told = TranslationServer(f"http://127.0.0.1:{server.server_port}")
        server.told = told  # type: ignore[attr-defined]  # where its handlers find it
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield told
        server.shutdown()
