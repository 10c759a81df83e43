"""The pages on which the office renames a city, or makes one of two that are the same."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamshahr.commons.accounts.doors import for_those_who
from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.reading import number
from hamshahr.domains.network.addresses import city_url
from hamshahr.domains.network.city_pages import told_apart
from hamshahr.domains.network.merging.conflicts import conflicts
from hamshahr.domains.network.merging.following import followers
from hamshahr.domains.network.merging.merging import (
    CannotBeMerged,
    MustBeDecided,
    merge_cities,
)
from hamshahr.domains.network.merging.renaming import CannotBeNamed, rename_city
from hamshahr.domains.network.models import City
from hamshahr.domains.network.permissions import RENAME_AND_MERGE_CITIES, visible_to
from hamshahr.domains.network.queries import CityFilter, country_name, directory
from hamshahr.faces.desk.city_forms import MergeForm, OtherCityForm, RenameForm

_MOST_OFFERED = 12  # cities of a name; who sees none of hers types more of it


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(RENAME_AND_MERGE_CITIES)
def rename(request: HttpRequest, by: User, slug: str) -> HttpResponse:
    """Give a city other names, or another address."""
    city = _city(slug, by)
    form = RenameForm(city, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            renamed = rename_city(
                city=city, names=form.names, slug=form.cleaned_data["slug"], by=by
            )
        except CannotBeNamed as refused:
            name = refused.field if refused.field == "slug" else f"name_{refused.field}"
            form.add_error(name if name in form.fields else None, str(refused))
        else:
            return redirect(city_url(renamed.slug))
    context = {"form": form, "name": city.name_in(active_language()), "url": city_url(slug)}
    return render(request, "desk/rename_city.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(RENAME_AND_MERGE_CITIES)
def merge(request: HttpRequest, by: User, slug: str) -> HttpResponse:
    """Make a city one with another: name it, see what moves, decide, do it."""
    gone = _city(slug, by)
    asked = request.GET.get("into", "")
    kept = visible_to(by).filter(slug=asked).exclude(pk=gone.pk).first() if asked else None
    if kept is None:
        return _choose(request, gone, asked, by)
    reader = active_language()
    found = conflicts(gone, kept, reader)
    names = (gone.name_in(reader), kept.name_in(reader))
    form = MergeForm(found, names, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            merge_cities(gone=gone, kept=kept, decided=form.cleaned_data, by=by)
        except CannotBeMerged:
            form.add_error(None, _("One of the two was merged meanwhile."))
        except MustBeDecided:
            form.add_error(None, _("One of the two has changed meanwhile. Look again."))
        else:
            return redirect(city_url(kept.slug))
    context = {
        "form": form,
        "gone": _told(gone, reader),
        "kept": _told(kept, reader),
        "moves": [
            (follower.label, number(count, reader))
            for follower in followers()
            if (count := follower.count(gone))
        ],
    }
    return render(request, "desk/merge_cities.html", context, status=422 if form.errors else 200)


def _choose(request: HttpRequest, gone: City, asked: str, by: User) -> HttpResponse:
    """Have the other city named, and offer those that bear such a name."""
    reader = active_language()
    form = OtherCityForm(request.GET if asked else None)
    offered: list[dict[str, str]] = []
    if form.is_valid():
        there = directory(CityFilter(name=asked), reader, by=by).exclude(pk=gone.pk)
        offered = [_told(city, reader) for city in there[:_MOST_OFFERED]]
        if not offered:
            form.add_error("into", _("There is no other city of this name or address."))
    context = {"form": form, "gone": _told(gone, reader), "offered": offered}
    status = 422 if form.is_bound and not offered else 200
    return render(request, "desk/merge_choose.html", context, status=status)


def _told(city: City, reader: str) -> dict[str, str]:
    return {
        "slug": city.slug,
        "name": city.name_in(reader),
        "url": city_url(city.slug),
        "country": country_name(city.country, reader),
        "told_apart": told_apart(city, reader),
    }


def _city(slug: str, by: User) -> City:
    city = visible_to(by).filter(slug=slug).first()
    if city is None:
        raise Http404
    return city
