"""How an event is written to the log: without anything that somebody typed, or is.

Only our own words are written as they are: we put no query, address or name into them. Of what
libraries say (Django names paths and hosts) the fixed part of the message is kept; of an exception
its kind and where it happened, for its words may quote what was typed.
"""

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType

# Set while a request is answered, so that all that is logged meanwhile can be told together
request_id: ContextVar[str] = ContextVar("request_id", default="")

# Loggers whose whole messages hold nothing of a reader: ours, the server's and the job queue's
_KNOWN = ("hamshahr", "granian", "_granian", "procrastinate")

_Error = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class DiscreetLine(logging.Formatter):
    """A line for people, followed by where it happened if something failed."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the library's name
        return f"{self.formatTime(record)} {record.levelname} {record.name}: {message(record)}"

    def formatException(self, ei: _Error) -> str:  # noqa: N802 - the library's name
        return where(ei[1])

    def format(self, record: logging.LogRecord) -> str:
        if _of_a_caller(record):
            record.exc_info, record.exc_text = None, None
        return super().format(record)


class JsonLine(logging.Formatter):
    """A JSON object a line: time, level, logger, request, message, and what the event adds."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": message(record),
        }
        if current := request_id.get():
            said["request"] = current
        said |= getattr(record, "told", {})
        if record.exc_info and record.exc_info[1] and not _of_a_caller(record):
            said["where"] = where(record.exc_info[1])
        return json.dumps(said, ensure_ascii=False)


def message(record: logging.LogRecord) -> str:
    """Return what may be said of an event."""
    if record.name.partition(".")[0] in _KNOWN:
        return record.getMessage()
    return str(record.msg) if record.args else f"(a message of {record.name})"


def _of_a_caller(record: logging.LogRecord) -> bool:
    """Tell of a forged host or a form too large, which any scanner sends all day: one line each."""
    return record.name.startswith("django.security")


def where(error: BaseException | None) -> str:
    """Return the kind of a failure and of those before it, each with where it happened."""
    told: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        told.append(f"{type(error).__qualname__}\n" + _frames(error))
        error = error.__cause__ or error.__context__
    return "caused by ".join(told).rstrip("\n")


def _frames(error: BaseException) -> str:
    """Return files, lines and functions; the source is in the files, and quotes nobody."""
    return "".join(
        f"  {frame.filename}:{frame.lineno} in {frame.name}\n"
        for frame in traceback.extract_tb(error.__traceback__)
    )
