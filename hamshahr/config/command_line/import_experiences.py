"""Bring experiences into the library from a JSON Lines file.

One experience a line; the form is described by the JSON Schema that --schema prints. All lines are
imported, or none: every mistake is told with its line and its field. The same file again changes
nothing; a changed line changes its experience. What was imported is published, unless --draft.

  hamshahr import-experiences --starter            the library that comes with Hamshahr,
                                                   and its list of members
  hamshahr import-experiences cases.jsonl          your own
  hamshahr import-experiences big.jsonl --no-wait  found by words at once, by meaning when the
                                                   job queue has read it (hamshahr work)
"""

import argparse
import sys
from contextlib import suppress
from pathlib import Path

from hamshahr.config.command_line.failing import Refusal
from hamshahr.config.command_line.import_members import apply_list
from hamshahr.config.command_line.running import ProgressLine, django_running


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, help="the JSON Lines file (UTF-8)")
    parser.add_argument(
        "--starter", action="store_true", help="import the starter library and members"
    )
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of a line")
    parser.add_argument("--draft", action="store_true", help="do not publish what is new")
    parser.add_argument(
        "--no-wait", action="store_true", help="leave reading for meaning to the job queue"
    )
    parser.add_argument(
        "--accept-good", action="store_true", help="import the lines without a mistake"
    )
    parser.add_argument("--licence", default="", help="of lines that name none (else CC BY 4.0)")
    parser.add_argument("--rights-holder", default="", help="of lines that name none")


def run(given: argparse.Namespace) -> int:
    if given.schema:
        print(_schema(), end="")
        return 0
    if given.starter == (given.file is not None):
        raise Refusal("Name a file, or --starter for the library that comes with Hamshahr.")
    with django_running():
        bring_in(given)
    return 0


def _schema() -> str:
    from hamshahr.domains.experiences import importing

    path = Path(importing.__file__).with_name("experience.schema.json")
    return path.read_text(encoding="utf-8")


def bring_in(given: argparse.Namespace) -> None:
    """Import what was asked for; Django must be set up."""
    from hamshahr.domains.experiences.starter import (
        RIGHTS_HOLDER,
        STARTER_LIBRARY,
        keep_shipped_embeddings,
    )
    from hamshahr.domains.network.starter import STARTER_MEMBERS

    if given.starter:
        given.file = STARTER_LIBRARY
        given.rights_holder = given.rights_holder or RIGHTS_HOLDER
        keep_shipped_embeddings()
    elif given.file.exists() and not given.file.is_file():
        raise Refusal(f"{given.file} is not a file. It is read twice, so a pipe will not do.")
    _write(given)
    if not given.draft:
        _read_for_meaning(wait=not given.no_wait)
    if given.starter:
        print(apply_list(STARTER_MEMBERS))


def _write(given: argparse.Namespace) -> None:
    from hamshahr.commons.accounts.queries import system_actor
    from hamshahr.domains.experiences.importing.action import ImportRefused, import_experiences
    from hamshahr.domains.experiences.importing.writing import BadTerms

    progress = ProgressLine()
    try:
        written = import_experiences(
            path=given.file,
            by=system_actor(),
            draft=given.draft,
            licence=given.licence,
            rights_holder=given.rights_holder,
            # Of the starter library a city may have confirmed some
            only_good=given.starter or given.accept_good,
            report=lambda mistake: print(mistake, file=sys.stderr),
            progress=progress,
        )
    except ImportRefused as refusal:
        raise Refusal(f"{refusal}. Mend the file and import it again.") from refusal
    except BadTerms as error:
        raise Refusal(str(error)) from error
    except OSError as error:
        raise Refusal(f"{given.file} cannot be read: {error.strerror}.") from error
    finally:
        progress.done()
    print(f"{written.new:,} new, {written.changed:,} changed, {written.unchanged:,} as they were.")


def _read_for_meaning(*, wait: bool) -> None:
    from procrastinate.exceptions import AlreadyEnqueued

    from hamshahr.commons.search.indexing.meaning import index_meaning, waiting
    from hamshahr.commons.search.jobs import read_for_meaning

    if not wait:
        with suppress(AlreadyEnqueued):  # the job that waits reads these, too
            read_for_meaning.defer()
        print(f"{waiting():,} wait to be read for meaning; hamshahr work (or serve) does it.")
        return
    progress = ProgressLine(total=waiting() or None)
    index_meaning(progress=lambda stage, count: progress(stage, count))
    progress.done()
    print("All can be found by words and by meaning.")
