"""The pages on which a focal point keeps the offers, priorities and mailboxes of her city."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamshahr.commons.accounts.doors import for_those_who
from hamshahr.commons.accounts.models import User
from hamshahr.commons.translation.languages import active_language, language
from hamshahr.domains.network.models import City, Offer, Priority, RoleMailbox
from hamshahr.domains.network.own_words.forms import (
    MailboxForm,
    OfferForm,
    PriorityForm,
    ReasonForm,
    WrittenInForm,
    typed,
)
from hamshahr.domains.network.own_words.keeping import (
    all_offers,
    in_languages,
    kept,
    kept_city,
    mailbox_lines,
)
from hamshahr.domains.network.own_words.mailboxes import (
    LooksPersonal,
    add_mailbox,
    change_mailbox,
    remove_mailbox,
)
from hamshahr.domains.network.own_words.offers import (
    SaidOffer,
    change_offer,
    make_offer,
    renew_offer,
    withdraw_offer,
)
from hamshahr.domains.network.own_words.priorities import (
    MOST_PRIORITIES,
    drop_priority,
    move_priority,
    name_priority,
    reword_priority,
)
from hamshahr.domains.network.own_words.refusals import CannotBeKept, ChangedMeanwhile
from hamshahr.domains.network.own_words.telling import priority_lines
from hamshahr.domains.network.own_words.written import languages_of
from hamshahr.domains.network.permissions import KEEP_CITY_PAGE
from hamshahr.domains.topics.queries import preferred_labels

_Keep = Callable[[dict[str, Any]], object]


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(KEEP_CITY_PAGE, of_city="slug")
def offers(request: HttpRequest, by: User, slug: str) -> HttpResponse:
    """What the city offers: withdraw one, or make it again."""
    city = kept_city(slug, by)
    deeds: Mapping[str, Callable[[Offer], object]] = {
        "withdraw": lambda one: withdraw_offer(offer=one, by=by),
        "renew": lambda one: renew_offer(offer=one, by=by),
    }
    if request.method == "POST":
        return _done(request.POST, Offer, city, deeds, back="network:keep-offers")
    context = {"lines": all_offers(city, active_language())}
    return _shown(request, "network/keep/offers.html", city, context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(KEEP_CITY_PAGE, of_city="slug")
def offer(request: HttpRequest, by: User, slug: str, pk: UUID | None = None) -> HttpResponse:
    """Make an offer, or say one anew; the words in one language at a time."""
    city = kept_city(slug, by)
    there = _row(Offer, city, pk)
    code = _asked_language(request, city)
    form = OfferForm(
        language(code), languages_of(city), typed(request), initial=_offer_now(there, code)
    )

    def keep(said: dict[str, Any]) -> object:
        based_on = said.pop("based_on")
        told = SaidOffer(**said, language=code)
        if there is None:
            return make_offer(city=city, said=told, by=by)
        return change_offer(offer=there, said=told, based_on=based_on, by=by)

    now = _offer_now(there, code)
    context = {
        "theirs": now.get("words", ""),
        "spoken": in_languages(city, code, there.words if there else (), active_language()),
    }
    return _written(request, city, form, keep, now, ("network:keep-offers", "offer"), context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(KEEP_CITY_PAGE, of_city="slug")
def priorities(request: HttpRequest, by: User, slug: str) -> HttpResponse:
    """What matters to the city, in an order: move one up or down, or take it away."""
    city = kept_city(slug, by)
    deeds: Mapping[str, Callable[[Priority], object]] = {
        "up": lambda one: move_priority(priority=one, up=True, by=by),
        "down": lambda one: move_priority(priority=one, up=False, by=by),
        "drop": lambda one: drop_priority(priority=one, by=by),
    }
    if request.method == "POST":
        return _done(request.POST, Priority, city, deeds, back="network:keep-priorities")
    lines = priority_lines(city, active_language())
    context = {"lines": lines, "is_full": len(lines) >= MOST_PRIORITIES}
    return _shown(request, "network/keep/priorities.html", city, context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(KEEP_CITY_PAGE, of_city="slug")
def priority(request: HttpRequest, by: User, slug: str, pk: UUID | None = None) -> HttpResponse:
    """Name a priority with its reason, or give the reason anew in one language."""
    city = kept_city(slug, by)
    there = _row(Priority, city, pk)
    code = _asked_language(request, city)
    now = {"words": there.reasons.get(code, ""), "based_on": there.number} if there else {}
    made = ReasonForm if there else PriorityForm
    form = made(language(code), typed(request), initial=now)

    def keep(said: dict[str, Any]) -> object:
        reason = said["words"]
        if there is None:
            return name_priority(
                city=city, topic=said["topic"], reason=reason, language=code, by=by
            )
        return reword_priority(
            priority=there, reason=reason, language=code, based_on=said["based_on"], by=by
        )

    labels = preferred_labels(active_language())
    context = {
        "theirs": now.get("words", ""),
        "topic": labels.get(there.topic_id, there.topic_id) if there else "",
        "spoken": in_languages(city, code, there.reasons if there else (), active_language()),
    }
    return _written(
        request, city, form, keep, now, ("network:keep-priorities", "priority"), context
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(KEEP_CITY_PAGE, of_city="slug")
def mailboxes(request: HttpRequest, by: User, slug: str) -> HttpResponse:
    """By which mailboxes the city's offices are reached; take one away."""
    city = kept_city(slug, by)
    deeds: Mapping[str, Callable[[RoleMailbox], object]] = {
        "remove": lambda one: remove_mailbox(mailbox=one, by=by)
    }
    if request.method == "POST":
        return _done(request.POST, RoleMailbox, city, deeds, back="network:keep-mailboxes")
    context = {"lines": mailbox_lines(city, active_language())}
    return _shown(request, "network/keep/mailboxes.html", city, context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(KEEP_CITY_PAGE, of_city="slug")
def mailbox(request: HttpRequest, by: User, slug: str, pk: UUID | None = None) -> HttpResponse:
    """Tell a mailbox, or change it."""
    city = kept_city(slug, by)
    there = _row(RoleMailbox, city, pk)
    code = there.language if there and "in" not in request.GET else _asked_language(request, city)
    now = (
        {"label": there.label, "email": there.email, "based_on": there.number} if there else {}
    )  # fmt: skip
    form = MailboxForm(language(code), typed(request), initial=now)

    def keep(said: dict[str, Any]) -> object:
        if there is None:
            del said["based_on"]
            return add_mailbox(city=city, language=code, by=by, **said)
        return change_mailbox(mailbox=there, language=code, by=by, **said)

    context = {
        "theirs": f"{there.label}\n{there.email}" if there else "",
        "spoken": in_languages(city, code, [there.language] if there else [], active_language()),
    }
    return _written(request, city, form, keep, now, ("network:keep-mailboxes", "mailbox"), context)


def _written(
    request: HttpRequest,
    city: City,
    form: WrittenInForm,
    keep: _Keep,
    now: Mapping[str, Any],
    place: tuple[str, str],
    context: dict[str, Any],
) -> HttpResponse:
    """Keep what a form says and lead to its list; else show it with what is wrong.

    ``now`` is what stands; ``place`` names the address of the list, and the template.
    """
    back, template = place
    status = 200
    if form.is_valid():
        try:
            keep(dict(form.cleaned_data))
        except CannotBeKept as refused:
            form.refuse(refused)
            context["asks_whose"] = isinstance(refused, LooksPersonal)
        except ChangedMeanwhile:
            status, context["is_behind"] = 409, True
            form.rest_on(int(now.get("based_on", 0)))
            form.add_error(None, _("Somebody else has written here meanwhile."))
        else:
            return redirect(f"{reverse(back, args=[city.slug])}?kept=1")
    if form.errors and status == 200:
        status = 422
    context |= {"form": form, "back": reverse(back, args=[city.slug])}
    return _shown(request, f"network/keep/{template}.html", city, context, status)


def _shown(
    request: HttpRequest, template: str, city: City, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    around = {"kept": kept(city, active_language())}
    return render(request, template, context | around, status=status)


def _done(
    posted: QueryDict, model: Any, city: City, deeds: Mapping[str, Callable[[Any], object]],
    *, back: str,
) -> HttpResponse:  # fmt: skip
    """Do the deed whose button was pressed to the row that it names, and show the list again.

    A row that is gone already needs no deed.
    """
    for name, act in deeds.items():
        try:
            named = UUID(posted.get(name, ""))
        except ValueError:
            continue
        there = model.objects.filter(city=city, pk=named).first()
        if there is not None:
            act(there)
    return redirect(f"{reverse(back, args=[city.slug])}?kept=1")


def _row(model: Any, city: City, pk: UUID | None) -> Any:
    """Return the row of an address; ``None``: a new one is asked for. Raises ``Http404``."""
    if pk is None:
        return None
    found = model.objects.filter(city=city, pk=pk).first()
    if found is None:
        raise Http404
    return found


def _asked_language(request: HttpRequest, city: City) -> str:
    """Return the language in which the words are written: asked for, else the city's own."""
    offered = languages_of(city)
    asked = request.GET.get("in", "")
    return asked if asked in offered else offered[0]


def _offer_now(there: Offer | None, code: str) -> dict[str, Any]:
    if there is None:
        return {}
    return {
        "kind": there.kind,
        "topics": [link.topic_id for link in there.topic_links.all()],
        "languages": there.languages,
        "words": there.words.get(code, ""),
        "since": there.since,
        "until": there.until,
        "based_on": there.number,
    }
