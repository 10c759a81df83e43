"""The page on which one thing is translated: all its texts in a row, one of them open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translating import memory
from hamshahr.commons.translating.judging import numbers
from hamshahr.commons.translating.machine import MachineDown
from hamshahr.commons.translating.machine.configured import configured
from hamshahr.commons.translating.machine.health import health_of
from hamshahr.commons.translating.marks import ShownMark, shown_mark
from hamshahr.commons.translating.models import FieldTranslation, MachineDraft, SourceText
from hamshahr.commons.translating.registry import Field, Subject, Translatable
from hamshahr.commons.translating.shown import Translated, translated
from hamshahr.commons.translating.terms import Term, terms_in
from hamshahr.commons.translating.wording import REASONS
from hamshahr.commons.translation.languages import Language
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.commons.translation.reading import digits, moment
from hamshahr.kernel.comparing import Pieces, compared


@dataclass(frozen=True)
class TextLine:
    """A text in the row of all: its name, how it stands, where it is opened."""

    path: str
    label: str
    state: str
    kind: str  # of its mark; empty: not translated
    url: str
    is_open: bool


@dataclass(frozen=True)
class ShownTerm:
    """A term of the original; ``is_missing``: none of its names stands in the translation."""

    found: str
    accepted: str
    is_missing: bool


@dataclass(frozen=True)
class OpenText:
    """The text that is open, with all that helps to translate it."""

    path: str
    label: str
    original: str
    source: Language
    changes: Pieces  # the original then and now; empty: it is what was translated
    mark: ShownMark | None
    text: str  # what the form begins with
    is_machines: bool  # the form begins with a machine's draft
    suggestion: str  # a machine's draft beside work by hand
    refused: str  # why there is no draft; empty: there is one, or nobody asked
    refused_text: str
    version: int
    seen: str
    terms: list[ShownTerm]
    lost_numbers: str
    matches: list[memory.Match]
    may_ask: bool


@dataclass(frozen=True)
class DeskPage:
    subject: Subject
    into: Language
    into_name: str
    lines: list[TextLine]
    text: OpenText
    next_url: str
    machine_trouble: str  # since when the machine does not answer; empty: it does, or there is none


def desk_page(
    declared: Translatable, source: SourceText, fields: Mapping[str, Field], code: str,
    subject: Subject, reader: str,
) -> DeskPage:  # fmt: skip
    """Return the page with the text of ``source`` open; ``fields`` are all texts of the thing."""
    shown = translated(declared.kind, source.object_id, list(fields), code)
    lines = [
        _line(declared, source, path, code, shown.get(path))
        for path, field in fields.items()
        if field.language != code
    ]
    place = next((n for n, line in enumerate(lines) if line.is_open), 0)
    return DeskPage(
        subject=subject,
        into=language_of(code),
        into_name=language_of(code).name_in(reader),
        lines=lines,
        text=_open(declared, source, fields[source.path], code, shown.get(source.path), reader),
        next_url=lines[place + 1].url if place + 1 < len(lines) else "",
        machine_trouble=_trouble(reader),
    )


def text_url(source: SourceText, path: str, code: str) -> str:
    """Return where a text is opened."""
    here = reverse("translating:text", args=[source.object_type, source.object_id, code])
    return f"{here}?{urlencode({'path': path})}"


def _line(
    declared: Translatable, source: SourceText, path: str, code: str, one: Translated | None
) -> TextLine:
    mark = shown_mark(one) if one else None
    return TextLine(
        path=path,
        label=declared.label(path),
        state=mark.short if mark else _("not translated yet"),
        kind=mark.kind if mark else "",
        url=text_url(source, path, code),
        is_open=path == source.path,
    )


def _open(
    declared: Translatable, source: SourceText, field: Field, code: str,
    one: Translated | None, reader: str,
) -> OpenText:  # fmt: skip
    there = FieldTranslation.objects.filter(source=source, language=code).first()
    draft = MachineDraft.objects.filter(source=source, language=code).first()
    is_by_hand = there is not None and there.origin == FieldTranslation.Origin.HAND
    is_old = there is not None and there.stale_since is not None
    good = draft.text if draft and not draft.refused_for else ""
    text = there.text if there else good
    lost = numbers(field.text) - numbers(text) if text else None
    return OpenText(
        path=source.path,
        label=declared.label(source.path),
        original=field.text,
        source=language_of(field.language),
        changes=compared(there.source_text, field.text) if there and is_old else (),
        mark=shown_mark(one) if one else None,
        text=text,
        is_machines=bool(text) and not is_by_hand,
        suggestion=good if is_by_hand and good != text else "",
        refused=str(REASONS.get(draft.refused_for, "")) if draft and draft.refused_for else "",
        refused_text=draft.text if draft and draft.refused_for else "",
        version=there.version if there else 0,
        seen=bytes(source.digest).hex(),
        terms=_terms(field, text, code),
        lost_numbers=_(", ").join(digits(each, reader) for each in lost) if lost else "",
        matches=memory.matches(field.text, field.language, code),
        may_ask=(
            bool(settings.TRANSLATION_SERVER)
            and source.may_machine
            and bool(draft)
            and source.due_since is None
        ),
    )


def _terms(field: Field, text: str, code: str) -> list[ShownTerm]:
    def missing(term: Term) -> bool:
        return bool(text) and not term.is_in(text, code)

    found: Sequence[Term] = terms_in(field.text, field.language, code)
    return [ShownTerm(one.found, " · ".join(one.accepted), missing(one)) for one in found]


def _trouble(reader: str) -> str:
    try:
        machine = configured()
    except MachineDown:
        return _("The translation server is named wrongly; whoever keeps the instance can mend it.")
    if machine is None:
        return ""
    health = health_of(machine)
    if health.down_since is None:
        return ""
    return _("The translation server has not answered since %(moment)s. Drafts will follow.") % {
        "moment": moment(health.down_since, reader)
    }


def may_open(by: User, declared: Translatable, source: SourceText, reader: str) -> Subject | None:
    """Return how a thing is introduced to ``by``; ``None`` where she may not see it."""
    return declared.named([source.object_id], reader, by).get(source.object_id)
