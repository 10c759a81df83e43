"""Read and write what the association says of itself: imprint, privacy, terms and the rest.

They are written at the desk (/desk/), or from files. Each is Markdown, once a language; every
revision is kept.

  hamshahr statements                                         which are written, in which languages
  hamshahr statements set imprint --language fa imprint.md
  hamshahr statements show imprint --language fa
"""

import argparse
from pathlib import Path

from hamshahr.config.command_line.failing import Refusal
from hamshahr.config.command_line.running import django_running

# As the domain names them; its models exist only once Django is set up
_KINDS = ("imprint", "privacy", "terms", "accessibility", "contact")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deed", nargs="?", choices=["list", "set", "show"], default="list")
    parser.add_argument("statement", nargs="?", choices=_KINDS)
    parser.add_argument("file", nargs="?", type=Path, help="the text, as Markdown in UTF-8")
    parser.add_argument("--language", help="of the text: fa, en, fr, es or ar")


def run(given: argparse.Namespace) -> int:
    if given.deed != "list" and not (given.statement and given.language):
        raise Refusal("Name the statement and its --language.")
    if given.deed == "set" and not given.file:
        raise Refusal("Name the file that holds the text.")
    with django_running():
        {"list": _list, "set": _set, "show": _show}[given.deed](given)
    return 0


def _list(_given: argparse.Namespace) -> None:
    from hamshahr.commons.translation.languages import offered_languages
    from hamshahr.domains.association.queries import last_revisions

    last = last_revisions()
    for kind in _KINDS:
        for each in offered_languages():
            found = last.get((kind, each.code))
            told = f"revision {found.number}, {found.written_at:%Y-%m-%d}" if found else ""
            print(f"{kind:14} {each.code}  {told if found and found.text else 'not written'}")


def _set(given: argparse.Namespace) -> None:
    from hamshahr.commons.accounts.queries import system_actor
    from hamshahr.domains.association.actions import CannotBeKept, ChangedMeanwhile, write_statement
    from hamshahr.domains.association.models import StatementRevision
    from hamshahr.domains.association.queries import last_number

    try:
        text = given.file.read_text(encoding="utf-8-sig")
        revision = write_statement(
            kind=StatementRevision.Kind(given.statement),
            language=given.language,
            text=text,
            based_on=last_number(given.statement, given.language),
            by=system_actor(),
        )
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(f"{given.file} cannot be read: {error}.") from error
    except CannotBeKept as error:
        raise Refusal(str(error)) from error
    except ChangedMeanwhile as error:
        raise Refusal(
            "Somebody wrote it at the same moment. Look at it, then try again."
        ) from error
    print(f"Kept as revision {revision.number}." if revision else "It says so already.")


def _show(given: argparse.Namespace) -> None:
    from hamshahr.domains.association.queries import revisions

    found = revisions(given.statement, given.language, by=None).first()
    if found is None:
        raise Refusal("It is not written in this language.")
    print(found.text)
