#!/usr/bin/env python
"""A database with as many experiences as a very large network would have, to measure speed in.

    .venv/bin/python bench/growing.py 100000 --data FOLDER     the embedded server, as it is run
    createdb bench && DATABASE_URL=postgresql:///bench .venv/bin/python bench/growing.py 100000

Nothing in it says anything of a real city, and nothing about relevance can be learnt from it:

- Prose: title, summary, results and sources of one experience of the starter library, with the
  problem, approach, lessons and conditions of others in its language. Codes begin with
  ``generated-``.
- Cities: any that the starter library has placed. Years: moved back by up to six. Published: some
  time in the five years before 2026. Evidence: six of ten not assessed, else 1 to 3.
- Words: other cases would bring other words. So each experience names among its results some that
  are put together from halves of real ones, as many as Heaps' law foretells with the exponent
  that the starter library has between its half and its whole.
- Places: those of the experiences whose texts were taken, added up by how much was taken, and
  Gaussian noise of ``NOISE`` times their length; then both halves at their lengths again.

It writes only where it began with an empty database, and knows that one again by a comment. Words
and the approximate index are made by the product's own steps. Kept vectors of texts stay those of
the starter library: its texts are all that is there to be read.
"""

import argparse
import multiprocessing
import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).parents[1]
PREFIX = "generated-"
MARK = "Made by bench/growing.py: generated experiences, nothing to keep"
NOISE = 0.7  # an experience lies at about 1 / sqrt(1 + 0.7²) = 0.82 of where its texts say
SEED = 20261123  # the same database each time
# What is taken from another experience, and how much it counts for the place; what is left counts
# as title, English title and opening do
TAKEN = {"problem": 0.7, "approach": 0.7, "lessons": 0.6, "conditions": 0.6}
OWN = 2.1
CHUNK = 2_500  # experiences a transaction of the words; two processes write them


class NotOurs(RuntimeError):
    """The database holds something that this script did not put there."""


def require_our_own() -> None:
    """Mark an empty database as ours. Raises ``NotOurs`` for one with tables and no mark."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT datname, coalesce(shobj_description(oid, 'pg_database'), ''),"
            " EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public')"
            " FROM pg_database WHERE datname = current_database()"
        )
        name, comment, has_tables = cursor.fetchone()
        if comment == MARK:
            return
        if has_tables:
            raise NotOurs(f"“{name}” has tables that are of no benchmark; name an empty database.")
        cursor.execute(f"COMMENT ON DATABASE {connection.ops.quote_name(name)} IS '{MARK}'")


def grow(size: int) -> None:
    """Bring an empty or marked database to ``size`` experiences. Raises ``NotOurs``."""
    require_our_own()
    _lay_starter_library()
    from hamshahr.domains.experiences.models import Experience

    there = Experience.objects.count()
    if there < size:
        began = time.monotonic()
        ids = write_experiences(there, size)
        _tell(f"{len(ids):,} experiences written", began)
        _write_words(ids)
        _tell("words indexed", began)
        write_places()
        _tell("places indexed", began)
        _settle()
    print(f"  {max(there, size):,} experiences take {database_size()}")


def write_experiences(there: int, size: int) -> list[UUID]:
    """Write the experiences from number ``there`` up to ``size``; return their ids."""
    from django.db import connection

    rows = list(_plan(there, size, random.Random(SEED + there)))
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS plan")
        cursor.execute(_PLAN_TABLE)
        with cursor.copy(_COPY_PLAN) as copy:
            for row in rows:
                copy.write_row(row)
        for statement in _write_statements():
            cursor.execute(statement)
        cursor.execute("SELECT id FROM plan ORDER BY number")
        return [row[0] for row in cursor.fetchall()]


def database_size() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
        return str(cursor.fetchone()[0])


def _tell(what: str, began: float) -> None:
    print(f"  {what} after {time.monotonic() - began:.0f} s", flush=True)


def _lay_starter_library() -> None:
    """Have what a new instance has: schema, vocabulary, starter library and its index."""
    from hamshahr.commons.accounts.queries import system_actor
    from hamshahr.commons.search.indexing.meaning import index_meaning
    from hamshahr.config.command_line.migrate import lay_database
    from hamshahr.domains.experiences.importing.action import import_experiences
    from hamshahr.domains.experiences.models import Experience
    from hamshahr.domains.experiences.starter import STARTER_LIBRARY, keep_shipped_embeddings

    lay_database(verbosity=0)
    if not Experience.objects.exists():
        keep_shipped_embeddings()
        import_experiences(path=STARTER_LIBRARY, by=system_actor(), report=print)
        index_meaning()


_PLAN = "number, code, base, problem, approach, lessons, conditions, city, years, seconds, evidence"
_PLAN_TABLE = """
    CREATE TEMPORARY TABLE plan (
        number integer, code text, base uuid, problem uuid, approach uuid, lessons uuid,
        conditions uuid, city uuid, years integer, seconds integer, evidence integer, invented text,
        id uuid DEFAULT gen_random_uuid()
    )
"""
_COPY_PLAN = f"COPY plan ({_PLAN}, invented) FROM STDIN"


def _plan(there: int, size: int, chance: random.Random) -> Iterator[tuple[Any, ...]]:
    """Yield what each new experience is made of, as the columns of the plan's table."""
    from hamshahr.domains.experiences.models import Experience
    from hamshahr.domains.network.models import City

    real = Experience.objects.exclude(code__startswith=PREFIX).order_by("code")
    by_language: defaultdict[str, list[UUID]] = defaultdict(list)
    for pk, language in real.values_list("pk", "language"):
        by_language[language].append(pk)
    bases = [(pk, language) for language, own in by_language.items() for pk in own]
    cities = list(City.objects.order_by("slug").values_list("pk", flat=True))
    invent = _Inventor(chance)
    for number in range(there, size):
        base, language = chance.choice(bases)
        yield (
            number,
            f"{PREFIX}{number}",
            base,
            *(chance.choice(by_language[language]) for _part in TAKEN),
            chance.choice(cities),
            -chance.randint(0, 6),
            chance.randint(1, 5 * 365 * 24 * 3600),
            chance.choice((None,) * 6 + (1, 2, 3, 3)),
            " ".join(invent.words_of(number)),
        )


class _Inventor:
    """Puts words together from halves of real ones, as many as Heaps' law foretells.

    By it, n documents hold K·n^β different words; K and β are those of the starter library.
    """

    def __init__(self, chance: random.Random) -> None:
        from hamshahr.commons.search.models import SearchDocument

        self._chance = chance
        own = SearchDocument.objects.exclude(code__startswith=PREFIX).order_by("digest")
        documents = [set(_words_in(vector)) for vector in own.values_list("words", flat=True)]
        half = len(set().union(*documents[: len(documents) // 2]))
        whole = set().union(*documents)
        self._exponent = float(np.log2(len(whole) / half))
        self._factor = len(whole) / len(documents) ** self._exponent
        self._real = sorted(word for word in whole if len(word) > 3 and word.isalpha())

    def words_of(self, number: int) -> list[str]:
        """Return what the document beyond the first ``number`` brings that none had before."""
        known, then = (self._factor * n**self._exponent for n in (number, number + 1))
        return [self._word() for _word in range(round(then) - round(known))]

    def _word(self) -> str:
        first, last = self._chance.choice(self._real), self._chance.choice(self._real)
        return first[: (len(first) + 1) // 2] + last[len(last) // 2 :]


def _words_in(vector: str) -> Iterator[str]:
    for entry in vector.split():
        yield entry.rpartition(":")[0].strip("'")


def _write_statements() -> list[str]:
    """Return SQL that writes the planned experiences with all that belongs to them.

    Columns that are not named are those of the base, whatever the model has.
    """
    from hamshahr.domains.experiences.models import Experience, ExperienceTopic, Result, Source

    donors = " ".join(
        f"JOIN experiences_experience AS {part} ON {part}.id = plan.{part}" for part in TAKEN
    )
    own = {
        "id": "plan.id",
        "code": "plan.code",
        "city_id": "plan.city",
        "published_at": "timestamptz '2026-01-01' - make_interval(secs => plan.seconds)",
        "start_year": "base.start_year + plan.years",
        "end_year": "base.end_year + plan.years",
        "true_as_of_year": "base.true_as_of_year + plan.years",
        "evidence_level": "plan.evidence",
        "rights_holder": "'Generated for a benchmark'",
        "import_digest": "NULL",
        **{part: f"{part}.{part}" for part in TAKEN},
    }
    of_one = {"id": "DEFAULT", "experience_id": "plan.id"}
    invented = of_one | {
        "indicator": "left(part.indicator || ' ' || plan.invented, 500)",
        "source_id": "NULL",
    }
    return [
        _copied(Experience, "base", own, donors),
        _copied(ExperienceTopic, "part", of_one),
        _copied(Source, "part", of_one),
        _copied(Result, "part", invented),
    ]


def _copied(model: Any, table: str, changed: Mapping[str, str], joined: str = "") -> str:
    columns = [field.column for field in model._meta.concrete_fields]
    columns = [column for column in columns if changed.get(column) != "DEFAULT"]
    values = [changed.get(column, f"{table}.{column}") for column in columns]
    by = "id" if table == "base" else "experience_id"
    return (
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)})"
        f" SELECT {', '.join(values)} FROM plan"
        f" JOIN {model._meta.db_table} AS {table} ON {table}.{by} = plan.base {joined}"
    )


def _write_words(ids: Sequence[UUID]) -> None:
    """Have the product index the words, in two processes."""
    chunks = [ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)]
    with multiprocessing.get_context("spawn").Pool(2, _set_up) as pool:
        for _done in pool.imap_unordered(_index, chunks):
            pass


def _set_up() -> None:
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()


def _index(ids: Sequence[UUID]) -> None:
    from django.db import transaction

    from hamshahr.commons.search.indexing.words import Tally, index_words

    tally = Tally()
    with transaction.atomic():
        for start in range(0, len(ids), 250):
            index_words(kind="experience", ids=ids[start : start + 250], tally=tally)
        tally.write()


def write_places() -> None:
    """Write the places of what was planned, then have the product index them."""
    from django.db import connection
    from pgvector import HalfVector
    from pgvector.psycopg import register_vector

    from hamshahr.commons.search.indexing.meaning import _WAIT_NO_MORE, _index_approximately
    from hamshahr.commons.search.meaning.space import SECOND_WEIGHT
    from hamshahr.commons.search.models import IndexVersion

    live = IndexVersion.objects.get(state="live")
    noise = np.random.default_rng(SEED)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT document.object_id, place.vector::text FROM search_documentvector AS place"
            " JOIN search_searchdocument AS document ON document.id = place.document_id"
            " WHERE document.code NOT LIKE %s",
            [PREFIX + "%"],
        )
        real = {pk: np.array(vector.strip("[]").split(","), np.float32) for pk, vector in cursor}
        cut = len(next(iter(real.values()))) - 512  # where the second embedder's half begins
        cursor.execute(
            "SELECT document.id, document.digest, base, problem, approach, lessons, conditions"
            " FROM plan JOIN search_searchdocument AS document ON document.object_id = plan.id"
        )
        planned = cursor.fetchall()
    register_vector(connection.connection)
    # A cursor made now knows the type
    with connection.cursor() as cursor, cursor.copy(_COPY_PLACES) as copy:
        copy.set_types(["int8", "uuid", "bytea", "halfvec"])
        for document, digest, *taken in planned:
            vector = _place([real[pk] for pk in taken], cut, SECOND_WEIGHT, noise)
            copy.write_row((live.pk, document, bytes(digest), HalfVector(vector)))
    with connection.cursor() as cursor:
        cursor.execute(_WAIT_NO_MORE)
    _index_approximately(live)


_COPY_PLACES = """
    COPY search_documentvector (version_id, document_id, digest, vector)
    FROM STDIN (FORMAT binary)
"""


def _place(
    taken: Sequence[NDArray[np.float32]], cut: int, second: float, noise: np.random.Generator
) -> NDArray[np.float32]:
    whole = np.average(taken, axis=0, weights=[OWN, *TAKEN.values()])
    length = NOISE * np.linalg.norm(whole) / np.sqrt(len(whole))
    whole = whole + length * noise.standard_normal(len(whole), np.float32)
    halves = (whole[:cut], whole[cut:] / np.float32(second) ** -0.5)
    return np.concatenate(
        [
            halves[0] / np.linalg.norm(halves[0]),
            np.sqrt(np.float32(second)) * halves[1] / np.linalg.norm(halves[1]),
        ]
    )


def _settle() -> None:
    """Leave the database as it is some hours after such an import: vacuumed and analysed."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given.add_argument("size", type=int)
    given.add_argument("--data", type=Path, help="the data folder of an embedded server of its own")
    arguments = given.parse_args()
    with_database(arguments.data, lambda: grow(arguments.size))


def with_database(data: Path | None, then: Any) -> None:
    """Run ``then`` with Django set up: on the server of DATABASE_URL, or in the folder ``data``."""
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "hamshahr.config.settings"
    if data is not None:
        data.mkdir(mode=0o755, parents=True, exist_ok=True)
        os.environ["HAMSHAHR_DATA"] = str(data.absolute())
        os.environ.pop("DATABASE_URL", None)
    elif "DATABASE_URL" not in os.environ:
        sys.exit("Name a server with DATABASE_URL, or a folder with --data.")
    from hamshahr.config.command_line.running import django_running

    with django_running():
        try:
            then()
        except NotOurs as error:
            sys.exit(str(error))


if __name__ == "__main__":
    main()
