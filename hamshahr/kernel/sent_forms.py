"""What stood in a form that could not be taken, so that nothing is lost of what somebody typed.

The page that says why the form was not taken shows it her again: the texts, to be copied; and where
it is safe the whole form, to be sent once more by one button of her own. Nothing of it is kept.

Safe means that the form came from a page of ours, which the browser says (``Origin``; no page
elsewhere can write that line). Else somebody else's page could fill in a form of ours, and have her
send it under her own name by a click on our page. What says that it comes from elsewhere is not
even shown. What says nothing, as old browsers do, is shown as texts alone.

Never shown: passwords, codes, tokens and files. A form that held one is not offered again, for it
would be sent with a hole in it. How much is shown is bounded by what a form may hold at all
(``DATA_UPLOAD_MAX_MEMORY_SIZE``).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, RawPostDataException
from django.http.multipartparser import MultiPartParserError

_View = TypeVar("_View", bound=Callable[..., object])
# What a field is called on the page; "" where nobody types in it, ``None`` where it is not known
FieldName = Callable[[str], str | None]
_NAMES = "names_of_its_fields"
# The token that each page has anew
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
_SECRET = ("password", "csrf", "code", "token", "secret")
# Codes and numbers that a page filled in or offered: not what anybody typed
_MACHINE = re.compile("[a-z0-9_.:+-]*")


@dataclass(frozen=True)
class SentText:
    """A text that she typed, and what its field is called; empty: that is not known."""

    label: str
    text: str


@dataclass(frozen=True)
class SentForm:
    """What may be shown of a form; ``again`` are the fields by which it may be sent once more."""

    address: str = ""
    texts: tuple[SentText, ...] = ()
    again: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything that would be lost."""
        return bool(self.texts or self.again)


def fields_called(name: FieldName) -> Callable[[_View], _View]:
    """Declare what the fields of a view's form are called, for who has to copy them."""

    def declare(view: _View) -> _View:
        setattr(view, _NAMES, name)
        return view

    return declare


def sent_form(request: HttpRequest) -> SentForm:
    """Return what may be shown of the form that was sent; nothing where none was, or no more may.

    A form whose token is checked later than the door, as those with files are, is not read.
    """
    view = request.resolver_match.func if request.resolver_match else None
    if request.method != "POST" or getattr(view, "csrf_exempt", False):
        return SentForm()
    origin = request.headers.get("Origin")
    if origin not in {None, _our_origin(request)}:
        return SentForm()
    fields = [(name, text) for name, text in _fields(request) if name != _TOKEN]
    told = [(name, text) for name, text in fields if not _is_secret(name)]
    is_safe = origin is not None and len(told) == len(fields)
    return SentForm(
        address=request.get_full_path(),
        texts=tuple(_texts(told, getattr(view, _NAMES, _unknown))),
        again=tuple(told) if is_safe else (),
    )


def page_of_the_form(request: HttpRequest) -> str:
    """Return the address of our page that the form stood on; empty where it is not known."""
    before, ours, path = request.headers.get("Referer", "").partition(_our_origin(request) + "/")
    return "/" + path.lstrip("/\\") if ours and not before else ""


def _our_origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _fields(request: HttpRequest) -> Iterable[tuple[str, str]]:
    """Yield what the form said; nothing where it holds files or cannot be read."""
    try:
        form = request.POST
    except (SuspiciousOperation, MultiPartParserError, RawPostDataException, OSError):
        return
    for name, values in form.lists():
        for value in values:
            yield name, str(value)


def _is_secret(name: str) -> bool:
    return any(word in name.lower() for word in _SECRET)


def _texts(fields: Iterable[tuple[str, str]], called: FieldName) -> Iterable[SentText]:
    for name, text in fields:
        label = called(name)
        is_typed = not _MACHINE.fullmatch(text.strip()) if label is None else label and text.strip()
        if is_typed:
            yield SentText(label or "", text)


def _unknown(_name: str) -> None:
    return None
