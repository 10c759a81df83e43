"""A page of the record put together."""

from dataclasses import dataclass

from django.http import QueryDict

from hamshahr.commons.accounts.models import User
from hamshahr.commons.deeds.asked import Asked, page_of
from hamshahr.commons.deeds.forms import RecordForm
from hamshahr.commons.deeds.lines import Line, lines

ROWS = 25  # as many as one looks through before searching


@dataclass(frozen=True)
class RecordPage:
    """A page of the record. The addresses are query strings; empty: there is nothing there.

    ``of`` is the city whose record it is; empty: all that the reader may see.
    """

    form: RecordForm
    lines: list[Line]
    later: str
    earlier: str
    export: str
    is_narrowed: bool
    of: str = ""

    @property
    def status(self) -> int:
        """422 where something typed could not be read."""
        return 422 if self.form.errors else 200


def record_page(typed: QueryDict, language: str, *, by: User, of: str = "") -> RecordPage:
    """Return what somebody asked to see of the record; what she mistyped narrows nothing."""
    form = RecordForm(typed, of_one_city=bool(of))
    if not form.is_valid():
        return RecordPage(form, [], "", "", "", is_narrowed=True, of=of)
    asked = asked_of(form, of)
    records, has_later, has_earlier = page_of(asked, ROWS, by=by)
    shown = Asked(**{**vars(asked), "city": "" if of else asked.city})
    return RecordPage(
        form=form,
        lines=lines(records, language, by=by),
        later=shown.query(after=records[0].pk) if has_later and records else "",
        earlier=shown.query(before=records[-1].pk) if has_earlier and records else "",
        export=shown.query(),
        is_narrowed=bool(shown.narrows),
        of=of,
    )


def asked_of(form: RecordForm, of: str) -> Asked:
    """Return what a valid form asks for, within one city where the page is of one."""
    return form.asked() if not of else Asked(**{**form.cleaned_data, "city": of})
