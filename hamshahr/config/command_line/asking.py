"""Asking on a terminal: one thing at a time, in plain words, with what is there as the default."""

import getpass
import sys
from collections.abc import Callable

from hamshahr.config.answers import BadAnswer
from hamshahr.config.command_line.failing import Refusal

# Typed for "nothing", where Enter alone keeps what is there
NOTHING = "-"
_YES, _NO = {"y", "yes"}, {"n", "no"}


def ask(question: str, check: Callable[[str], str], present: str, *, needed: bool = False) -> str:
    """Ask until the answer is in order; return it as ``check`` gives it back.

    Enter keeps ``present``; a dash empties it where nothing is ``needed``.
    """
    print()
    print(question)
    while True:
        kept = f" [{present}]" if present else ""
        typed = _line(f"{kept}: ".lstrip())
        if not typed and (present or not needed):
            return present
        if typed == NOTHING and not needed:
            return ""
        try:
            return check(typed)
        except BadAnswer as error:
            print(error)


def ask_yes(question: str, *, present: bool) -> bool:
    """Ask what is answered by yes or no."""
    print()
    while True:
        typed = _line(f"{question} [{'Y/n' if present else 'y/N'}]: ").lower()
        if not typed:
            return present
        if typed in _YES | _NO:
            return typed in _YES
        print("Please answer yes or no.")


def ask_secret(question: str, present: str) -> str:
    """Ask without showing what is typed; Enter keeps what is there, a dash empties it."""
    print()
    kept = " [as before]" if present else ""
    prompt = f"{question}{kept}: "
    typed = getpass.getpass(prompt) if sys.stdin.isatty() else _line(prompt)
    return "" if typed == NOTHING else typed or present


def _line(prompt: str) -> str:
    try:
        return input(prompt).strip()
    except EOFError as error:
        print()
        raise Refusal(
            "The answers ended before the questions; nothing was changed. Give them as options "
            "(hamshahr setup --help), or run it in a terminal."
        ) from error
