"""Mappings remembered: what the columns of a sheet meant, for the next one with these headings."""

from collections.abc import Sequence
from itertools import islice

from hamshahr.commons.accounts.models import User
from hamshahr.commons.search.query_language import query_language
from hamshahr.domains.experiences.importing.sheets.guessing_fields import guess_columns
from hamshahr.domains.experiences.importing.sheets.headings import headings, rows_below
from hamshahr.domains.experiences.importing.sheets.plans import Plan, signature
from hamshahr.domains.experiences.importing.sheets.tables import Table
from hamshahr.domains.experiences.models import SheetMapping

_LOOKED_AT = 100  # rows; enough to tell years from numbers
_SAMPLE = 20  # rows whose words tell the language of a sheet
_PROSE = ("title", "summary", "problem", "approach")


def plan_for(table: Table, header: int, header_rows: int, *, mapping: str = "") -> Plan:
    """Return the plan for a sheet: the one of this name, the one that is remembered, or a guess.

    Raises ``SheetMapping.DoesNotExist`` where there is none of this name.
    """
    names = headings(table, header, header_rows)
    kept = (
        SheetMapping.objects.get(name=mapping)
        if mapping
        else SheetMapping.objects.filter(signature=signature(names)).first()
    )
    if kept is not None:
        return Plan.from_kept(kept.plan).for_columns(names, header, header_rows)
    rows = list(islice(rows_below(table, header, header_rows), _LOOKED_AT))
    columns = guess_columns(names, rows)
    plan = Plan(columns=columns, header=header, header_rows=header_rows)
    if any(column.to == "language" for column in columns):
        return plan
    positions = [place for place, column in enumerate(columns) if column.to in _PROSE]
    text = " ".join(row.cell(place) for row in rows[:_SAMPLE] for place in positions)
    language = query_language(text, None) if text.strip() else ""
    return Plan(
        columns=columns,
        header=header,
        header_rows=header_rows,
        constants={"language": language} if language else {},
    )


def remember(plan: Plan, names: Sequence[str], *, name: str, by: User) -> None:
    """Keep what these headings mean, and how somebody calls it; a name goes to the last one."""
    if name:
        SheetMapping.objects.filter(name=name).exclude(signature=signature(names)).update(name="")
    given = {"name": name} if name else {}
    SheetMapping.objects.update_or_create(
        signature=signature(names), defaults={"plan": plan.as_kept(), "kept_by": by, **given}
    )
