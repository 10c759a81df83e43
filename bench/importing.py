"""How long an import takes and how much memory, by the number of its lines.

    .venv/bin/python bench/importing.py               100,000 lines
    .venv/bin/python bench/importing.py 2000 10000    more than one size

Each size is imported with --no-wait into a new instance in a folder of its own, then once more with
every text changed: what stood before is kept as a revision. The lines are made up: short ones, all
different, of five cities. Prints what was measured on this machine.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

COMMAND = Path(sys.executable).with_name("hamshahr")
CITIES = (("Shiraz", "IR"), ("Mashhad", "IR"), ("Medellín", "CO"), ("Dakar", "SN"), ("Lyon", "FR"))
WORDS = 120  # a line, in three fields, of some ten thousand different ones


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:]] or [100_000]
    print(f"{'lines':>10}{'are':>9}{'MB':>8}{'seconds':>10}{'lines/s':>10}{'peak MB':>10}")
    for size in sizes:
        folder = Path(tempfile.mkdtemp(prefix="hamshahr-bench-", dir="/tmp"))
        folder.chmod(0o755)  # as root, the database runs as another user
        try:
            measure(size, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def measure(size: int, folder: Path) -> None:
    environment = os.environ | {"HAMSHAHR_DATA": str(folder / "data")}
    environment.pop("DATABASE_URL", None)
    subprocess.run([COMMAND, "migrate", "--quiet"], env=environment, check=True)
    for are in ("new", "changed"):
        file = folder / f"{are}.jsonl"
        with file.open("w", encoding="utf-8") as out:
            out.writelines(
                json.dumps(line | {"cost": f"{are} cost"}, ensure_ascii=False) + "\n"
                for line in lines(size)
            )
        seconds, memory = bring_in(file, environment)
        print(
            f"{size:10,}{are:>9}{file.stat().st_size / 1e6:8.1f}{seconds:10.1f}"
            f"{size / seconds:10,.0f}{memory:10.0f}",
            flush=True,
        )


def bring_in(file: Path, environment: dict[str, str]) -> tuple[float, float]:
    """Import a file; return how many seconds it took and how many MB of memory at the most."""
    began = time.monotonic()
    child = subprocess.Popen(
        [COMMAND, "import-experiences", file, "--no-wait"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(child.pid, 0)
    seconds = time.monotonic() - began
    if status:
        sys.exit(f"the import failed with {os.waitstatus_to_exitcode(status)}")
    return seconds, used.ru_maxrss / 1024


def lines(count: int) -> Iterator[dict[str, object]]:
    for number in range(count):
        city, country = CITIES[number % len(CITIES)]
        words = [f"w{(number * 31 + turn * 7) % 9973}" for turn in range(WORDS)]
        third = WORDS // 3
        yield {
            "id": f"case-{number}",
            "city": city,
            "country_iso2": country,
            "title": f"Case {number}",
            "language": "en",
            "topics": ["smart traffic"],
            "summary": " ".join(words[:third]),
            "problem": " ".join(words[third : 2 * third]),
            "approach": " ".join(words[2 * third :]),
            "results": [{"indicator": "minutes", "value": number, "year": 2020, "source": 0}],
            "sources": [{"title": "A report", "url": "https://lyon.example/report", "year": 2021}],
        }


if __name__ == "__main__":
    main()
