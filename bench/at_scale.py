#!/usr/bin/env python
"""How quickly every public page and search answers in a large library, in one command.

    .venv/bin/python bench/at_scale.py --size 100000 --data FOLDER    about nine minutes

Grows the library in FOLDER to ``size`` with bench/growing.py (a second run finds it grown), serves
it as the product is served, with the embedded server's own settings, two workers and no page cache,
and asks for each page one after another. Prints the tables of bench/README.md: median and 95th
percentile by the reader's clock, queries a page, and for searches what of the time is the reading
of the query by the embedders. Then how many of the nearest the approximate index finds.

Nothing else should run on the machine meanwhile.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.growing import database_size, grow, with_database  # noqa: E402 - its folder is found now
from bench.pages import UNHINDERED, ask, free_port, of_page, serve  # noqa: E402 - as above
from tests.site.addresses import PAGES  # noqa: E402 - as above

JUDGED = ROOT / "bench" / "judgments" / "tuning.jsonl"
# Asked before, unmeasured, so that the server has met the library as one of the day before has
WARMING = ROOT / "bench" / "judgments" / "held-out.jsonl"
TIMES = 20  # each page is asked
SEARCHES = 60  # different queries of each length are asked once
ROWS_A_PAGE = 10  # of the list, as the product shows it
EXACT = 40  # queries whose nearest are looked for in both ways
LANGUAGES = ("fa", "en", "es", "ar", "ko")

MORE_PAGES = {
    "list, page 50": "search/?page=50",
    "list narrowed once, to many": "search/?status=ongoing",
    "list narrowed twice, to many": "search/?status=completed&language=en",
    "experience, generated": "experiences/generated-777/",
    "experience as JSON": "experiences/generated-777.json",
    "feed": "feed/",
    "feed of a topic": "feed/?topic=heat",
}
# Searches have a table of their own
NO_SEARCHES = {name: path for name, path in PAGES.items() if "q=" not in path}
FILES = {"sitemap": "/sitemap.xml", "sitemap, a part": "/sitemap-experiences-2.xml"}


def searches(form: str, judged: Path = JUDGED) -> list[str]:
    """Return judged queries, those in ``LANGUAGES`` first: real ones, asked for speed alone."""
    lines = [json.loads(line) for line in judged.read_text(encoding="utf-8").splitlines()]
    lines = [line for line in lines if line["form"] == form]
    lines.sort(key=lambda line: line["language"] not in LANGUAGES)
    return [line["query"] for line in lines][:SEARCHES]


def told(times: Iterable[float]) -> str:
    ordered = sorted(times)
    return f"{statistics.median(ordered):.0f} ms | {ordered[int(0.95 * len(ordered))]:.0f} ms"


def measure_pages(site: str, counted: dict[str, int]) -> None:
    print("\n| page | median | 95th percentile | queries |\n|---|---|---|---|")
    for name, address in addresses().items():
        ask(site + address)
        times = [ask(site + address) for _time in range(TIMES)]
        print(f"| {name} | {told(times)} | {counted[name]} |", flush=True)


def measure_searches(site: str) -> None:
    from hamshahr.commons.search.asking import read_query
    from hamshahr.commons.search.retrieval.placing import place_of_query

    print("\n| search, each query asked once | median | 95th percentile |\n|---|---|---|")
    for form, label in (("short", "a few words"), ("paragraph", "a paragraph")):
        asked = searches(form)
        ways: dict[str, Callable[[str], float]] = {
            f"page, {label}": lambda text: ask(f"{site}/fa/search/?{of_page(q=text)}"),
            # Other text, so that it is read anew; filters have the whole library asked
            f"page, {label}, narrowed": lambda text: ask(
                f"{site}/en/search/?{of_page(q=text + ' .', status='completed')}"
            ),
            f"API, {label}": lambda text: ask(f"{site}/api/v1/search?{of_page(q=text + ' !')}"),
        }
        for way, seconds in ways.items():
            print(
                f"| {way} ({len(asked)}) | {told([seconds(text) for text in asked])} |", flush=True
            )
        reading = []
        for text in asked:
            query = read_query(text, read_in="fa")
            started = time.perf_counter()
            place_of_query(query)()
            reading.append((time.perf_counter() - started) * 1000)
        print(f"| of these, reading the query: {label} | {told(reading)} |", flush=True)


def measure_nearest() -> None:
    """Tell what share of the truly nearest the approximate index finds."""
    from django.db import connection
    from pgvector import HalfVector

    from hamshahr.commons.search.asking import read_query
    from hamshahr.commons.search.retrieval.inventory import inventory
    from hamshahr.commons.search.retrieval.nearest import nearest
    from hamshahr.commons.search.retrieval.placing import place_of_query
    from hamshahr.domains.experiences.manifest import KIND

    shares: dict[int, list[float]] = {10: [], 100: [], 400: []}
    stock = inventory(KIND)
    for text in searches("short")[: EXACT // 2] + searches("paragraph")[: EXACT // 2]:
        place = place_of_query(read_query(text))()
        if place is None:
            sys.exit("There is no index of meaning.")
        found = nearest(KIND, place, (), stock, None)
        with connection.cursor() as cursor:
            cursor.execute(_ALL_LOOKED_AT, [place.version, HalfVector(place.vector).to_text()])
            exact = [row[0] for row in cursor.fetchall()]
        for count, own in shares.items():
            wanted = exact[:count]
            own.append(len(found.keys() & set(wanted)) / len(wanted))
    for count, own in shares.items():
        print(f"Of the {count} nearest, found: {statistics.mean(own):.3f}, at least {min(own):.3f}")


# Not the expression of the index
_ALL_LOOKED_AT = """
    SELECT document_id FROM search_documentvector WHERE version_id = %s
    ORDER BY vector <#> %s::halfvec LIMIT 400
"""


def addresses() -> dict[str, str]:
    from hamshahr.domains.experiences.models import Experience

    last = {"list, last page": f"search/?page={-(-Experience.objects.count() // ROWS_A_PAGE)}"}
    pages = {name: f"/en/{path}" for name, path in {**NO_SEARCHES, **MORE_PAGES, **last}.items()}
    return pages | FILES


def queries_of_pages() -> dict[str, int]:
    from bench.pages import queries_of

    return queries_of(addresses())


def main() -> None:
    given = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    given.add_argument("--size", type=int, default=100_000)
    given.add_argument("--data", type=Path, help="the data folder of an embedded server of its own")
    arguments = given.parse_args()
    os.environ |= UNHINDERED
    with_database(arguments.data, lambda: measure(arguments.size))


def measure(size: int) -> None:
    grow(size)
    port = free_port()
    server: subprocess.Popen[bytes] = serve(port)
    try:
        site = f"http://127.0.0.1:{port}"
        for text in searches("short", WARMING):
            ask(f"{site}/en/search/?{of_page(q=text)}")
        print(f"\n{size:,} experiences, {database_size()}, {os.cpu_count()} cores")
        measure_pages(site, queries_of_pages())
        measure_searches(site)
    finally:
        server.terminate()
        server.wait(timeout=30)
    print()
    measure_nearest()


if __name__ == "__main__":
    main()
