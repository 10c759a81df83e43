"""Reading a vocabulary file into a graph: bounded, and without a word to any other machine."""

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rdflib import Graph
from rdflib.plugins.stores.memory import Memory

from hamshahr.domains.topics.skos.refusing import VocabularyRefused, shown

# The vocabulary that ships takes 0.4 MB. Reading takes some 40 seconds for a million statements.
LARGEST_FILE = 8 * 1024 * 1024
MOST_STATEMENTS = 150_000

# Where relative addresses would lead; no concept may have such a name.
RELATIVE = "file:///"

_BY_ENDING = {".ttl": "turtle", ".turtle": "turtle", ".jsonld": "json-ld", ".json": "json-ld"}
_XML_OR_HTML = re.compile(r"<(?:\?xml|!doctype|!--|html|rdf:rdf)\b", re.IGNORECASE)


def read_graph(path: Path) -> Graph:
    """Return the statements of a Turtle or JSON-LD file.

    Raises ``VocabularyRefused``, and ``OSError`` where the file cannot be read.
    """
    return parsed(_text(_bytes(path)), path.suffix)


def parsed(text: str, ending: str = "") -> Graph:
    """Return the statements of a text; the file's ``ending`` tells which of the two it is."""
    if _XML_OR_HTML.match(text.lstrip("\ufeff \t\r\n")):
        raise VocabularyRefused(
            ["The file holds XML or HTML. Save the vocabulary as Turtle (.ttl) or JSON-LD."]
        )
    form = _BY_ENDING.get(ending.lower())
    if form is None:
        form = "json-ld" if text.lstrip("\ufeff \t\r\n").startswith("{") else "turtle"
    if form == "json-ld":
        _refuse_contexts_elsewhere(text)
    graph = Graph(store=_Bounded(), bind_namespaces="none")
    try:
        with _silent_parser():
            graph.parse(data=text.lstrip("\ufeff"), format=form, publicID=RELATIVE)
    except _TooMany as error:
        limit = f"{MOST_STATEMENTS:,}"
        raise VocabularyRefused(
            [f"The file makes more than {limit} statements. Bring in a smaller vocabulary."]
        ) from error
    except RecursionError as error:
        raise VocabularyRefused(["The file is nested too deeply to be read."]) from error
    except Exception as error:
        raise VocabularyRefused([_told(error, form)]) from error
    if any(context.identifier != graph.identifier for context in graph.store.contexts()):
        raise VocabularyRefused(["The file holds named graphs. Put all statements into one."])
    return graph


def _bytes(path: Path) -> bytes:
    if not path.is_file():
        raise VocabularyRefused([f"{path} is not a file."])
    with path.open("rb") as file:
        said = file.read(LARGEST_FILE + 1)
    if len(said) > LARGEST_FILE:
        limit = LARGEST_FILE // 1024 // 1024
        raise VocabularyRefused(
            [f"The file is larger than {limit} MB, the most that a vocabulary may take."]
        )
    return said


def _text(said: bytes) -> str:
    try:
        text = said.decode("utf-8")
    except UnicodeDecodeError as error:
        line = said.count(b"\n", 0, error.start) + 1
        raise VocabularyRefused([f"Line {line} is not UTF-8. Save the file as UTF-8."]) from error
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise VocabularyRefused([f"Line {line} holds a NUL character. Take it out."])
    if not text.strip("\ufeff \t\r\n"):
        raise VocabularyRefused(["The file is empty."])
    return text


def _refuse_contexts_elsewhere(text: str) -> None:
    """Refuse a context that is an address: reading it would ask another machine, or a file."""
    try:
        said = json.loads(text.lstrip("\ufeff"))
        elsewhere = next(_contexts_elsewhere(said), None)
    except json.JSONDecodeError as error:
        raise VocabularyRefused(
            [f"Line {error.lineno}, column {error.colno}: this is no JSON ({error.msg})."]
        ) from error
    except RecursionError as error:
        raise VocabularyRefused(["The file is nested too deeply to be read."]) from error
    if not isinstance(said, dict | list):
        raise VocabularyRefused(["The file is JSON, but neither an object nor a list of objects."])
    if elsewhere is not None:
        text = (
            f"The file names a @context that stands elsewhere ({shown(elsewhere)}). Nothing is "
            "fetched from there: write the context into the file."
        )
        raise VocabularyRefused([text])


def _contexts_elsewhere(said: object) -> Iterator[object]:
    waiting = [said]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            for key, value in one.items():
                contexts = value if isinstance(value, list) else [value]
                if key in {"@context", "@import"}:
                    yield from (context for context in contexts if isinstance(context, str))
                waiting.append(value)


def _told(error: Exception, form: str) -> str:
    name = "Turtle" if form == "turtle" else "JSON-LD"
    line = getattr(error, "lines", None)
    where = f"Line {line + 1}: " if isinstance(line, int) else ""
    why = " ".join(str(getattr(error, "_why", error)).split())
    return f"{where}this cannot be read as {name} ({shown(why) or 'it ends too early'})."


class _TooMany(Exception):
    pass


class _Bounded(Memory):
    """Keeps statements in memory, up to ``MOST_STATEMENTS``."""

    def __init__(self) -> None:
        super().__init__()
        self._count = 0

    def add(self, triple: Any, context: Any, quoted: bool = False) -> None:  # noqa: FBT001, FBT002 - rdflib's own signature
        self._count += 1
        if self._count > MOST_STATEMENTS:
            raise _TooMany
        super().add(triple, context, quoted)


@contextmanager
def _silent_parser() -> Iterator[None]:
    """Keep rdflib from writing what it warns of into our logs; it is checked afterwards."""
    logger = logging.getLogger("rdflib.term")
    before = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = before
