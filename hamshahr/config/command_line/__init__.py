"""``hamshahr``: the one command. Each deed is a module of its own beside this file."""

import argparse
import os
import sys
from collections.abc import Sequence
from types import ModuleType

from hamshahr.config.command_line import (
    audit,
    backup,
    check,
    check_mail,
    db,
    demo,
    evaluate,
    import_experiences,
    import_members,
    import_sheet,
    letters,
    migrate,
    receive_bounces,
    regions,
    reindex,
    requests,
    restore,
    search,
    second_factor,
    serve,
    setup,
    starter,
    statements,
    vocabulary,
    work,
)
from hamshahr.config.command_line.failing import Refusal, in_plain_words
from hamshahr.kernel.audit.origin import Way, acting_from

# In the order in which a newcomer meets them
_COMMANDS: dict[str, ModuleType] = {
    "setup": setup,
    "serve": serve,
    "migrate": migrate,
    "starter": starter,
    "demo": demo,
    "import-experiences": import_experiences,
    "import-sheet": import_sheet,
    "import-members": import_members,
    "search": search,
    "vocabulary": vocabulary,
    "evaluate": evaluate,
    "check": check,
    "check-mail": check_mail,
    "audit": audit,
    "backup": backup,
    "restore": restore,
    "db": db,
    "reindex": reindex,
    "work": work,
    "letters": letters,
    "second-factor": second_factor,
    "receive-bounces": receive_bounces,
    "requests": requests,
    "statements": statements,
    "regions": regions,
}

_EPILOG = """\
Where things are
  HAMSHAHR_DATA   the data folder (default: .hamshahr in this folder)
  DATABASE_URL    a PostgreSQL server with pgvector, instead of the embedded one

Begin with
  hamshahr setup             say who runs it and where it is; lays the database
  hamshahr serve             show it on http://localhost:8000
To look at it first
  hamshahr import-experiences --starter  bring in the starter library and members
  hamshahr serve --demo                  show it as a demonstration
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 failed, 2 misused."""
    parser = _parser()
    given = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamshahr.config.settings")
    command = _COMMANDS[given.command]
    try:
        with in_plain_words(), acting_from(Way.COMMAND):
            status = int(command.run(given))
        sys.stdout.flush()  # a reader who has gone is met here, not when the interpreter ends
    except Refusal as refusal:
        print(f"hamshahr {given.command}: {refusal}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has enough (hamshahr search … | head)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="hamshahr",
        description="The working platform of an association of cities.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in _COMMANDS.items():
        summary, _, teaching = (command.__doc__ or "").partition("\n\n")
        sub = commands.add_parser(
            name,
            help=summary.strip().rstrip("."),
            description=summary.strip(),
            epilog=teaching.strip("\n"),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,  # what is half written may mean something else tomorrow
        )
        command.add_arguments(sub)
    return parser
