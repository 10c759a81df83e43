"""The interface's catalogues: collected from the sources, compiled, and checked.

    python -m hamshahr.commons.translation.catalogues --extract
        bring locale/*/LC_MESSAGES/django.po up to date with the sources
    python -m hamshahr.commons.translation.catalogues --compile
        write the .mo files that Django reads; only those whose .po changed
    python -m hamshahr.commons.translation.catalogues --check
        name everything that is missing or wrong in them, and end with 1 if there is any

The sources are written in English, which therefore has no catalogue. Needs neither GNU gettext,
nor a database, nor Django's settings.
"""

import argparse
import io
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from gettext import c2py
from pathlib import Path
from typing import BinaryIO

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po
from django.utils.translation.template import templatize

from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES, language

PACKAGE = Path(__file__).parents[2]
LOCALE = Path(__file__).parent / "locale"
SOURCE_LANGUAGE = "en"
TRANSLATED = tuple(code for code in INTERFACE_LANGUAGES if code != SOURCE_LANGUAGE)

# As in the headers of Django's own catalogues, whose messages stand beside ours on a page.
PLURAL_FORMS = {
    "fa": "nplurals=2; plural=(n > 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "es": "nplurals=3; plural=n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;",
    "ar": (
        "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 "
        "&& n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;"
    ),
}

_HEADER = """\
# The interface of Hamshahr in {endonym}. The messages are collected from the sources by
# hamshahr.commons.translation.catalogues; translate them here.
msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"

"""
_WIDTH = 100

# Babel's keywords and Django's lazy ones: the places of the singular, the plural and the context.
_KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_TRANSLATOR_COMMENTS = ("Translators:",)
_NO_MESSAGES_IN = frozenset({"static", "migrations", "__pycache__"})
_SOURCE_SUFFIXES = frozenset({".py", ".html", ".txt"})

_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
_TAG = re.compile(r"</?[a-z][^<>]*>")
# Numbers enough to meet each plural form of each language at least twice, if it has two.
_NUMBERS = (*range(1000), 1_000_000, 2_000_000)

# A message of gettext: its English text or texts, and its context.
Key = tuple[str | tuple[str, ...], str | None]


def collect(package: Path = PACKAGE) -> Catalog:
    """Return every message of the Python files and templates under ``package``."""
    found = Catalog(charset="utf-8")
    for path in _source_files(package):
        place = path.relative_to(package.parent).as_posix()
        for line, text, comments, context in _messages(path):
            found.add(text, locations=[(place, line)], auto_comments=comments, context=context)
    return found


def _source_files(package: Path) -> list[Path]:
    return sorted(
        path
        for path in package.rglob("*")
        if path.suffix in _SOURCE_SUFFIXES
        and not _NO_MESSAGES_IN.intersection(path.relative_to(package).parts)
    )


def _messages(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    """Yield line, text or texts, comments and context of each message in a file."""
    source: BinaryIO
    if path.suffix == ".py":
        source = io.BytesIO(path.read_bytes())
    else:
        as_python = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        # What remains of a template's indentation is no Python's
        lines = (line.lstrip() for line in as_python.splitlines())
        source = io.BytesIO("\n".join(lines).encode())
    options = {"encoding": "utf-8"}
    yield from extract("python", source, _KEYWORDS, _TRANSLATOR_COMMENTS, options)


def po_file(code: str, locale: Path = LOCALE) -> Path:
    """Return where the catalogue of a language lies."""
    return locale / code / "LC_MESSAGES" / "django.po"


def update(code: str, collected: Catalog, locale: Path = LOCALE) -> None:
    """Write the catalogue of a language anew: what is collected, with the translations it had.

    Messages that the sources no longer have are dropped; nothing is guessed from alike ones.
    """
    header = _HEADER.format(
        code=code, endonym=language(code).endonym, plural_forms=PLURAL_FORMS[code]
    )
    catalogue = read_po(io.StringIO(header), locale=code)
    path = po_file(code, locale)
    old = read(path, code) if path.exists() else Catalog(locale=code)
    for message in collected:
        if not message.id:
            continue
        before = old.get(message.id, message.context)
        catalogue.add(
            message.id,
            before.string if before and before.id == message.id else None,
            locations=message.locations,
            flags=before.flags if before else (),
            auto_comments=message.auto_comments,
            user_comments=before.user_comments if before else (),
            context=message.context,
        )
    written = io.BytesIO()
    write_po(
        written, catalogue, width=_WIDTH, omit_header=True, sort_by_file=True, include_lineno=False
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(header.encode() + written.getvalue())


def compile_changed(locale: Path = LOCALE) -> list[Path]:
    """Write the ``.mo`` beside each ``.po`` that is newer; return those written."""
    written = []
    for po in sorted(locale.glob("*/LC_MESSAGES/django.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
            continue
        # Under another name first: a server may be reading the old one
        fresh = mo.with_suffix(".mo.new")
        with fresh.open("wb") as file:
            write_mo(file, read(po, po.parent.parent.name))
        fresh.replace(mo)
        written.append(mo)
    return written


def problems(
    collected: Catalog, locale: Path = LOCALE, codes: Iterable[str] = TRANSLATED
) -> list[str]:
    """Return a line for each thing that is missing or wrong in the catalogues."""
    return [
        f"{code}: {problem}"
        for code in codes
        for problem in _problems_of(code, collected, po_file(code, locale))
    ]


def _problems_of(code: str, collected: Catalog, path: Path) -> Iterator[str]:
    if not path.exists():
        yield "there is no catalogue; run --extract"
        return
    try:
        catalogue = read(path, code)
    except PoFileError as error:
        yield f"the catalogue cannot be read: {error}"
        return
    if catalogue.plural_forms.rstrip(";") != PLURAL_FORMS[code].rstrip(";"):
        yield f"the header must say Plural-Forms: {PLURAL_FORMS[code]}"
        return
    wanted, present = _keys(collected), _keys(catalogue)
    yield from (f"missing, run --extract: {_shown(key)}" for key in wanted if key not in present)
    yield from (f"obsolete, run --extract: {_shown(key)}" for key in present if key not in wanted)
    alone = _forms_for_one_number(catalogue)
    for key, message in present.items():
        yield from (f"{problem}: {_shown(key)}" for problem in _mistakes(message, alone))


def _forms_for_one_number(catalogue: Catalog) -> frozenset[int]:
    """Return the plural forms that stand for one number alone, as Arabic has for two."""
    form_of = c2py(catalogue.plural_expr)
    numbers = Counter(form_of(number) for number in _NUMBERS)
    return frozenset(form for form, count in numbers.items() if count == 1)


def _mistakes(message: Message, alone: frozenset[int]) -> Iterator[str]:
    """Yield what is wrong with the translation of one message.

    The reader has filled plural forms that are not there with nothing, and refused too many.
    """
    if message.fuzzy:
        yield "fuzzy"
    originals = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    given = message.string or ""
    translations = (given,) if isinstance(given, str) else tuple(given)
    if not all(translations):
        yield "untranslated"
        return
    for form, translation in enumerate(translations):
        # "Two visits" needs no figure; a form for many numbers does
        spared = 1 if len(originals) > 1 and form in alone else 0
        yield from _differences(originals[-1], translation, spared)


def _differences(original: str, translation: str, spared: int) -> Iterator[str]:
    """Yield how a translation departs in form; ``spared`` placeholders may be left out."""
    there, here = (Counter(_PLACEHOLDER.findall(text)) for text in (original, translation))
    if here - there or (there - here).total() > spared:
        yield f"placeholders {_listed(here)} instead of {_listed(there)}"
    there, here = (Counter(_TAG.findall(text)) for text in (original, translation))
    if there != here:
        yield f"tags {_listed(here)} instead of {_listed(there)}"
    if _ends(original) != _ends(translation):
        yield "spaces at its ends that the original has not, or none where it has"


def _ends(text: str) -> tuple[bool, bool]:
    """Return whether a text begins and ends with white space."""
    return text[:1].isspace(), text[-1:].isspace()


def _listed(found: Counter[str]) -> str:
    return " ".join(sorted(found.elements())) or "none"


def read(path: Path, code: str) -> Catalog:
    """Return the catalogue of a language in a ``.po`` file. Raises ``PoFileError``."""
    with path.open("rb") as file:
        return read_po(file, locale=code, abort_invalid=True)


def _keys(catalogue: Catalog) -> dict[Key, Message]:
    return {
        (message.id if isinstance(message.id, str) else tuple(message.id), message.context): message
        for message in catalogue
        if message.id
    }


def _shown(key: Key) -> str:
    text, context = key
    first = text if isinstance(text, str) else text[0]
    return f"“{first}”" + (f" ({context})" if context else "")


def main(given: Sequence[str] | None = None) -> int:
    """Do what the command line asks; return its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m hamshahr.commons.translation.catalogues",
        description="Collect, compile or check the messages of the interface.",
    )
    deed = parser.add_mutually_exclusive_group(required=True)
    deed.add_argument("--extract", action="store_true", help="bring the .po files up to date")
    deed.add_argument("--compile", action="store_true", help="write the .mo files that changed")
    deed.add_argument("--check", action="store_true", help="name what is missing or wrong")
    asked = parser.parse_args(given)
    if asked.compile:
        compile_changed()
        return 0
    collected = collect()
    if asked.extract:
        for code in TRANSLATED:
            update(code, collected)
        return 0
    found = problems(collected)
    sys.stdout.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
