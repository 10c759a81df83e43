"""Import of sheets at the desk: send one, say what its columns mean, try it, accept it."""

from contextlib import suppress
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.paginator import EmptyPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamshahr.commons.accounts.doors import for_those_who
from hamshahr.commons.accounts.models import User
from hamshahr.commons.files.receiving import takes_files
from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import number
from hamshahr.domains.experiences.importing.sheets.access import sheets_visible_to
from hamshahr.domains.experiences.importing.sheets.headings import rows_below
from hamshahr.domains.experiences.importing.sheets.keeping import (
    ChangedMeanwhile,
    change_plan,
    discard_sheet,
    stands_still,
    table_of,
    terms_of,
)
from hamshahr.domains.experiences.importing.sheets.plans import Plan, signature
from hamshahr.domains.experiences.importing.sheets.receiving import (
    keep_sheet,
    read_again,
    read_otherwise,
)
from hamshahr.domains.experiences.importing.sheets.refusing import CannotRead
from hamshahr.domains.experiences.importing.sheets.returning import returned_rows, trial_list
from hamshahr.domains.experiences.importing.sheets.tables import MOST_BYTES
from hamshahr.domains.experiences.importing.sheets.working import begin_import, begin_trial
from hamshahr.domains.experiences.jobs import import_later, read_later, try_later
from hamshahr.domains.experiences.models import SheetImport, SheetMapping
from hamshahr.domains.experiences.permissions import IMPORT_SHEETS
from hamshahr.faces.desk.sheet_forms import ColumnsForm, ReadAsForm, SendForm
from hamshahr.faces.desk.sheet_regions import (
    columns_shown,
    counts,
    fault_in_words,
    rows_of,
    rows_shown,
    seen_in,
    sheet_lines,
    state_label,
)
from hamshahr.faces.desk.sheet_words import asked_words, topic_names, with_meanings

SHEETS_A_PAGE = 30
ROWS_A_PAGE = 50
COLUMNS_A_PAGE = 25  # each with a list of all fields; more would make a page of megabytes
_SAMPLE_ROWS = 50
# States in which there are no columns to be looked at, or no longer
_NO_COLUMNS = {SheetImport.State.READING, SheetImport.State.IMPORTING, SheetImport.State.DONE}


@require_safe
@for_those_who(IMPORT_SHEETS)
def sheets(request: HttpRequest, by: User) -> HttpResponse:
    """The sheets that were sent and are kept, and the form for another."""
    return _list(request, by, SendForm())


@for_those_who(IMPORT_SHEETS)
@takes_files(most_bytes=MOST_BYTES)
@require_POST
def send(request: HttpRequest, by: User) -> HttpResponse:
    """Take a file, and lead to its columns."""
    form = SendForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            sheet = keep_sheet(name=file.name, content=file.read(), by=by, later=read_later)
        except CannotRead as error:
            form.add_error("file", str(error))
        else:
            return redirect("desk:sheet", pk=sheet.pk)
    return _list(request, by, form)


@require_safe
@for_those_who(IMPORT_SHEETS)
def sheet(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:
    """Where a sheet stands: an address to come back to from anywhere."""
    held = _sheet(pk, by)
    if held.state == SheetImport.State.READ:
        return redirect("desk:sheet-columns", pk=pk)
    return _standing(request, held)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(IMPORT_SHEETS)
def columns(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:
    """What the columns mean; kept, and tried at once on request."""
    held = _sheet(pk, by, rows=True)
    if held.state in _NO_COLUMNS:
        return redirect("desk:sheet", pk=pk)
    first = _first_column(request, held)
    positions = range(first, first + COLUMNS_A_PAGE)
    if request.method != "POST":
        return _columns_page(request, held, ColumnsForm(held, positions, name=_name_of(held)))
    form = ColumnsForm(held, positions, request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            change_plan(
                sheet=held, plan=form.plan(), terms=form.terms(), name=said["name"],
                based_on=said["based_on"], by=by,
            )  # fmt: skip
            if "try" not in request.POST:
                return redirect(_columns_at(request, pk))
            begin_trial(sheet=held, by=by, later=try_later)
            return redirect("desk:sheet", pk=pk)
        except ChangedMeanwhile:
            held.refresh_from_db()
            form = ColumnsForm(held, positions, {**request.POST.dict(), "based_on": held.version})
            form.is_valid()
            form.add_error(None, _("Somebody else has changed this sheet meanwhile. Look again."))
    return _columns_page(request, held, form, status=422)


@require_POST
@for_those_who(IMPORT_SHEETS)
def read(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:
    """Read the file in another way: another sheet, encoding, row of headings."""
    held = _sheet(pk, by, rows=True)
    if held.state in _NO_COLUMNS:
        return redirect("desk:sheet", pk=pk)
    form = ReadAsForm(table_of(held).sheets, request.POST)
    if form.is_valid():
        try:
            read_otherwise(sheet=held, read_as=form.read_as(), by=by, later=read_later)
        except CannotRead as error:
            form.add_error(None, str(error))
        except ChangedMeanwhile:
            return redirect("desk:sheet", pk=pk)
        else:
            return redirect("desk:sheet", pk=pk)
    shown = ColumnsForm(held, range(COLUMNS_A_PAGE), name=_name_of(held))
    return _columns_page(request, held, shown, read_as=form, status=422)


@require_POST
@for_those_who(IMPORT_SHEETS)
def words(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:
    """Take up what words of the sheet mean, and try it again."""
    held = _sheet(pk, by)
    plan, wrong = with_meanings(held, request.POST.dict())
    if wrong:
        return _standing(request, held, wrong=wrong, typed=request.POST.dict(), status=422)
    with suppress(ChangedMeanwhile):  # where it stands now is what she is shown
        change_plan(sheet=held, plan=plan, terms=terms_of(held), based_on=held.version, by=by)
        begin_trial(sheet=held, by=by, later=try_later)
    return redirect("desk:sheet", pk=pk)


@require_POST
@for_those_who(IMPORT_SHEETS)
def accept(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:
    """Bring in what was tried: all, or the rows without a mistake."""
    held = _sheet(pk, by)
    version = request.POST.get("version", "")
    with suppress(ChangedMeanwhile):  # where it stands now is what she is shown
        begin_import(
            sheet=held,
            only_good="only_good" in request.POST,
            based_on=int(version) if version.isdecimal() and len(version) < 9 else 0,
            by=by,
            later=import_later,
        )
    return redirect("desk:sheet", pk=pk)


@require_POST
@for_those_who(IMPORT_SHEETS)
def again(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:  # noqa: ARG001 - Django's form
    """Try once more what was broken off."""
    held = _sheet(pk, by)
    with suppress(ChangedMeanwhile):
        if held.state == SheetImport.State.READING:
            read_again(sheet=held, by=by, later=read_later)
        else:
            begin_trial(sheet=held, by=by, later=try_later)
    return redirect("desk:sheet", pk=pk)


@require_POST
@for_those_who(IMPORT_SHEETS)
def discard(request: HttpRequest, by: User, pk: UUID) -> HttpResponse:  # noqa: ARG001 - Django's form
    """Forget a sheet."""
    try:
        discard_sheet(sheet=_sheet(pk, by), by=by)
    except ChangedMeanwhile:
        return redirect("desk:sheet", pk=pk)
    return redirect("desk:sheets")


@require_safe
@for_those_who(IMPORT_SHEETS)
def left_out(request: HttpRequest, by: User, pk: UUID) -> HttpResponseBase:  # noqa: ARG001 - Django's form
    """The rows with mistakes, to be mended and sent again."""
    held = _sheet(pk, by, rows=True)
    if not held.table or not held.found:
        raise Http404
    return _file(returned_rows(held, active_language()), "left-out.csv")


@require_safe
@for_those_who(IMPORT_SHEETS)
def listed(request: HttpRequest, by: User, pk: UUID) -> HttpResponseBase:  # noqa: ARG001 - Django's form
    """What the trial found, as a file."""
    return _file(trial_list(_sheet(pk, by), active_language()), "trial.csv")


def _file(pieces: Any, name: str) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _list(request: HttpRequest, by: User, form: SendForm) -> HttpResponse:
    page = Paginator(sheets_visible_to(by), SHEETS_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "lines": sheet_lines(page.object_list)}
    return render(request, "desk/sheets.html", context, status=422 if form.errors else 200)


def _standing(
    request: HttpRequest,
    held: SheetImport,
    *,
    wrong: dict[str, str] | None = None,
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    told = counts(held)
    show = request.GET.get("show", "")
    if show not in {each.show for each in told}:
        wanted = ("mistake", "new", "changed", "unchanged")
        here = {each.show for each in told if each.count}
        show = next((each for each in wanted if each in here), "new")
    try:
        page = Paginator(rows_of(held, show), ROWS_A_PAGE).page(request.GET.get("page") or 1)
    except (EmptyPage, ValueError, TypeError) as error:
        raise Http404 from error
    asked = asked_words(held)
    context = {
        "sheet": held, "state": state_label(held), "counts": told, "show": show, "page": page,
        "rows": rows_shown(page), "asked": asked, "wrong": wrong or {}, "typed": typed or {},
        "topics": topic_names() if any(one.kind == "topics" for one in asked) else [],
        "stands_still": stands_still(held), "fault": fault_in_words(held),
        "good": held.found.get("new", 0) + held.found.get("changed", 0)
        + held.found.get("unchanged", 0),
        "done": number(held.done, active_language()),
        "total": number(held.total, active_language()),
    }  # fmt: skip
    return render(request, "desk/sheet.html", context, status=status)


def _columns_page(
    request: HttpRequest,
    held: SheetImport,
    form: ColumnsForm,
    *,
    read_as: ReadAsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    table = table_of(held)
    plan = Plan.from_kept(held.plan)
    rows = list(islice(rows_below(table, plan.header, plan.header_rows), _SAMPLE_ROWS))
    said = {
        "sheet": table.sheet, "encoding": table.encoding, "delimiter": table.delimiter,
        "header": plan.header, "header_rows": str(plan.header_rows),
    }  # fmt: skip
    first = _first_column(request, held)
    after = first + COLUMNS_A_PAGE
    context = {
        "sheet": held, "form": form, "seen": seen_in(table),
        "columns": columns_shown(held, rows, form),
        "read_as": read_as or ReadAsForm(table.sheets, initial=said),
        "before": str(first - COLUMNS_A_PAGE) if first else "",
        "after": str(after) if after < len(plan.columns) else "",
        "total": number(held.total, active_language()), "fault": fault_in_words(held),
    }  # fmt: skip
    return render(request, "desk/sheet_columns.html", context, status=status)


def _sheet(pk: UUID, by: User, *, rows: bool = False) -> SheetImport:
    found = sheets_visible_to(by)
    held = (found.defer(None).defer("content") if rows else found).filter(pk=pk).first()
    if held is None:
        raise Http404
    return held


def _name_of(held: SheetImport) -> str:
    kept = SheetMapping.objects.filter(signature=signature(held.headings)).first()
    return kept.name if kept else ""


def _first_column(request: HttpRequest, held: SheetImport) -> int:
    said = request.GET.get("from", "0")
    first = int(said) if said.isdecimal() and len(said) < 5 else 0
    return first if first < len(held.plan.get("columns", ())) else 0


def _columns_at(request: HttpRequest, pk: UUID) -> str:
    first = request.POST.get("next", "") or request.GET.get("from", "")
    query = f"?from={first}" if first.isdecimal() and len(first) < 5 else ""
    return reverse("desk:sheet-columns", args=[pk]) + query
