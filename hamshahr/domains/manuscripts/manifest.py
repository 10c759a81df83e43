"""What manuscripts plug into the commons, and into the pages of earlier domains."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.own_data.parts import PersonalData, register_personal_data, rows_of
from hamshahr.commons.accounts.own_pages import OwnPage, register_own_page
from hamshahr.commons.accounts.permitting import Held, allows
from hamshahr.commons.accounts.roles import CITY_ROLES
from hamshahr.domains.manuscripts import deeds
from hamshahr.domains.manuscripts.claiming import manifest as claiming
from hamshahr.domains.manuscripts.models import FieldChange, Manuscript, Presence
from hamshahr.domains.manuscripts.permissions import WRITE
from hamshahr.domains.manuscripts.reviewing import manifest as reviewing
from hamshahr.domains.network.merging.following import FollowsCity, register_follows_city
from hamshahr.domains.network.models import City
from hamshahr.domains.network.regions import CityPage
from hamshahr.kernel.panels import Panel, register_panel


def register() -> None:
    deeds.declare()
    reviewing.register()
    claiming.register()
    register_own_page(
        OwnPage(
            "writing", _("What your city writes"), "manuscripts:list", 7, shown_to=_serves_a_city
        )
    )
    register_panel(
        page="work on a city", panel=Panel("writing", "manuscripts/_work.html", _telling, 3)
    )
    register_follows_city(
        FollowsCity(
            "manuscripts",
            _("Experiences being written"),
            ("manuscripts.Manuscript.city",),
            lambda city: Manuscript.objects.filter(city=city).count(),
            _move,
        )
    )
    _register_own_data()


def _serves_a_city(held: frozenset[Held]) -> bool:
    return any(one.role in CITY_ROLES for one in held)


def _telling(page: CityPage, _language: str, by: User | None) -> Mapping[str, str] | None:
    """Lead whoever writes for a city from its page, her first after signing in, to a beginning."""
    if not allows(by, WRITE, page.city.pk):
        return None
    return {"url": reverse("manuscripts:begin")}


def _move(gone: City, kept: City) -> None:
    Manuscript.objects.filter(city=gone).update(city=kept)


def _register_own_data() -> None:
    register_personal_data(
        PersonalData(
            "manuscripts",
            _("Experiences that you began to write"),
            rows_of(Manuscript, "begun_by", "pk", "city__slug", "language", "state", "begun_at"),
            covers=("manuscripts.Manuscript.begun_by",),
        )
    )
    register_personal_data(
        PersonalData(
            "written",
            _("What you wrote in experiences of your city"),
            rows_of(FieldChange, "changed_by", "manuscript_id", "path", "value", "changed_at"),
            covers=(
                "manuscripts.FieldChange.changed_by",
                "manuscripts.ManuscriptField.changed_by",
            ),
        )
    )
    register_personal_data(
        PersonalData(
            "present",
            _("Which experience you have open"),
            rows_of(Presence, "person", "manuscript_id", "step", "seen_at"),
            covers=("manuscripts.Presence.person",),
        )
    )
