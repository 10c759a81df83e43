"""Say what is wrong with this instance, and what to do.

Looks at the data folder and the configuration, the database and its extensions, the migrations,
the embedder, the index, the job queue, the mail server and the clock, what waits and who can act,
the age of the last backup, the room on the disk and what was kept aside. Exit status 0: all is
well.

  hamshahr check            tell how each of them is
  hamshahr check --quiet    tell only what is wrong, for a monitor
"""

import argparse
from collections.abc import Callable, Iterator

from hamshahr.config.command_line import upkeep, who_acts
from hamshahr.config.command_line.failing import Refusal, in_plain_words
from hamshahr.config.command_line.running import django_running

# What the database must be able to do; PostgreSQL 15 has the built-in plain-number semantics
POSTGRESQL = 150_000
EXTENSIONS = {"vector": "0.7", "pg_trgm": "", "unaccent": "", "btree_gist": ""}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="name only what is wrong")


def run(given: argparse.Namespace) -> int:
    wrong = 0
    waits: set[str] = set()
    with django_running():
        for name, look in LOOKS.items():
            if name in waits:
                continue
            found = list(_safely(look))
            wrong += len(found)
            for sentence in found:
                print(f"✗ {name}: {sentence}")
            if not found and not given.quiet:
                print(f"✓ {name}")
            if found and name in _REST_ON:
                waits |= _REST_ON[name]
                print(f"  Not looked at before that is mended: {', '.join(sorted(waits))}.")
    return 1 if wrong else 0


def _safely(look: Callable[[], Iterator[str]]) -> Iterator[str]:
    try:
        with in_plain_words():
            yield from look()
    except Refusal as refusal:
        yield str(refusal)


def _configuration() -> Iterator[str]:
    from hamshahr.config.faults import configuration

    return configuration()


def _mail() -> Iterator[str]:
    from hamshahr.config.faults import mail

    return mail()


def _demonstration() -> Iterator[str]:
    from hamshahr.config.faults import demonstration

    return demonstration()


def _letters() -> Iterator[str]:
    from hamshahr.config.faults import letters

    return letters()


def _scanner() -> Iterator[str]:
    from hamshahr.config.faults import scanner

    return scanner()


def _clock() -> Iterator[str]:
    from hamshahr.config.faults import clock

    return clock()


def _database() -> Iterator[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, version()")
        number, version = cursor.fetchone()
        if number < POSTGRESQL:
            yield f"{version.split(',')[0]} is too old; PostgreSQL 15 or newer is needed."
        cursor.execute("SELECT name, default_version FROM pg_available_extensions")
        available = dict(cursor.fetchall())
    for name, least in EXTENSIONS.items():
        if name not in available:
            yield f"the extension {name} is not installed on the server; install its package."
        elif least and _numbers(available[name]) < _numbers(least):
            yield f"the extension {name} is {available[name]}; {least} or newer is needed."


def _migrations() -> Iterator[str]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        yield f"migrations that have not run: {len(missing)}. Run: hamshahr migrate"


def _embedder() -> Iterator[str]:
    from hamshahr.commons.search.embedding import EmbedderUnavailable, embedders

    try:
        for embedder in embedders():
            embedder.embed(["city"], "query")
    except EmbedderUnavailable as error:
        yield str(error)


def _index() -> Iterator[str]:
    from hamshahr.commons.search.indexing.meaning import waiting
    from hamshahr.commons.search.models import SearchDocument
    from hamshahr.domains.experiences.starter.removing import starter_was_removed

    if not SearchDocument.objects.exists():
        # Who took the starter library out does not want it back
        source = "FILE" if starter_was_removed() else "--starter"
        yield f"the library is empty. Run: hamshahr import-experiences {source}"
    elif count := waiting():
        yield f"{count:,} experiences wait to be read for meaning. Run: hamshahr work --once"


def _jobs() -> Iterator[str]:
    from procrastinate.contrib.django.models import ProcrastinateJob

    failed = ProcrastinateJob.objects.filter(status="failed").count()
    if failed:
        yield f"{failed} jobs failed; the log of hamshahr work or serve says why."


def _asks() -> Iterator[str]:
    from hamshahr.domains.experiences.asks import asks_waiting

    count = asks_waiting().count()
    if count:
        yield f"{count} requests of readers wait for an answer. See: hamshahr requests"


def _statements() -> Iterator[str]:
    from django.conf import settings

    from hamshahr.domains.association.queries import not_written

    missing: dict[str, list[str]] = {}
    for kind, code in not_written():
        missing.setdefault(kind, []).append(code)
    if missing and not settings.DEMO:
        told = "; ".join(f"{kind} ({', '.join(codes)})" for kind, codes in missing.items())
        yield f"not written yet: {told}. Write them at the desk, or: hamshahr statements set"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


_ON_THE_TABLES = {
    "index", "job queue", "readers' requests", "statements", "letters", "backups",
    "demonstration", *who_acts.LOOKS,
}  # fmt: skip
# What cannot be looked at where one of these is not in order
_REST_ON = {
    "database": {"migrations"} | _ON_THE_TABLES,
    "migrations": _ON_THE_TABLES,
}
LOOKS: dict[str, Callable[[], Iterator[str]]] = {
    "configuration": _configuration,
    "database": _database,
    "clock": _clock,
    "migrations": _migrations,
    "embedder": _embedder,
    "index": _index,
    "job queue": _jobs,
    "readers' requests": _asks,
    **who_acts.LOOKS,
    "statements": _statements,
    "mail": _mail,
    "letters": _letters,
    "virus scanner": _scanner,
    "demonstration": _demonstration,
    **upkeep.LOOKS,
}
