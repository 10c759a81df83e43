"""How the record of what is done with cities and regions reads."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.deeds.counts import counts
from hamshahr.commons.translation.reading import gregorian
from hamshahr.domains.network.models import BoardSeat, City, Fee, Membership
from hamshahr.domains.network.own_words import deeds as own_words
from hamshahr.domains.network.people.naming_invitations import invitations_named
from hamshahr.domains.network.queries import (
    CityFilter,
    cities_by_id,
    city_names,
    country_name,
    directory,
    known_country,
    region_names,
)
from hamshahr.kernel.audit.deeds import register_deed
from hamshahr.kernel.audit.things import Named, Things, register_things

_MOST_FOUND = 100  # as the registry says


def declare() -> None:
    """Declare the deeds, and the things they are about."""
    _declare_deeds_on_cities()
    _declare_deeds_on_regions()
    _declare_deeds_on_people()
    own_words.declare()
    _declare_deeds_on_membership()
    register_things(Things("city", gettext_lazy("City"), _cities, _cities_found))
    register_things(Things("region", gettext_lazy("Region"), _regions))
    register_things(Things("facts", gettext_lazy("Facts of cities"), _facts))
    register_things(Things("file", gettext_lazy("File"), _files))


def _declare_deeds_on_cities() -> None:
    register_deed("network.add_city", gettext_lazy("%(who)s put %(what)s among the cities"))
    register_deed(
        "network.rename_city",
        gettext_lazy("%(who)s renamed %(what)s; its address was “%(before)s”"),
        _before,
    )
    register_deed(
        "network.merge_cities",
        gettext_lazy("%(who)s made “%(gone)s” one with %(what)s"),
        _gone,
    )
    register_deed("network.move_city", gettext_lazy("%(who)s moved %(what)s to another region"))
    register_deed(
        "network.refresh_city_facts",
        gettext_lazy("%(who)s brought the facts of cities up to date: %(cities)s changed"),
        counts("cities"),
    )
    register_deed(
        "network.import_members",
        gettext_lazy("%(who)s imported members from %(what)s: %(new)s new, %(changed)s changed"),
        counts("new", "changed"),
    )
    register_deed(
        "network.remove_members",
        gettext_lazy("%(who)s took back the members listed in %(what)s: %(removed)s removed"),
        counts("removed"),
    )


def _declare_deeds_on_regions() -> None:
    register_deed("network.add_region", gettext_lazy("%(who)s added the region %(what)s"))
    register_deed("network.rename_region", gettext_lazy("%(who)s renamed the region %(what)s"))
    register_deed("network.order_regions", gettext_lazy("%(who)s put the regions in another order"))
    register_deed("network.remove_region", gettext_lazy("%(who)s removed the region %(what)s"))
    register_deed("network.move_country", gettext_lazy("%(who)s moved %(what)s to another region"))
    register_deed(
        "network.move_everything",
        gettext_lazy("%(who)s moved all %(cities)s cities of the region %(what)s to another"),
        counts("cities"),
    )


def _declare_deeds_on_people() -> None:
    register_deed(
        "network.bring_in_cast",
        gettext_lazy("%(who)s brought in %(people)s made-up people of the demonstration"),
        counts("people"),
    )
    register_things(Things("cast", gettext_lazy("Made-up people"), _nothing))
    register_deed(
        "network.appoint",
        gettext_lazy("%(who)s appointed %(person)s: %(role)s"),
        _role,
        mentions={"person": "person"},
    )
    register_deed(
        "network.end_appointment",
        gettext_lazy("%(who)s ended the appointment of %(person)s: %(role)s"),
        _role,
        mentions={"person": "person"},
    )
    _declare_deeds_on_invitations()
    register_deed(
        "network.add_mail_domain",
        gettext_lazy("%(who)s let the mail domain %(domain)s vouch for %(what)s"),
        _domain,
    )
    register_deed(
        "network.remove_mail_domain",
        gettext_lazy("%(who)s let the mail domain %(domain)s vouch for %(what)s no more"),
        _domain,
    )
    register_deed(
        "network.hand_over",
        gettext_lazy("%(who)s handed %(what)s over from %(predecessor)s to %(successor)s"),
        mentions={"predecessor": "person", "successor": "person"},
    )
    register_things(Things("appointment", gettext_lazy("Appointment"), _nothing))
    register_things(Things("invitation", gettext_lazy("Invitation"), invitations_named))


def _declare_deeds_on_invitations() -> None:
    register_deed("network.invite", gettext_lazy("%(who)s invited somebody: %(role)s"), _role)
    register_deed(
        "network.resend_invitation",
        gettext_lazy("%(who)s sent an invitation again: %(role)s"),
        _role,
    )
    register_deed(
        "network.withdraw_invitation",
        gettext_lazy("%(who)s withdrew an invitation: %(role)s"),
        _role,
    )
    register_deed(
        "network.accept_invitation",
        gettext_lazy("%(who)s accepted an invitation: %(role)s"),
        _role,
    )
    register_deed(
        "network.word_function",
        gettext_lazy("%(who)s worded what %(person)s does"),
        mentions={"person": "person"},
    )
    register_deed(
        "network.agree_to_be_shown",
        gettext_lazy("%(who)s agreed to be named on the city’s public page"),
    )
    register_deed(
        "network.refuse_to_be_shown",
        gettext_lazy("%(who)s is named on the city’s public page no more"),
    )
    register_deed(
        "network.decline_invitation", gettext_lazy("An invitation was declined: %(role)s"), _role
    )


def _declare_deeds_on_membership() -> None:
    register_deed("network.admit_member", gettext_lazy("%(who)s admitted %(what)s as a member"))
    register_deed(
        "network.change_standing",
        gettext_lazy("%(who)s changed the standing of %(what)s to: %(standing)s"),
        _standing,
    )
    register_deed(
        "network.record_fee",
        gettext_lazy("%(who)s recorded the fee of %(what)s for %(year)s: %(state)s"),
        _fee,
    )
    register_deed(
        "network.give_seat", gettext_lazy("%(who)s gave %(what)s a seat: %(seat)s"), _seat
    )
    register_deed(
        "network.end_seat", gettext_lazy("%(who)s ended the seat of %(what)s: %(seat)s"), _seat
    )


def _standing(details: Mapping[str, Any], _language: str) -> Mapping[str, str]:
    return {"standing": _labelled(Membership.Standing, details.get("standing"))}


def _fee(details: Mapping[str, Any], language: str) -> Mapping[str, str]:
    told = int(details.get("year") or 0)
    return {"year": gregorian(told, language), "state": _labelled(Fee.State, details.get("state"))}


def _seat(details: Mapping[str, Any], _language: str) -> Mapping[str, str]:
    return {"seat": _labelled(BoardSeat.Seat, details.get("seat"))}


def _labelled(choices: type[TextChoices], kept: object) -> str:
    """Return what a kept choice is called today; itself where it is none any more."""
    return str(choices(kept).label) if kept in choices.values else str(kept or "")


def _before(details: Mapping[str, Any], _language: str) -> Mapping[str, str]:
    return {"before": str(details.get("before", {}).get("slug", ""))}


def _gone(details: Mapping[str, Any], _language: str) -> Mapping[str, str]:
    return {"gone": str(details.get("slug", ""))}


def _domain(details: Mapping[str, Any], _language: str) -> Mapping[str, str]:
    return {"domain": str(details.get("domain", ""))}


def _role(details: Mapping[str, Any], _language: str) -> Mapping[str, str]:
    role = str(details.get("role", ""))
    return {"role": str(Role(role).label) if role in Role.values else role}


def _cities(ids: Collection[str], language: str, by: Any) -> Mapping[str, Named]:
    wanted = [UUID(each) for each in ids if _is_id(each)]
    there = cities_by_id(wanted, by=by)
    # One that was merged into another goes by its name still, and its address leads on
    there |= City.objects.filter(merged_into__isnull=False).in_bulk(wanted)
    return {str(pk): _city(city, language) for pk, city in there.items()}


def _city(city: City, language: str) -> Named:
    return Named(city.name_in(language), reverse("network:city", args=[city.slug]))


def _cities_found(text: str) -> Collection[str]:
    found = directory(CityFilter(name=text), "en", by=None).values_list("pk", flat=True)
    return [str(pk) for pk in found[:_MOST_FOUND]]


def _regions(ids: Collection[str], language: str, _by: Any) -> Mapping[str, Named]:
    """Name regions, and the countries and cities that were moved from one to another."""
    regions = region_names(language)
    found = {
        slug: Named(name, reverse("network:city", args=[slug]))
        for slug, name in city_names(
            [each for each in ids if each not in regions], language
        ).items()
    }
    for each in ids:
        if each in regions:
            found[each] = Named(regions[each], reverse("network:region", args=[each]))
        elif each.isupper() and known_country(each):
            found[each] = Named(country_name(each, language))
    return found


def _facts(ids: Collection[str], _language: str, _by: Any) -> Mapping[str, Named]:
    return {
        each: Named(_("Facts of cities, edition %(edition)s") % {"edition": each}) for each in ids
    }


def _nothing(_ids: Collection[str], _language: str, _by: Any) -> Mapping[str, Named]:
    """An appointment is told by its person and role."""
    return {}


def _files(ids: Collection[str], _language: str, _by: Any) -> Mapping[str, Named]:
    return {each: Named(each) for each in ids}


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
