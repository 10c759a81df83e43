"""The pages of revisions, put together: the list, one as it was, two side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation import reading
from hamshahr.commons.translation.languages import Language
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.domains.experiences.content.showing import Names, Reading, ShownStep, shown
from hamshahr.domains.experiences.models import Experience, Revision
from hamshahr.domains.experiences.naming import names_in
from hamshahr.domains.experiences.revisions.citing import citation
from hamshahr.domains.experiences.revisions.comparing import Difference, differences
from hamshahr.domains.experiences.revisions.standing import (
    A_PAGE,
    Told,
    current_number,
    readable_case,
    told,
    told_page,
)


@dataclass(frozen=True)
class CaseOfRevisions:
    """The case that the pages are about."""

    title: str
    language: Language
    url: str
    city: str
    revisions_url: str


@dataclass(frozen=True)
class RevisionLine:
    """A revision in the list. ``origin`` says where its text is from."""

    number: str
    day: str
    origin: str
    note: str
    language: Language  # of the note
    evidence: str
    url: str
    compare_url: str  # with the one before; empty for the first
    is_current: bool


@dataclass(frozen=True)
class RevisionList:
    case: CaseOfRevisions
    lines: tuple[RevisionLine, ...]
    page: int
    total: int

    @property
    def later(self) -> int:
        return self.page - 1

    @property
    def earlier(self) -> int:
        return self.page + 1 if self.page * A_PAGE < self.total else 0


@dataclass(frozen=True)
class RevisionPage:
    """One revision as it was published. ``identifier`` is a URN (RFC 9562); it stays for good."""

    case: CaseOfRevisions
    line: RevisionLine
    steps: tuple[ShownStep, ...]
    written_in: Language
    title: str
    licence: str
    rights_holder: str
    evidence_reason: str
    current_url: str
    citation: str
    identifier: str
    files: Mapping[str, str]  # bibtex, csl


@dataclass(frozen=True)
class Comparison:
    case: CaseOfRevisions
    older: RevisionLine
    newer: RevisionLine
    differences: tuple[Difference, ...]
    older_language: Language
    newer_language: Language


def revision_list(code: str, page: int, language: str, *, by: User | None) -> RevisionList | None:
    """Return a page of the revisions of a case; ``None`` where case or page is not there."""
    case = readable_case(code, by=by)
    if case is None:
        return None
    found, total = told_page(case, page)
    if not found:
        return None
    lines = tuple(_line(case, one, language) for one in found)
    return RevisionList(_case(case, language), lines, page, total)


def revision_page(code: str, number: int, language: str, *, by: User | None) -> RevisionPage | None:
    """Return one revision as it was; ``None`` where there is none for ``by``."""
    case = readable_case(code, by=by)
    one = told(case, number) if case is not None else None
    if case is None or one is None:
        return None
    names = names_in(one.content, language, owner=case.city_id, by=by)
    return RevisionPage(
        case=_case(case, language),
        line=_line(case, one, language),
        steps=shown(Reading(one.content, one.language, language, names)),
        written_in=language_of(one.language),
        title=one.content.text("title"),
        licence=one.licence,
        rights_holder=one.rights_holder,
        evidence_reason=one.evidence_reason,
        current_url=_url(case.code, current_number(case)),
        citation=citation(case, one, language),
        identifier=(one.id or case.pk).urn,
        files={
            form: reverse(f"experiences:revision-{form}", args=[code, number])
            for form in ("bibtex", "csl")
        },
    )


def comparison(
    code: str, older: int, newer: int, language: str, *, by: User | None
) -> Comparison | None:
    """Return two revisions of a case side by side; ``None`` where one is not there for ``by``."""
    case = readable_case(code, by=by)
    if case is None:
        return None
    one, other = told(case, older), told(case, newer)
    if one is None or other is None:
        return None
    before, after = (_read(each, language, case.city_id, by) for each in (one, other))
    return Comparison(
        case=_case(case, language),
        older=_line(case, one, language),
        newer=_line(case, other, language),
        differences=tuple(differences(before, after)),
        older_language=language_of(one.language),
        newer_language=language_of(other.language),
    )


def address_of(pk: UUID) -> str | None:
    """Return the page of the case or of the revision that an identifier stands for.

    What is hidden leads to its tombstone; what is not there, and a draft, to ``None``.
    """
    places = Experience.objects.filter(pk=pk).values_list("code", "state").first()
    if places is not None:
        code, state = places
        is_draft = state == Experience.State.DRAFT
        return None if is_draft else reverse("experiences:experience", args=[code])
    kept = Revision.objects.filter(pk=pk).values_list("experience__code", "number").first()
    return _url(*kept) if kept else None


def _read(one: Told, language: str, owner: UUID, by: User | None) -> Reading:
    names = names_in(one.content, language, owner=owner, by=by) if one.content else Names()
    return Reading(one.content, one.language, language, names)


def _case(experience: Experience, language: str) -> CaseOfRevisions:
    return CaseOfRevisions(
        title=experience.title,
        language=language_of(experience.language),
        url=reverse("experiences:experience", args=[experience.code]),
        city=experience.city.name_in(language),
        revisions_url=reverse("experiences:revisions", args=[experience.code]),
    )


def _line(experience: Experience, one: Told, language: str) -> RevisionLine:
    code, number = experience.code, one.number
    compare = reverse("experiences:compare", args=[code, number - 1, number]) if number > 1 else ""
    level = one.evidence_level
    return RevisionLine(
        number=reading.number(number, language),
        day=reading.day(one.published_at, language) if one.published_at else "",
        origin=_origin(one),
        note=one.note,
        language=language_of(one.language),
        evidence=_("Evidence level %(level)s of 5") % {"level": reading.number(level, language)}
        if level
        else _("Evidence: not assessed"),
        url=_url(code, number),
        compare_url=compare,
        is_current=one.is_current,
    )


def _origin(one: Told) -> str:
    if not one.is_compiled:
        return _("told by the city")
    if one.is_confirmed:
        return _("compiled from public sources, confirmed by the city as it stands")
    return _("compiled from public sources, not confirmed by the city")


def _url(code: str, number: int) -> str:
    return reverse("experiences:revision", args=[code, number])
