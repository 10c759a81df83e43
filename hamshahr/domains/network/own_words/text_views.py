"""The pages on which a focal point keeps the page of her city, and the texts on it."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.commons.accounts.doors import for_the_signed_in, for_those_who
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.naming import called, names_of
from hamshahr.commons.accounts.permitting import held_by
from hamshahr.commons.translation.languages import active_language, language
from hamshahr.domains.network.addresses import city_url
from hamshahr.domains.network.models import City, CityText
from hamshahr.domains.network.own_words.forms import TextForm, typed
from hamshahr.domains.network.own_words.keeping import (
    keeping_page,
    kept,
    kept_city,
    past_text,
    writing_page,
)
from hamshahr.domains.network.own_words.refusals import CannotBeKept, ChangedMeanwhile
from hamshahr.domains.network.own_words.texts import write_city_text
from hamshahr.domains.network.own_words.written import languages_of
from hamshahr.domains.network.permissions import KEEP_CITY_PAGE, visible_to
from hamshahr.kernel.written import to_html

REVISIONS_A_PAGE = 20


@require_safe
@for_the_signed_in
def my_city(request: HttpRequest, by: User) -> HttpResponse:
    """Lead a city's people to its page; who serves several chooses."""
    ids = {one.city_id for one in held_by(by) if one.city_id is not None}
    cities = list(visible_to(by).filter(pk__in=ids))
    if len(cities) == 1:
        return redirect(city_url(cities[0].slug))
    mine = [kept(city, active_language()) for city in cities]
    return render(request, "network/my_cities.html", {"cities": mine})


@require_safe
@for_those_who(KEEP_CITY_PAGE, of_city="slug")
def keep(request: HttpRequest, by: User, slug: str) -> HttpResponse:
    """The parts of a city's page, each with how it stands."""
    page = keeping_page(kept_city(slug, by), active_language())
    return render(request, "network/keep/home.html", {"page": page, "kept": page.kept})


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(KEEP_CITY_PAGE, of_city="slug")
def text(request: HttpRequest, by: User, slug: str, part: str, code: str) -> HttpResponse:
    """Write a part of the page in one language: look at it first, or keep it."""
    city = _city(slug, part, code, by)
    last = _revisions(city, part, code).first()
    given = {"text": last.text if last else "", "based_on": last.number if last else 0}
    form = TextForm(language(code), typed(request), initial=given)
    preview, theirs, status = None, "", 200
    if form.is_valid():
        if "preview" in request.POST:
            preview = form.cleaned_data["text"]
        else:
            try:
                write_city_text(
                    city=city, part=CityText.Part(part), language=code, by=by, **form.cleaned_data
                )
            except CannotBeKept as refused:
                form.refuse(refused)
            except ChangedMeanwhile:
                status, theirs = 409, last.text if last else ""
                form.rest_on(last.number if last else 0)
                form.add_error(None, _("Somebody else has written this text meanwhile."))
            else:
                return redirect(f"{reverse('network:keep', args=[slug])}?kept=1")
    if form.errors and status == 200:
        status = 422
    page = writing_page(city, part, code, active_language(), preview=preview, theirs=theirs)
    context = {"form": form, "page": page, "kept": page.kept}
    return render(request, "network/keep/text.html", context, status=status)


@require_safe
@for_those_who(KEEP_CITY_PAGE, of_city="slug")
def history(request: HttpRequest, by: User, slug: str, part: str, code: str) -> HttpResponse:
    """Every revision of a text, the last first."""
    city = _city(slug, part, code, by)
    found = Paginator(_revisions(city, part, code), REVISIONS_A_PAGE)
    listed = found.get_page(request.GET.get("page"))
    names = names_of([each.written_by for each in listed])
    lines = [past_text(each, slug, active_language(), names[each.written_by_id]) for each in listed]
    page = writing_page(city, part, code, active_language())
    context = {"listed": listed, "lines": lines, "page": page, "kept": page.kept}
    return render(request, "network/keep/history.html", context)


@require_safe
@for_those_who(KEEP_CITY_PAGE, of_city="slug")
def revision(
    request: HttpRequest, by: User, slug: str, part: str, code: str, number: int
) -> HttpResponse:
    """One revision as it stood, to be read, or taken as the beginning of the next."""
    city = _city(slug, part, code, by)
    found = _revisions(city, part, code).filter(number=number).first()
    last = _revisions(city, part, code).first()
    if found is None or last is None:
        raise Http404
    page = writing_page(city, part, code, active_language())
    context = {
        "revision": past_text(found, slug, active_language(), called(found.written_by)),
        "page": page,
        "kept": page.kept,
        "html": to_html(found.text, direction=page.language.direction),
        "form": TextForm(page.language, initial={"text": found.text, "based_on": last.number}),
        "action": reverse("network:keep-text", args=[slug, part, code]),
    }
    return render(request, "network/keep/revision.html", context)


def _city(slug: str, part: str, code: str, by: User) -> City:
    city = kept_city(slug, by)
    if part not in CityText.Part.values or code not in languages_of(city):
        raise Http404
    return city


def _revisions(city: City, part: str, code: str) -> QuerySet[CityText]:
    rows = CityText.objects.filter(city=city, part=part, language=code)
    return rows.select_related("written_by").order_by("-number")
