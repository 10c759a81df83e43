"""Whether this process lives, and whether it can do its work: for monitors and load balancers.

``/healthz`` answers as long as the process does. ``/readyz`` answers 200 when pages and searches
can be shown: the database answers, every migration has run, there is an index for what there is to
find, the models are read. Neither tells a stranger more; ``hamshahr check`` tells the owner.
"""

import threading
import time
from collections.abc import Callable
from functools import cache

import psycopg
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from hamshahr.config import warming

# Seconds that the database may take; a load balancer waits for some five
_PATIENCE = 2
# Seconds for which an answer holds, however many ask
_GOOD_FOR = 1.0

_IN_WORK = """
SELECT EXISTS (SELECT FROM search_indexversion WHERE state = 'live')
    OR NOT EXISTS (SELECT FROM search_searchdocument)
"""


class Health:
    """Answers the two addresses before anything else looks at the request, its host included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._lock = threading.Lock()
        self._known: tuple[float, bool] | None = None

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info == "/healthz":
            return _answer("ok", 200)
        if request.path_info == "/readyz":
            return _answer("ready", 200) if self._is_ready() else _answer("not ready", 503)
        return self.get_response(request)

    def _is_ready(self) -> bool:
        with self._lock:
            now = time.monotonic()
            if self._known is None or now - self._known[0] > _GOOD_FOR:
                self._known = (now, is_ready())
            return self._known[1]


def is_ready() -> bool:
    """Tell whether this process can show pages and search."""
    return bool(settings.OPEN) and warming.done.is_set() and _database_is_ready()


def _database_is_ready() -> bool:
    """Ask over a connection of its own: the pool's would be waited for when it is busy."""
    known = connection.get_connection_params()
    parts = {
        name: known[name]
        for name in ("host", "port", "user", "password", "dbname")
        if known.get(name)
    }
    try:
        with psycopg.connect(
            **parts,
            connect_timeout=_PATIENCE,
            options=f"-c statement_timeout={_PATIENCE * 1000}",
        ) as asked:
            ran = set(asked.execute("SELECT app, name FROM django_migrations").fetchall())
            in_work = asked.execute(_IN_WORK).fetchone()
            return bool(in_work and in_work[0]) and _migrations() <= ran
    except psycopg.Error:
        return False


@cache
def _migrations() -> frozenset[tuple[str, str]]:
    """Return the last migrations of each app, as this version of the program has them."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).graph.leaf_nodes())


def _answer(text: str, status: int) -> HttpResponse:
    return HttpResponse(
        f"{text}\n", status=status, content_type="text/plain", headers={"Cache-Control": "no-store"}
    )
