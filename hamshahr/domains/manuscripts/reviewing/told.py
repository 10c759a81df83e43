"""A content made ready to be read on a page of a review."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import Language, active_language, language
from hamshahr.commons.translation.reading import number
from hamshahr.domains.experiences.content.fields import GroupSpec
from hamshahr.domains.experiences.content.form import UnknownPath, spec_of, step_of
from hamshahr.domains.experiences.content.showing import Reading, ShownStep, shown
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.naming import Address, names_in, own_address
from hamshahr.domains.manuscripts.models import Manuscript
from hamshahr.domains.manuscripts.reviewing.comparing import ChangedField, compare


@dataclass(frozen=True)
class Told:
    """A text as its pages show it: its title, its language, its steps."""

    title: str
    written_in: Language
    steps: tuple[ShownStep, ...]


def told(
    manuscript: Manuscript, content: Content, *, by: User | None, address: Address = own_address
) -> Told:
    """Return what a manuscript tells, or told, as the page's reader reads it.

    ``address`` says where she finds the files.
    """
    reader, code = active_language(), manuscript.language
    names = names_in(content, reader, owner=manuscript.city_id, by=by, address=address)
    return Told(
        title=content.text("title"),
        written_in=language(code),
        steps=shown(Reading(content, code, reader, names)),
    )


def changes(
    manuscript: Manuscript, before: Content, after: Content, *, by: User | None
) -> tuple[ChangedField, ...]:
    """Return what became of a text, as the page's reader reads it."""
    reader = active_language()
    names = names_in(after, reader, owner=manuscript.city_id, by=by, earlier=[before])
    return compare(before, after, written_in=manuscript.language, reader=reader, names=names)


def label_of(path: str) -> str:
    """Return what the field of a path is called; empty for the whole."""
    try:
        return str(spec_of(path).label) if path else ""
    except UnknownPath:
        return ""


def label_in(path: str, content: Content) -> str:
    """Return what a field is called, and in which item: ``Document 2: Licence``."""
    key, *rest = path.split(".")
    spec = spec_of(key)
    if not rest or not isinstance(spec, GroupSpec):
        return label_of(path)
    ids = [item.id for item in content.items(key)]
    place = number(ids.index(rest[0]) + 1, active_language())
    return _("%(item)s %(number)s: %(field)s") % {
        "item": spec.one,
        "number": place,
        "field": label_of(path),
    }


def field_url(manuscript: Manuscript, path: str) -> str:
    """Return where a field is filled in; for the whole, where it begins."""
    try:
        page = reverse("manuscripts:step", args=[manuscript.pk, step_of(path).key])
    except UnknownPath:
        return reverse("manuscripts:overview", args=[manuscript.pk])
    return f"{page}#{path}" if isinstance(spec_of(path), GroupSpec) else f"{page}#f-{path}"
