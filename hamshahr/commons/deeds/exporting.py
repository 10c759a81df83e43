"""Taking the record along: as CSV for a spreadsheet, or as lines of JSON for a program."""

import json
from collections.abc import Callable, Iterator
from enum import StrEnum
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import allows_somewhere
from hamshahr.commons.deeds.asked import Asked, earlier_than, fitting
from hamshahr.commons.deeds.lines import Line, lines
from hamshahr.commons.deeds.permissions import READ_RECORD
from hamshahr.kernel.audit.actions import record
from hamshahr.kernel.audit.models import AuditRecord
from hamshahr.kernel.spreadsheets import BOM, csv_row

_BATCH = 500  # named at once: few queries, and little memory however long the record is


class Form(StrEnum):
    """How the record is taken along."""

    CSV = "csv"
    JSON_LINES = "jsonl"


MEDIA_TYPES = {
    Form.CSV: "text/csv; charset=utf-8",
    Form.JSON_LINES: "application/jsonl; charset=utf-8",
}


@transaction.atomic
def export_record(
    asked: Asked, form: Form, language: str, *, by: User, of: UUID | None = None
) -> Iterator[str]:
    """Return what fits, the last first, piece by piece; the deed itself is recorded beforehand.

    Limited to what ``by`` may read; ``of`` is the city whose record it is. What was searched for is
    not recorded, only by what: it may be somebody's name. Raises ``PermissionDenied``.
    """
    if not allows_somewhere(by, READ_RECORD):
        raise PermissionDenied("The record is not yours to take along.")
    record(
        by=by,
        deed="deeds.export_record",
        object_type="record",
        object_id=form,
        body=of,
        narrowed_by=asked.narrows,
    )
    return _pieces(asked, form, language, by)


def _pieces(asked: Asked, form: Form, language: str, by: User) -> Iterator[str]:
    worded = _WORDED[form]
    with override(language):
        yield from _HEADS[form]()
    for batch in batches(fitting(asked, by=by), language, by=by):
        with override(language):  # not around a yield: whoever reads has a language of her own
            pieces = [worded(line) for line in batch]
        yield from pieces


def batches(found: QuerySet[AuditRecord], language: str, *, by: User) -> Iterator[list[Line]]:
    """Yield all of ``found``, the last first, worded in ``language`` some hundreds at a time."""
    rest = found.order_by("-at", "-id")
    while records := list(rest[:_BATCH]):
        with override(language):
            batch = lines(records, language, by=by)
        yield batch
        rest = earlier_than(found.order_by("-at", "-id"), records[-1].at, records[-1].pk)


def _csv_head() -> Iterator[str]:
    yield BOM + csv_row([
        _("When (UTC)"), _("Who"), _("What was done"), _("On what"), _("For which city"), _("How"),
        _("From which network"), _("Deed"), _("Number of the person"), _("Type of the thing"),
        _("Number of the thing"), _("Number of the city"), _("Details"),
    ])  # fmt: skip


def _csv_row(line: Line) -> str:
    kept = line.record
    return csv_row([
        kept.at.isoformat(timespec="seconds"), line.who.name, line.text, line.what.name,
        line.city.name if line.city else "", line.way, line.network, kept.deed,
        str(kept.actor_id), kept.object_type, kept.object_id, str(kept.body or ""),
        json.dumps(kept.details, ensure_ascii=False),
    ])  # fmt: skip


def _json_line(line: Line) -> str:
    kept = line.record
    said = {
        "id": str(kept.pk),
        "at": kept.at.isoformat(),
        "deed": kept.deed,
        "sentence": line.text,
        "actor": {"id": str(kept.actor_id), "name": line.who.name},
        "object": {"type": kept.object_type, "id": kept.object_id, "name": line.what.name},
        "city": {"id": str(kept.body), "name": line.city.name if line.city else ""}
        if kept.body
        else None,
        "origin": kept.origin,
        "network": line.network,
        "details": kept.details,
    }
    return json.dumps(said, ensure_ascii=False) + "\n"


_HEADS: dict[Form, Callable[[], Iterator[str]]] = {
    Form.CSV: _csv_head,
    Form.JSON_LINES: lambda: iter(()),
}
_WORDED: dict[Form, Callable[[Line], str]] = {Form.CSV: _csv_row, Form.JSON_LINES: _json_line}
