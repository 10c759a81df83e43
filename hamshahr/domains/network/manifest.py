"""What the network tells the commons, and puts on the pages of earlier domains."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.commons.accounts.cities import know_former_by
from hamshahr.commons.accounts.own_data.parts import PersonalData, register_personal_data, rows_of
from hamshahr.commons.accounts.permitting import keep_appointments_by
from hamshahr.domains.network import deeds, former, reported
from hamshahr.domains.network.appointing import city_id_of, read_held, those_holding
from hamshahr.domains.network.merging import own_followers
from hamshahr.domains.network.models import Appointment, StandingChange
from hamshahr.domains.network.own_words import manifest as own_words
from hamshahr.domains.network.people import manifest as people
from hamshahr.domains.network.queries import former_of
from hamshahr.kernel.panels import Panel, register_panel

_APPOINTMENT = ("role", "city__slug", "starts", "ends")


def _regions(*_asked: object) -> Mapping[str, str]:
    return {"label": _("By region"), "url": reverse("network:regions")}


def _register_own_data() -> None:
    register_personal_data(
        PersonalData(
            "appointments",
            gettext_lazy("Your appointments"),
            rows_of(Appointment, "person", *_APPOINTMENT, "function", "is_shown"),
            covers=("network.Appointment.person",),
        )
    )
    register_personal_data(
        PersonalData(
            "vouched-for",
            gettext_lazy("Appointments of others that you vouched for"),
            rows_of(Appointment, "vouched_by", *_APPOINTMENT),
            covers=("network.Appointment.vouched_by",),
        )
    )
    register_personal_data(
        PersonalData(
            "standings",
            gettext_lazy("Standings of members that you decided"),
            rows_of(
                StandingChange, "decided_by", "membership__city__slug", "standing", "from_day", "at"
            ),
            covers=("network.StandingChange.decided_by",),
        )
    )


def register() -> None:
    deeds.declare()
    former.declare()
    _register_own_data()
    people.register()
    keep_appointments_by(read=read_held, city_named=city_id_of, holding=those_holding)
    know_former_by(former_of)
    own_words.register()
    reported.register()
    own_followers.register()
    register_panel(page="topics", panel=Panel("regions", "topics/way.html", _regions, 10))
