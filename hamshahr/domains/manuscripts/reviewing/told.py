"""A content made ready to be read on a page of a review."""

from dataclasses import dataclass

from django.urls import reverse

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import Language, active_language, language
from hamshahr.domains.experiences.content.fields import GroupSpec
from hamshahr.domains.experiences.content.form import UnknownPath, spec_of, step_of
from hamshahr.domains.experiences.content.showing import Reading, ShownStep, shown
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.naming import names_in
from hamshahr.domains.manuscripts.models import Manuscript
from hamshahr.domains.manuscripts.reviewing.comparing import ChangedField, compare


@dataclass(frozen=True)
class Told:
    """A text as its pages show it: its title, its language, its steps."""

    title: str
    written_in: Language
    steps: tuple[ShownStep, ...]


def told(content: Content, code: str, *, by: User | None) -> Told:
    """Return a content, written in the language ``code``, as the page's reader reads it."""
    reader = active_language()
    names = names_in(content, reader, by=by)
    return Told(
        title=content.text("title"),
        written_in=language(code),
        steps=shown(Reading(content, code, reader, names)),
    )


def changes(
    before: Content, after: Content, code: str, *, by: User | None
) -> tuple[ChangedField, ...]:
    """Return what became of a text, as the page's reader reads it."""
    reader = active_language()
    both = Content({**before.values, **after.values})
    names = names_in(both, reader, by=by)
    return compare(before, after, written_in=code, reader=reader, names=names)


def label_of(path: str) -> str:
    """Return what the field of a path is called; empty for the whole."""
    try:
        return str(spec_of(path).label) if path else ""
    except UnknownPath:
        return ""


def field_url(manuscript: Manuscript, path: str) -> str:
    """Return where a field is filled in; for the whole, where it begins."""
    try:
        page = reverse("manuscripts:step", args=[manuscript.pk, step_of(path).key])
    except UnknownPath:
        return reverse("manuscripts:overview", args=[manuscript.pk])
    return f"{page}#{path}" if isinstance(spec_of(path), GroupSpec) else f"{page}#f-{path}"
