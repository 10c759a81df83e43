"""What stands in the place of an experience that was hidden."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hamshahr.commons.moderation.pages import Tombstone, tombstone
from hamshahr.commons.translation.languages import Language, active_language
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.network.addresses import city_url


@dataclass(frozen=True)
class RemovedPage:
    """The tombstone of an experience. ``title`` is empty unless it was decided that it may stay."""

    tombstone: Tombstone
    title: str
    language: Language  # of the title
    city: str
    city_url: str


def removed_page(code: str, language: str) -> RemovedPage | None:
    """Return what is shown under the code of a hidden experience; ``None`` where none is hidden.

    Only what anybody could read before has a tombstone.
    """
    hidden = (
        Experience.objects.filter(
            code=code,
            state__in=(Experience.State.PUBLISHED, Experience.State.RETIRED),
            hidden_at__isnull=False,
        )
        .select_related("city")
        .first()
    )
    stone = None if hidden is None else tombstone(KIND, hidden.pk, language)
    if hidden is None or stone is None:
        return None
    return RemovedPage(
        tombstone=stone,
        title=hidden.title if stone.keeps_title else "",
        language=language_of(hidden.language),
        city=hidden.city.name_in(language),
        city_url=city_url(hidden.city.slug),
    )


def gone(request: HttpRequest, code: str) -> HttpResponse:
    """Answer 410 with the tombstone of what was hidden; raise ``Http404`` for what is not there."""
    page = removed_page(code, active_language())
    if page is None:
        raise Http404
    return render(request, "experiences/removed.html", {"page": page}, status=410)


def gone_as_file(code: str) -> HttpResponse:
    """Answer the same to programs: a sentence in place of the file."""
    if removed_page(code, active_language()) is None:
        raise Http404
    sentence = _("This experience was removed from the library")
    return HttpResponse(sentence, status=410, content_type="text/plain; charset=utf-8")
