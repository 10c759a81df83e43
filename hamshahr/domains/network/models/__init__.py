"""What the network keeps."""

from hamshahr.domains.network.models.appointments import Appointment
from hamshahr.domains.network.models.cities import City, CountryPlace, Region
from hamshahr.domains.network.models.former_addresses import FormerAddress
from hamshahr.domains.network.models.hand_overs import HandedOverThing, HandOver
from hamshahr.domains.network.models.invitations import Invitation
from hamshahr.domains.network.models.mail_domains import CityMailDomain
from hamshahr.domains.network.models.memberships import (
    BoardSeat,
    Fee,
    Membership,
    StandingChange,
)
from hamshahr.domains.network.models.own_words import (
    CityText,
    Offer,
    OfferTopic,
    Priority,
    RoleMailbox,
)

__all__ = [
    "Appointment",
    "BoardSeat",
    "City",
    "CityMailDomain",
    "CityText",
    "CountryPlace",
    "Fee",
    "FormerAddress",
    "HandOver",
    "HandedOverThing",
    "Invitation",
    "Membership",
    "Offer",
    "OfferTopic",
    "Priority",
    "Region",
    "RoleMailbox",
    "StandingChange",
]
