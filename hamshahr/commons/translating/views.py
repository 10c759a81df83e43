"""The translation desk: the list of what waits, and the page on which a thing is translated."""

from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.commons.accounts.doors import for_those_who
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import allows
from hamshahr.commons.translating.desk import DeskPage, desk_page, may_open, text_url
from hamshahr.commons.translating.forms import TranslationForm
from hamshahr.commons.translating.listing import list_page
from hamshahr.commons.translating.models import SourceText
from hamshahr.commons.translating.permissions import TRANSLATE
from hamshahr.commons.translating.registry import translatable
from hamshahr.commons.translating.saving import (
    CannotBeKept,
    ChangedMeanwhile,
    OriginalChanged,
    Place,
    ask_machine_again,
    keep_translation,
    save_translation,
)
from hamshahr.commons.translating.targets import target_languages
from hamshahr.commons.translating.texts import current_texts
from hamshahr.commons.translation.languages import active_language


@require_safe
@for_those_who(TRANSLATE)
def texts(request: HttpRequest, by: User) -> HttpResponse:
    """What waits for a translator, by language."""
    page = list_page(request.GET, active_language(), by=by)
    return render(request, "translating/list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(TRANSLATE)
def text(request: HttpRequest, by: User, kind: str, pk: UUID, code: str) -> HttpResponse:
    """Translate one thing, a text at a time."""
    source = _source(kind, pk, code, request.GET.get("path", ""), by)
    page = _page(source, code, by)
    initial = {"text": page.text.text, "based_on": page.text.version, "seen": page.text.seen}
    typed = request.POST if request.method == "POST" else None
    form = TranslationForm(page.into, len(page.text.original), typed, initial=initial)
    if typed is None:
        return _shown(request, page, form)
    place = Place(kind, pk, source.path, code)
    deed = typed.get("deed", "")
    if deed == "ask":
        ask_machine_again(place=place, by=by)
        return redirect(text_url(source, source.path, code))
    if not form.is_valid():
        return _shown(request, page, form, status=422)
    return _answer(request, place, form, page, source, deed=deed, by=by)


def _answer(
    request: HttpRequest, place: Place, form: TranslationForm, page: DeskPage,
    source: SourceText, *, deed: str, by: User,
) -> HttpResponse:  # fmt: skip
    said = form.cleaned_data
    try:
        if deed == "keep":
            keep_translation(place=place, based_on=said["based_on"], seen=said["seen"], by=by)
        else:
            save_translation(place=place, is_checked=deed == "check", by=by, **said)
    except CannotBeKept as refused:
        form.add_error("text", str(refused))
        return _shown(request, page, form, status=422)
    except (ChangedMeanwhile, OriginalChanged) as conflict:
        again = _on_top(form, page)
        again.add_error(None, _conflict(conflict))
        return _shown(request, page, again, status=409, is_conflict=True)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    return redirect(f"{text_url(source, source.path, place.language)}&kept=1")


def _conflict(conflict: Exception) -> str:
    if isinstance(conflict, OriginalChanged):
        return _("The original has changed meanwhile. Your translation is below, not kept yet.")
    return _("Somebody else has translated this text meanwhile. Yours is below, not kept yet.")


def _on_top(form: TranslationForm, page: DeskPage) -> TranslationForm:
    """Return the form with all that was typed, now resting on what came between."""
    typed = {
        "text": form.cleaned_data["text"],
        "based_on": page.text.version,
        "seen": page.text.seen,
    }
    again = TranslationForm(page.into, len(page.text.original), typed)
    again.is_valid()
    return again


def _source(kind: str, pk: UUID, code: str, path: str, by: User) -> SourceText:
    """Return the text that is asked for, else the first. Raises ``Http404``, as for none."""
    found = SourceText.objects.filter(object_type=kind, object_id=pk, is_public=True)
    listed = list(found.exclude(language=code).order_by("position"))
    if code not in target_languages() or not listed:
        raise Http404
    if not allows(by, TRANSLATE, listed[0].owner):
        raise Http404
    return next((each for each in listed if each.path == path), listed[0])


def _page(source: SourceText, code: str, by: User) -> DeskPage:
    declared = translatable(source.object_type)
    fields = current_texts(source.object_type, source.object_id)
    if declared is None or source.path not in fields:
        raise Http404
    reader = active_language()
    subject = may_open(by, declared, source, reader)
    if subject is None:
        raise Http404
    return desk_page(declared, source, fields, code, subject, reader)


def _shown(
    request: HttpRequest,
    page: DeskPage,
    form: TranslationForm,
    *,
    status: int = 200,
    is_conflict: bool = False,
) -> HttpResponse:
    context = {"page": page, "form": form, "is_conflict": is_conflict}
    return render(request, "translating/text.html", context, status=status)
