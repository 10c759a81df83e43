"""One step of a manuscript: shown, kept as a whole page, and field by field as it is typed."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamshahr.commons.accounts.doors import for_those_who
from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import language
from hamshahr.domains.experiences.content.checking import BadValue
from hamshahr.domains.experiences.content.fields import FieldSpec, Step
from hamshahr.domains.experiences.content.form import spec_of, step
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.manuscripts.models import Manuscript
from hamshahr.domains.manuscripts.permissions import READ, WRITE, may_write
from hamshahr.domains.manuscripts.queries import of_her_city
from hamshahr.domains.manuscripts.saving import content_of
from hamshahr.domains.manuscripts.writing.addresses import step_url
from hamshahr.domains.manuscripts.writing.beside import beside as what_stands_beside
from hamshahr.domains.manuscripts.writing.cells import Sheet, cell_of
from hamshahr.domains.manuscripts.writing.drawn import drawn_at
from hamshahr.domains.manuscripts.writing.items import deed_of, do_to_item
from hamshahr.domains.manuscripts.writing.keeping import (
    Outcome,
    Standing,
    keep_told,
    paths_of,
    standing,
)
from hamshahr.domains.manuscripts.writing.offered import Desk
from hamshahr.domains.manuscripts.writing.pages import step_page
from hamshahr.domains.manuscripts.writing.presence import be_present, others_present
from hamshahr.domains.manuscripts.writing.regions import StepPage
from hamshahr.domains.manuscripts.writing.sent import name_of_field, told_on_page, version_of
from hamshahr.domains.manuscripts.writing.typed_values import CannotBeRead, written
from hamshahr.kernel.sent_forms import fields_called

_CONFLICT, _BAD = 409, 422


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(READ)
@fields_called(name_of_field)
def write(request: HttpRequest, by: User, pk: UUID, key: str) -> HttpResponse:
    """Fill in a step. What is sent is kept first, whatever else a button asks for."""
    manuscript, here = _asked(pk, key, by)
    if request.method != "POST":
        if may_write(by, manuscript):
            be_present(manuscript=manuscript, step_key=key, by=by)
        page = step_page(manuscript, here, by=by, undo=request.GET.get("undo", ""))
        return render(request, "manuscripts/write/step.html", {"page": page})
    outcome = _kept(request, manuscript, here, by)
    undo = _done_to_item(request.POST.get("do", ""), manuscript, here, outcome, by)
    page = step_page(manuscript, here, by=by, outcome=outcome, undo=undo)
    if not outcome.is_clean:
        status = _CONFLICT if outcome.disputed else _BAD
        return render(request, "manuscripts/write/step.html", {"page": page}, status=status)
    return redirect(_onward(request, page, step_url(manuscript, here), undo))


@require_POST
@for_those_who(WRITE)
def save(request: HttpRequest, by: User, pk: UUID, key: str) -> JsonResponse:
    """Keep some fields of a step as they are typed, and say of each what became of it."""
    manuscript, here = _asked(pk, key, by)
    outcome = _kept(request, manuscript, here, by)
    there = standing(manuscript)
    content = Content({path: field.value for path, field in there.items()})
    sheet = Sheet(there, outcome, Desk(manuscript, content, by))
    told = told_on_page(request.POST, here, there)
    return JsonResponse({"fields": {path: _answer(path, sheet) for path in (told | outcome.saved)}})


@require_POST
@for_those_who(WRITE)
def here(request: HttpRequest, by: User, pk: UUID, key: str) -> JsonResponse:
    """Note that she is here; say who else is, and what they wrote in the fields that she sees."""
    manuscript, at = _asked(pk, key, by)
    be_present(manuscript=manuscript, step_key=key, by=by)
    there = standing(manuscript)
    content = Content({path: field.value for path, field in there.items()})
    others = others_present(manuscript, but=by)
    newer = {
        path: _standing(path, there)
        for path in paths_of(at, content)
        if path in there and there[path].version > version_of(request.POST, path)
    }
    said = render_to_string("manuscripts/write/_present.html", {"present": others, "here": key})
    return JsonResponse({"present": said, "fields": newer})


@require_safe
@for_those_who(READ)
def beside(request: HttpRequest, by: User, pk: UUID, key: str) -> HttpResponse:
    """What similar experiences said to this step, likely duplicates, and hints."""
    manuscript, at = _asked(pk, key, by)
    shown = what_stands_beside(manuscript, at, content_of(manuscript), by=by)
    return render(request, "manuscripts/write/_beside.html", {"beside": shown})


@require_safe
@for_those_who(READ)
def drawn(request: HttpRequest, by: User, pk: UUID, key: str) -> HttpResponse:
    """The picture of a step's numbers, as they stand."""
    manuscript, at = _asked(pk, key, by)
    shown = drawn_at(at, content_of(manuscript), language(manuscript.language))
    return render(request, "manuscripts/write/_drawn.html", {"drawn": shown})


def _asked(pk: UUID, key: str, by: User) -> tuple[Manuscript, Step]:
    found = of_her_city(pk, by=by)
    try:
        asked = step(key)
    except KeyError as error:
        raise Http404 from error
    if found is None:
        raise Http404
    return found, asked


def _kept(request: HttpRequest, manuscript: Manuscript, here: Step, by: User) -> Outcome:
    """Keep what was sent. Who may not write any more is told so, with what she typed."""
    if not may_write(by, manuscript):
        raise Http404
    told = told_on_page(request.POST, here, standing(manuscript))
    try:
        return keep_told(manuscript=manuscript, told=told, by=by)
    except PermissionDenied as error:  # her appointment ended between two fields
        raise Http404 from error


def _done_to_item(
    pressed: str, manuscript: Manuscript, here: Step, outcome: Outcome, by: User
) -> str:
    """Do to an item what a button asks for; return the button that takes it back."""
    deed = deed_of(pressed, here)
    if deed is None:
        return ""
    try:
        return do_to_item(manuscript=manuscript, wanted=deed, by=by).undone_by
    except BadValue as refused:
        outcome.refused[deed.group.key] = CannotBeRead(str(refused))
        return ""


def _onward(request: HttpRequest, page: StepPage, here: str, undo: str) -> str:
    """Return where a button leads."""
    pressed = request.POST.get("do", "")
    if undo:
        return f"{here}?undo={undo}#{pressed.split(':')[1]}"
    if pressed.startswith(("add:", "up:", "down:")):
        return f"{here}#{pressed.split(':')[2]}"
    onward = {"next": page.next_url, "overview": page.urls["overview"], "back": page.previous_url}
    return onward.get(request.POST.get("go", ""), f"{here}?saved=1")


def _answer(path: str, sheet: Sheet) -> dict[str, Any]:
    """Return what became of a field; what is to be shown beside it comes as HTML."""
    spec = spec_of(path)
    outcome = sheet.outcome
    if path in outcome.disputed or path in outcome.refused:
        is_disputed = path in outcome.disputed
        answer: dict[str, Any] = {"state": "disputed" if is_disputed else "refused"}
        if isinstance(spec, FieldSpec):
            cell = cell_of(path, spec, sheet)
            answer["html"] = render_to_string("manuscripts/write/_wrong.html", {"cell": cell})
            answer["version"] = cell.version
        return answer
    saved = outcome.saved.get(path)
    state = "merged" if saved and saved.merged else "saved"
    return {"state": state, **_standing(path, sheet.there)}


def _standing(path: str, there: Standing) -> dict[str, Any]:
    field = there.get(path)
    value = field.value if field else ""
    return {"version": field.version if field else 0, "texts": written(spec_of(path), value)}
