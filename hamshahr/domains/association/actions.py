"""Deeds on statements."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES
from hamshahr.domains.association.models import LONGEST_STATEMENT, StatementRevision
from hamshahr.domains.association.permissions import may_write_statements
from hamshahr.domains.association.queries import last_number
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.typed_texts import as_kept


class ChangedMeanwhile(Exception):
    """Somebody else wrote this statement since it was read."""


class CannotBeKept(ValueError):
    """A text that is too long or in a language nobody offers; the message says which."""


def write_statement(
    *, kind: StatementRevision.Kind, language: str, text: str, based_on: int, by: User
) -> StatementRevision | None:
    """Keep a new revision of a statement; ``None`` where the text is as it was.

    ``based_on`` is the number of the revision that the writer had before her (0: none). An empty
    text withdraws the statement. Raises ``ChangedMeanwhile``, ``CannotBeKept``.
    """
    if not may_write_statements(by):
        raise PermissionDenied("Only an administrator writes what the association says.")
    text = as_kept(text)
    _require_keepable(text, language)
    try:
        with transaction.atomic():
            return _write(kind, language, text, based_on, by)
    except IntegrityError as error:
        raise ChangedMeanwhile from error  # the number was taken between the look and the write


def _write(
    kind: StatementRevision.Kind, language: str, text: str, based_on: int, by: User
) -> StatementRevision | None:
    last = StatementRevision.objects.filter(kind=kind, language=language).first()
    if (last.text if last else "") == text:
        return None
    if based_on != last_number(kind, language):
        raise ChangedMeanwhile
    revision = StatementRevision.objects.create(
        kind=kind, language=language, number=based_on + 1, text=text, written_by=by
    )
    record(
        by=by,
        deed="association.write_statement",
        object_type="statement",
        object_id=f"{kind} {language}",
        number=revision.number,
    )
    return revision


def _require_keepable(text: str, language: str) -> None:
    if language not in INTERFACE_LANGUAGES:
        raise CannotBeKept(f"“{language[:20]}” is no language of the interface.")
    if len(text) > LONGEST_STATEMENT:
        raise CannotBeKept(
            f"The text has {len(text):,} characters; at most {LONGEST_STATEMENT:,} are kept."
        )
    if "\0" in text:
        raise CannotBeKept("The text holds a NUL character, which no text does.")
