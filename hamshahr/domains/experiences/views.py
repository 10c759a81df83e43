"""The pages of experiences: fetch, ask, act, answer."""

from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.commons.accounts.doors import for_those_who, open_to_all
from hamshahr.commons.accounts.models import User
from hamshahr.commons.moderation.addresses import report_url
from hamshahr.commons.moderation.models import Ground
from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.commons.translation.reader import ANYBODY, reading_as
from hamshahr.design.pictures.serving import card_response
from hamshahr.domains.experiences import queries
from hamshahr.domains.experiences.asks import TooManyWait, claim
from hamshahr.domains.experiences.broken_links import broken_links
from hamshahr.domains.experiences.cards import card_of
from hamshahr.domains.experiences.embedding import POLICY, embedded_card
from hamshahr.domains.experiences.forms import AskForm
from hamshahr.domains.experiences.goal_pages import goal_list, goal_page
from hamshahr.domains.experiences.goals import GOALS
from hamshahr.domains.experiences.heads import heads
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.members_page import members_page
from hamshahr.domains.experiences.models import Ask, Experience
from hamshahr.domains.experiences.page_regions import ExperiencePage
from hamshahr.domains.experiences.pages import experience_page
from hamshahr.domains.experiences.permissions import READ_MEMBERS_LAYER
from hamshahr.domains.experiences.removed import gone, gone_as_file
from hamshahr.domains.experiences.standing import standing_of
from hamshahr.domains.experiences.taking_along.as_markdown import markdown_of
from hamshahr.domains.experiences.taking_along.drawn import print_response, word_response
from hamshahr.domains.experiences.taking_along.files import as_file
from hamshahr.domains.experiences.taking_along.linked_data import linked_data
from hamshahr.domains.experiences.taking_along.record import record_of
from hamshahr.domains.network.addresses import city_url
from hamshahr.domains.network.permissions import KEEP_CITY_PAGE, page_kept_by
from hamshahr.kernel.panels import shown_on
from hamshahr.kernel.public_pages import public_page

# Pages there were before reports, which links and bookmarks still lead to
_REPORTED: dict[str, Ground | None] = {Ask.Kind.CORRECT: Ground.MISTAKE, Ask.Kind.REMOVE: None}


@require_safe
@public_page("original")
def as_markdown(request: HttpRequest, code: str) -> HttpResponse:
    """One experience as Markdown, in the language of the page."""
    page = _page(request, code)
    if page is None:
        return gone_as_file(code)
    answer = HttpResponse(markdown_of(page), content_type="text/markdown; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{code}.{active_language()}.md"'
    return answer


@require_safe
@open_to_all
def as_print(request: HttpRequest, code: str) -> HttpResponseBase:
    """One experience on paper (PDF), in the language of the page."""
    page = _page(request, code)
    if page is None:
        return gone_as_file(code)
    return print_response(request, page, language_of(active_language()))


@require_safe
@open_to_all
def as_word(request: HttpRequest, code: str) -> HttpResponseBase:
    """One experience as a Word file, in the language of the page."""
    page = _page(request, code)
    if page is None:
        return gone_as_file(code)
    return word_response(request, page, language_of(active_language()))


@require_safe
@public_page("original")
def experience(request: HttpRequest, code: str) -> HttpResponse:
    """One experience, whole; with ``?original=1`` as it was written, nothing translated."""
    original = bool(request.GET.get("original"))
    page = experience_page(code, active_language(), by=None, original=original)
    if page is None:
        return gone(request, code)
    language = active_language()
    standing = standing_of(code, language, by=None)
    context = {
        "page": page,
        "standing": standing,
        "panels": shown_on("experience", page, language, by=None),
        "linked_data": linked_data(page),
    }
    return render(request, "experiences/experience.html", context)


@require_safe
@public_page()
def take_along(request: HttpRequest, code: str, form: str) -> HttpResponse:  # noqa: ARG001 - Django's
    """One experience as data (``json``) or as a citation (``csl``, ``bibtex``)."""
    record = record_of(code, by=None)
    if record is None:
        return gone_as_file(code)
    return as_file(record, form)


@require_safe
@for_those_who(READ_MEMBERS_LAYER)
def members(request: HttpRequest, by: User, code: str) -> HttpResponse:
    """What the city tells members only."""
    page = members_page(code, active_language(), by=by)
    if page is None:
        raise Http404
    return render(request, "experiences/members.html", {"page": page})


@xframe_options_exempt
@require_safe
@public_page()
def embed(request: HttpRequest, code: str) -> HttpResponse:
    """A small card for other sites: the one page that anybody may frame."""
    card = embedded_card(code, active_language(), by=None)
    if card is None:
        return gone_as_file(code)
    answer = render(request, "experiences/embed.html", {"card": card})
    answer["Content-Security-Policy"] = POLICY
    return answer


@require_safe
@open_to_all
def card(request: HttpRequest, code: str) -> HttpResponseBase:
    """The picture that a shared link to an experience shows."""
    drawn = card_of(code, active_language(), by=None)
    if drawn is None:
        return gone_as_file(code)
    return card_response(request, drawn)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all
def ask(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Ask to claim an experience. What was asked here before is reported now."""
    if kind in _REPORTED:
        _found(code)
        return redirect(report_url(KIND, code, ground=_REPORTED[kind]), permanent=True)
    if kind != Ask.Kind.CLAIM:
        raise Http404
    found = _found(code)
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            asked = claim(
                experience=found,
                language=active_language(),
                by=None,
                **form.cleaned_data,
            )
        except TooManyWait:
            form.add_error(
                None, _("Many requests about this experience wait already. Please come back later.")
            )
        else:
            context = {**_ask_context(found, kind), "reference": asked.pk}
            return render(request, "experiences/asked.html", context)
    status = 422 if form.errors else 200
    context = {**_ask_context(found, kind), "form": form}
    return render(request, "experiences/ask.html", context, status=status)


@require_safe
@for_those_who(KEEP_CITY_PAGE, of_city="slug")
def broken_links_of(request: HttpRequest, by: User, slug: str) -> HttpResponse:
    """The sources of one city's experiences that cannot be reached, for those who keep its page."""
    city = page_kept_by(by).filter(slug=slug).first()
    number = request.GET.get("page", "1")
    if city is None or not number.isdecimal():
        raise Http404
    try:
        found = broken_links(active_language(), by=by, city=city, number=int(number))
    except EmptyPage as error:
        raise Http404 from error
    kept = {"name": city.name_in(active_language()), "url": city_url(city.slug)}
    return render(request, "experiences/broken_links.html", {"found": found, "city": kept})


@require_safe
@public_page()
def goals(request: HttpRequest) -> HttpResponse:
    """The seventeen goals of the 2030 Agenda, with how much the library holds of each."""
    return render(request, "experiences/goals.html", {"goals": goal_list()})


@require_safe
@public_page()
def goal(request: HttpRequest, number: int) -> HttpResponse:
    """What the library holds under one goal."""
    if number not in GOALS:
        raise Http404
    page = goal_page(number, active_language())
    return render(request, "experiences/goal.html", {"page": page})


def _page(request: HttpRequest, code: str) -> ExperiencePage | None:
    """Return the page for a file: worded for nobody in particular, whoever asks."""
    original = bool(request.GET.get("original"))
    with reading_as(ANYBODY):
        return experience_page(code, active_language(), by=None, original=original)


def _ask_context(found: Experience, kind: str) -> dict[str, object]:
    language = active_language()
    return {
        "page": {"head": heads([found.pk], language)[found.pk]},
        "kind": kind,
        "kind_title": _("Claim this experience"),
        "kind_text": _(
            "You work for this city and want it to confirm, keep and answer for this "
            "experience. The secretariat will write to you."
        ),
    }


def _found(code: str) -> Experience:
    found = queries.get_for(code, by=None)
    if found is None:
        raise Http404
    return found
