"""What the network keeps."""

from hamshahr.domains.network.models.appointments import Appointment
from hamshahr.domains.network.models.cities import City, CountryPlace, Region
from hamshahr.domains.network.models.former_addresses import FormerAddress
from hamshahr.domains.network.models.invitations import Invitation
from hamshahr.domains.network.models.memberships import Membership
from hamshahr.domains.network.models.own_words import (
    CityText,
    Offer,
    OfferTopic,
    Priority,
    RoleMailbox,
)

__all__ = [
    "Appointment",
    "City",
    "CityText",
    "CountryPlace",
    "FormerAddress",
    "Invitation",
    "Membership",
    "Offer",
    "OfferTopic",
    "Priority",
    "Region",
    "RoleMailbox",
]
