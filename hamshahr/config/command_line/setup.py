"""Set up an instance: who runs it, where it is, in which languages.

Asks one thing at a time; Enter keeps what stands in brackets. With options it asks for the rest;
with --yes for nothing. Run again, it changes only what is said anew. The answers are kept in
instance.toml in the data folder. The password of the mail server is asked for, or read from
--mail-password-file or HAMSHAHR_MAIL_PASSWORD; it is never an option.

  hamshahr setup                     asks
  hamshahr setup --yes --association "Cities of the lake" --address https://cities.example.org
  hamshahr setup --administrator     prints a new link for an administrator, and nothing else
"""

import argparse
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from hamshahr.config import answers, demonstration, environment
from hamshahr.config.command_line.asking import ask, ask_secret, ask_yes
from hamshahr.config.command_line.failing import Refusal
from hamshahr.config.command_line.running import django_running
from hamshahr.config.instance import CHECKS, Instance, write_instance
from hamshahr.config.mail_server import why_unreachable

_QUESTIONS = {
    "association": "What is the name of the association?",
    "address": "At which address will readers find it? For example https://cities.example.org",
    "languages": "Which languages does it offer? The first is the one a bare address leads to.",
    "time_zone": "In which time zone is the secretariat? For example Asia/Tehran",
    "sender": "From which e-mail address does it write? (- for none)",
    "mail": "Which server takes its mail? For example smtp://user@mail.example.org (- for none)",
    "contact": "Where are weaknesses of its security told, by e-mail or on a page? (- for none)",
}
_NEEDED = ("association", "address", "languages", "time_zone")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--association", help="the name of the association that runs it")
    parser.add_argument(
        "--association-in",
        nargs=2,
        action="append",
        default=[],
        metavar=("LANGUAGE", "NAME"),
        help="its name in one language, where it has another one there; an empty name takes it out",
    )
    parser.add_argument("--address", help="the public address: https://cities.example.org")
    parser.add_argument("--languages", help="separated by commas, the default first: fa,en")
    parser.add_argument("--time-zone", help="of the secretariat: Asia/Tehran")
    parser.add_argument("--sender", help="the e-mail address that the instance writes from")
    parser.add_argument("--mail", help="the mail server: smtp://user@mail.example.org:587")
    parser.add_argument("--mail-password-file", type=Path, help="holds the mail user's password")
    parser.add_argument("--contact", help="where weaknesses are told: an address or an https page")
    parser.add_argument(
        "--starter", action=argparse.BooleanOptionalAction, help="bring in the starter library"
    )
    parser.add_argument("--administrator", action="store_true", help="print a new link for one")
    parser.add_argument("--yes", action="store_true", help="ask nothing")


def run(given: argparse.Namespace) -> int:
    if given.administrator:
        _require_set_up()
        with django_running():
            _print_administrator_link()
    else:
        _configure(given)
    return 0


def _configure(given: argparse.Namespace) -> None:
    before = environment.instance()
    if before is None:
        demonstration.refuse_to_set_up()
    instance = _instance(given, before)
    starter = _wants_starter(given, first=before is None)
    path = write_instance(environment.data_folder(), instance)
    environment.secret_key()
    print(f"\nKept in {path}.")
    if instance.mail and (why := why_unreachable(answers.parsed_mail_server(instance.mail))):
        print(f"Warning: {why} No mail leaves until it does.")
    os.environ.pop("HAMSHAHR_DEMO", None)
    with django_running():
        _lay(starter=starter)
        _invite_the_first_administrator()
    print(
        f"{instance.association} is set up for {instance.address}. Start the site, or start it "
        "anew:\n  hamshahr serve\nSee whether all is well:\n  hamshahr check"
    )


def _instance(given: argparse.Namespace, before: Instance | None) -> Instance:
    """Return the configuration as it shall be: what was said, over what was there."""
    present = before or Instance("", "", time_zone=_time_zone_of_this_machine())
    parts: dict[str, Any] = {}
    for part, question in _QUESTIONS.items():
        check = _check(part)
        there = _shown(getattr(present, part))
        said = getattr(given, part)
        if said is not None:
            parts[part] = _checked(part, said, check)
        elif given.yes:
            parts[part] = there
        else:
            parts[part] = ask(question, check, there, needed=part in _NEEDED)
        if part in _NEEDED and not parts[part]:
            raise Refusal(f"--{part.replace('_', '-')} is needed.")
    parts["languages"] = answers.languages(parts["languages"].split(","))
    mail_password = _mail_password(given, present, parts["mail"])
    names = _names(given, present)
    return replace(present, **parts, mail_password=mail_password, association_in=names)


def _check(part: str) -> Any:
    if part == "languages":
        return lambda text: ",".join(answers.languages(text.split(",")))
    return CHECKS[part]


def _shown(value: object) -> str:
    return ",".join(value) if isinstance(value, tuple) else str(value)


def _checked(part: str, said: str, check: Any) -> str:
    if not said and part not in _NEEDED:
        return ""
    try:
        return str(check(said))
    except answers.BadAnswer as error:
        raise Refusal(f"--{part.replace('_', '-')}: {error}") from error


def _names(given: argparse.Namespace, present: Instance) -> dict[str, str]:
    """Return the association's names by language; an empty one takes a name out."""
    names = dict(present.association_in)
    for code, name in given.association_in:
        _checked("association-in", code, lambda text: answers.languages([text])[0])
        names[code] = _checked("association-in", name, answers.name) if name else ""
    return {code: name for code, name in names.items() if name}


def _mail_password(given: argparse.Namespace, present: Instance, mail: str) -> str:
    if given.mail_password_file:
        try:
            return str(given.mail_password_file.read_text(encoding="utf-8")).strip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise Refusal(f"{given.mail_password_file} cannot be read: {error}.") from error
    if not mail or not answers.parsed_mail_server(mail).user:
        return ""
    if given.yes:
        return environment.mail_password() or present.mail_password
    return ask_secret("Which password does the mail server want?", present.mail_password)


def _wants_starter(given: argparse.Namespace, *, first: bool) -> bool:
    if given.starter is not None:
        return bool(given.starter)
    if given.yes or not first:
        return False
    return ask_yes(
        "Begin with the starter library, real experiences compiled from public sources? "
        "“hamshahr starter remove” takes it out again.",
        present=True,
    )


def _lay(*, starter: bool) -> None:
    from hamshahr.config.command_line.migrate import lay_database
    from hamshahr.config.command_line.starter import add_starter

    lay_database(verbosity=0)
    if starter:
        add_starter()


def _invite_the_first_administrator() -> None:
    from hamshahr.domains.association.administrators import has_administrator

    if not has_administrator():
        _print_administrator_link()


def _print_administrator_link() -> None:
    from hamshahr.commons.accounts.queries import system_actor
    from hamshahr.domains.association.administrators import (
        VALID_FOR,
        link_path,
        make_administrator_link,
    )
    from hamshahr.kernel.addresses import public_address

    secret = make_administrator_link(by=system_actor())
    hours = int(VALID_FOR.total_seconds() // 3600)
    print(
        f"Who opens this link first, within {hours} hours, becomes administrator (earlier links "
        f"are void):\n  {public_address(link_path(secret))}"
    )


def _require_set_up() -> None:
    if not environment.is_set_up():
        raise Refusal("This instance is not set up yet. Run: hamshahr setup")


def _time_zone_of_this_machine() -> str:
    """Return the machine's time zone as a first guess."""
    try:
        return answers.time_zone(Path("/etc/timezone").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return "UTC"
