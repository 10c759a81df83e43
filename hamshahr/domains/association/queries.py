"""Reads of statements."""

from collections.abc import Mapping

from django.conf import settings
from django.db.models import QuerySet

from hamshahr.commons.accounts.models import User
from hamshahr.domains.association.models import StatementRevision
from hamshahr.domains.association.permissions import visible_to

Kind = StatementRevision.Kind


def in_force(kind: Kind, *, by: User | None = None) -> dict[str, StatementRevision]:
    """Return a statement's last revision by language; withdrawn ones are not among them."""
    return {
        revision.language: revision for revision in _last(by).filter(kind=kind) if revision.text
    }


def last_revisions(*, by: User | None = None) -> Mapping[tuple[str, str], StatementRevision]:
    """Return the last revision of every statement, by kind and language, with its writer."""
    return {
        (revision.kind, revision.language): revision
        for revision in _last(by).select_related("written_by")
    }


def last_number(kind: str, language: str) -> int:
    """Return the number of a statement's last revision; 0: there is none yet."""
    found = StatementRevision.objects.filter(kind=kind, language=language)
    return found.values_list("number", flat=True).order_by("-number").first() or 0


def revisions(kind: str, language: str, *, by: User | None) -> QuerySet[StatementRevision]:
    """Return every revision of a statement, the last first, with its writer."""
    return (
        visible_to(by)
        .filter(kind=kind, language=language)
        .select_related("written_by")
        .order_by("-number")
    )


def not_written() -> list[tuple[str, str]]:
    """Return the statements that are missing in a language offered, as kind and language."""
    written = {place for place, revision in last_revisions().items() if revision.text}
    return [
        (kind, code)
        for kind in Kind.values
        for code, _ in settings.LANGUAGES
        if (kind, code) not in written
    ]


def _last(by: User | None) -> QuerySet[StatementRevision]:
    return visible_to(by).order_by("kind", "language", "-number").distinct("kind", "language")
