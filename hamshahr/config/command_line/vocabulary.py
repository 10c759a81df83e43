"""Take the vocabulary along as SKOS, or bring in the association's own.

A file is Turtle (.ttl) or JSON-LD (.jsonld). What is imported is checked as a whole first: every
mistake is told, and with one mistake nothing is changed. Topics that the file lacks stay; with
--remove those go on which nothing rests. The same file again changes nothing.

  hamshahr vocabulary export topics.ttl            write it, to edit it or to pass it on
  hamshahr vocabulary export --format json-ld      write it on the terminal
  hamshahr vocabulary import topics.ttl --dry-run  say what would change
  hamshahr vocabulary import topics.ttl            change it
"""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hamshahr.config.command_line.failing import Refusal
from hamshahr.config.command_line.running import django_running

if TYPE_CHECKING:
    from hamshahr.domains.topics.skos.comparing import Changes

_FORMATS = ("turtle", "json-ld")
_BY_ENDING = {".jsonld": "json-ld", ".json": "json-ld"}
_NAMES_SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="export|import")
    export = deeds.add_parser("export", help="write the vocabulary as SKOS")
    export.add_argument("file", nargs="?", type=Path, help="default: the terminal")
    export.add_argument("--format", choices=_FORMATS, help="default: as the file ends, else turtle")
    bring = deeds.add_parser("import", help="make the vocabulary what a SKOS file says")
    bring.add_argument("file", type=Path, help="Turtle (.ttl) or JSON-LD (.jsonld), UTF-8")
    bring.add_argument("--dry-run", action="store_true", help="only say what would change")
    bring.add_argument(
        "--remove",
        action="store_true",
        help="remove topics that the file lacks, if nothing uses it",
    )


def run(given: argparse.Namespace) -> int:
    with django_running():
        return _export(given) if given.deed == "export" else _import(given)


def _export(given: argparse.Namespace) -> int:
    from hamshahr.domains.topics.skos.keeping import kept_scheme
    from hamshahr.domains.topics.skos.writing import written

    ending = given.file.suffix.lower() if given.file else ""
    text = written(kept_scheme(by=None), given.format or _BY_ENDING.get(ending, "turtle"))
    if given.file is None:
        sys.stdout.buffer.write(text)
        return 0
    beside = given.file.with_name(f".{given.file.name}.part")
    try:
        beside.write_bytes(text)
        beside.replace(given.file)  # whole or not at all
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise Refusal(f"{given.file} cannot be written: {error.strerror}.") from error
    print(f"The vocabulary is in {given.file}.")
    return 0


def _import(given: argparse.Namespace) -> int:
    from hamshahr.commons.accounts.queries import system_actor
    from hamshahr.domains.topics.importing import import_vocabulary
    from hamshahr.domains.topics.skos.refusing import VocabularyRefused

    try:
        imported = import_vocabulary(
            path=given.file, by=system_actor(), remove=given.remove, dry_run=given.dry_run
        )
    except VocabularyRefused as refusal:
        print(refusal, file=sys.stderr)
        more = f" ({refusal.more:,} more mistakes are not shown.)" if refusal.more else ""
        raise Refusal(f"Nothing was changed.{more} Mend the file and import it again.") from refusal
    except OSError as error:
        raise Refusal(f"{given.file} cannot be read: {error.strerror}.") from error
    for note in imported.notes[:_NAMES_SHOWN]:
        print(note, file=sys.stderr)
    if len(imported.notes) > _NAMES_SHOWN:
        print(f"… and {len(imported.notes) - _NAMES_SHOWN:,} more notes", file=sys.stderr)
    _tell(imported.changes, removes=given.remove)
    if given.dry_run:
        print("Nothing was changed: this was a dry run.")
    return 0


def _tell(changes: "Changes", *, removes: bool) -> None:
    print(f"Added: {_listed(changes.added)}")
    what = [f"{code} ({', '.join(names)})" for code, names in changes.changed.items()]
    print(f"Changed: {_listed(what)}")
    if removes:
        print(f"Removed: {_listed(changes.missing)}")
    elif changes.missing:
        print(f"Not in the file, and staying (--remove takes them out): {_listed(changes.missing)}")


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _NAMES_SHOWN:,} more" if len(names) > _NAMES_SHOWN else ""
    return f"{len(names):,}" + (f": {', '.join(names[:_NAMES_SHOWN])}{more}" if names else "")
