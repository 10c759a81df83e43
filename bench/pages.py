#!/usr/bin/env python
"""How quickly pages and searches answer, made anew and from the page cache.

    .venv/bin/python bench/pages.py    # three minutes; needs wrk (apt-get install wrk)

Serves the product with two workers, once without the page cache and once with it, and asks it over
eight connections, each page in turn and the one-query page before and after, so that ratios hold
when the machine's speed drifts. Searches are asked one at a time, each once, so that nothing is
remembered. Queries are counted in this process. Kept pages are asked for packed, as browsers do.
"""

import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[1]
JUDGED = Path(__file__).parent / "judgments" / "held-out.jsonl"
CONNECTIONS, THREADS, SECONDS, WORKERS = 8, 1, 5, 2
SEARCHES = 100

# Each page made anew, and one address that asks for all of them
UNHINDERED = {"HAMSHAHR_DEMO": "1", "HAMSHAHR_PAGE_CACHE": "0", "HAMSHAHR_LIMITS": "0"}
BASELINE = "/bench/one-query/"
PAGES = {
    "experience": "/fa/experiences/tehran-brt/",
    "experience, English": "/en/experiences/bogota-transmilenio/",
    "list with facets": "/en/search/",
    "list with facets, Persian": "/fa/search/",
    "list narrowed twice": "/en/search/?topic=heat&status=ongoing",
    "home": "/fa/",
    "topics": "/fa/topics/",
}


def rate(address: str, *, packed: bool = False) -> float:
    """Return the answers a second that wrk counts; stop on an answer that is no 200."""
    browser = ["-H", "Accept-Encoding: gzip"] if packed else []
    said = subprocess.run(
        ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *browser, address],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    if "Non-2xx" in said:
        sys.exit(f"{address} answered with errors:\n{said}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    return float(found.group(1)) if found else 0.0


def queries_of(addresses: dict[str, str]) -> dict[str, int]:
    """Return how many queries each page makes."""
    import django

    django.setup()
    from hamshahr.config.static_files import collect  # its settings exist only now

    collect()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.PAGE_CACHE_BYTES = 0
    import bench.one_query  # noqa: F401 - adds the page to the product's

    client, counted = Client(), {}
    for name, address in addresses.items():
        client.get(address)  # what is remembered in the process is
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counted[name] = len(captured)
    connection.close_pool()
    return counted


def milliseconds_of_searches(site: str, form: str) -> list[float]:
    """Return how long each of the judged queries takes at the search API, asked once."""
    lines = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    asked = [line["query"] for line in lines if line["form"] == form][:SEARCHES]
    return [ask(f"{site}/api/v1/search?{_q(text)}") for text in asked]


def milliseconds_of_search_pages(site: str) -> list[float]:
    lines = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    asked = [line["query"].upper() for line in lines if line["form"] == "short"][:SEARCHES]
    return [ask(f"{site}/fa/search/?{_q(text)}") for text in asked]


def _q(text: str) -> str:
    return of_page(q=text)


def of_page(**parameters: str) -> str:
    return urllib.parse.urlencode(parameters)


def ask(address: str) -> float:
    """Return the milliseconds until an answer is there; raise for one that is no answer."""
    started = time.perf_counter()
    with urllib.request.urlopen(address, timeout=30) as answer:
        answer.read()
    return (time.perf_counter() - started) * 1000


def told(times: list[float]) -> str:
    ordered = sorted(times)
    return (
        f"median {statistics.median(ordered):.0f} ms, 95th percentile "
        f"{ordered[int(0.95 * len(ordered))]:.0f} ms, n = {len(ordered)}"
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(port: int, megabytes: int = 0) -> subprocess.Popen[bytes]:
    """Serve with so large a page cache a worker; return when both workers are ready."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port),
        "--workers", str(WORKERS), "--blocking-threads", "4", "--log-level", "warning",
        "bench.one_query:application",
    ]  # fmt: skip
    kept = {"HAMSHAHR_PAGE_CACHE": str(megabytes), "HAMSHAHR_DEMO": "1"}
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | kept)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            ask(f"http://127.0.0.1:{port}{BASELINE}")
            time.sleep(5)  # both workers read their models
            return server
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    server.terminate()
    sys.exit("The server did not start.")


def measure() -> None:
    counted = queries_of({"one query": BASELINE, **PAGES} | {"search": "/fa/search/?q=flood"})
    anew, kept = free_port(), free_port()
    site, cached = f"http://127.0.0.1:{anew}", f"http://127.0.0.1:{kept}"
    servers = [serve(anew, 0), serve(kept, 32)]
    try:
        print(f"{WORKERS} workers, {CONNECTIONS} connections, {os.cpu_count()} cores\n")
        print("| page | made anew, a second | to the one-query page | queries | kept, a second |")
        print("|---|---|---|---|---|")
        for name, address in PAGES.items():
            before, own, after = rate(site + BASELINE), rate(site + address), rate(site + BASELINE)
            ratio = own / statistics.mean((before, after))
            again = rate(cached + address, packed=True)
            figures = f"{own:.0f} | {ratio:.2f} | {counted[name]} | {again:.0f}"
            print(f"| {name} | {figures} |", flush=True)
        print(f"| one query | {rate(site + BASELINE):.0f} | 1 | {counted['one query']} | |\n")
        for word in ("bus", "water", "park", "school", "market", "flood"):
            ask(f"{site}/api/v1/search?q={word}")
        print(f"Search API, a few words: {told(milliseconds_of_searches(site, 'short'))}")
        print(f"Search API, a paragraph: {told(milliseconds_of_searches(site, 'paragraph'))}")
        print(f"Search page, a few words: {told(milliseconds_of_search_pages(site))}")
        print(f"Queries of a search page: {counted['search']}")
    finally:
        for server in servers:
            server.terminate()
            server.wait(timeout=30)


def main() -> None:
    if shutil.which("wrk") is None:
        sys.exit("This needs wrk: sudo apt-get install -y wrk")
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    os.environ |= {"DJANGO_SETTINGS_MODULE": "hamshahr.config.settings"} | UNHINDERED
    from hamshahr.config.database import database_in_use

    with database_in_use():
        measure()


if __name__ == "__main__":
    main()
