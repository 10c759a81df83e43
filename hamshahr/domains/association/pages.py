"""The page of a statement put together."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import Language, language, offered_languages
from hamshahr.commons.translation.reading import day
from hamshahr.domains.association.models import StatementRevision
from hamshahr.domains.association.queries import in_force
from hamshahr.kernel.written import to_html

Kind = StatementRevision.Kind
KINDS: tuple[str, ...] = tuple(Kind.values)
_STARTING = Path(__file__).parent / "starting"


@dataclass(frozen=True)
class OtherLanguage:
    """Another language in which the statement is written."""

    language: Language
    url: str


@dataclass(frozen=True)
class StatementPage:
    """A statement in the language of the page; ``is_written``: not the starting text."""

    kind: str
    title: str
    is_written: bool
    html: SafeString
    written_on: str
    others: list[OtherLanguage]


def statement_page(kind: Kind, code: str, *, by: User | None) -> StatementPage:
    """Return a statement as its page in the language ``code`` shows it."""
    written = in_force(kind, by=by)
    own = written.get(code)
    text = own.text if own else starting_text(kind, code)
    return StatementPage(
        kind=kind,
        title=title(kind),
        is_written=own is not None,
        html=to_html(text, direction=language(code).direction),
        written_on=day(own.written_at, code) if own else "",
        others=[] if own else _others(kind, written),
    )


def _others(kind: Kind, written: dict[str, StatementRevision]) -> list[OtherLanguage]:
    found = []
    for other in offered_languages():
        if other.code in written:
            with override(other.code):
                found.append(OtherLanguage(other, reverse("association:statement", args=[kind])))
    return found


def title(kind: str) -> str:
    """Return what a statement is called, in the language of the page."""
    return {
        Kind.IMPRINT: _("Imprint"),
        Kind.PRIVACY: _("Privacy"),
        Kind.TERMS: _("Terms of use"),
        Kind.ACCESSIBILITY: _("Accessibility"),
        Kind.CONTACT: _("Contact"),
    }[Kind(kind)]


@cache
def starting_text(kind: str, code: str) -> str:
    """Return what is there before anybody writes: facts about the software, or nothing."""
    path = _STARTING / f"{kind}.{code}.md"
    return path.read_text(encoding="utf-8") if path.exists() else ""
