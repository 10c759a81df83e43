"""The statements at the desk, put together for its pages."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import override

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.naming import names_of
from hamshahr.commons.translation.languages import language, offered_languages
from hamshahr.commons.translation.reading import day, number
from hamshahr.domains.association.models import StatementRevision
from hamshahr.domains.association.pages import title
from hamshahr.domains.association.queries import last_number, last_revisions
from hamshahr.faces.desk.regions import Editor, PastRevision, StatementCell, StatementRow
from hamshahr.kernel.written import to_html


def statement_rows(reader: str, *, by: User) -> list[StatementRow]:
    """Return every statement in every language offered, worded in the language ``reader``."""
    last = last_revisions(by=by)
    rows = []
    for kind in StatementRevision.Kind.values:
        cells = []
        for each in offered_languages():
            found = last.get((kind, each.code))
            is_written = found is not None and bool(found.text)
            cells.append(
                StatementCell(
                    language=each,
                    url=reverse("desk:statement", args=[kind, each.code]),
                    is_written=is_written,
                    told=day(found.written_at, reader) if found and is_written else "",
                )
            )
        rows.append(StatementRow(title(kind), cells))
    return rows


def editor(
    kind: str, code: str, reader: str, *, preview: str | None = None, theirs: str = ""
) -> Editor:
    """Return what stands around the text of a statement while it is written."""
    written_in = language(code)
    with override(code):
        public_url = reverse("association:statement", args=[kind])
    return Editor(
        title=title(kind),
        language=written_in,
        language_name=written_in.name_in(reader),
        public_url=public_url,
        history_url=reverse("desk:history", args=[kind, code]),
        revision=last_number(kind, code),
        preview=None if preview is None else to_html(preview, direction=written_in.direction),
        theirs=theirs,
    )


def past_revisions(revisions: Iterable[StatementRevision], reader: str) -> list[PastRevision]:
    """Return lines of the history, worded in the language ``reader``."""
    found = list(revisions)
    writers = names_of([revision.written_by for revision in found])
    return [
        PastRevision(
            number=number(revision.number, reader),
            day=day(revision.written_at, reader),
            by=writers[revision.written_by_id],
            url=reverse("desk:revision", args=[revision.kind, revision.language, revision.number]),
            is_withdrawal=not revision.text,
        )
        for revision in found
    ]
