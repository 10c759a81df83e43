"""What the network keeps."""

from hamshahr.domains.network.models.appointments import Appointment
from hamshahr.domains.network.models.cities import City, CountryPlace, Region
from hamshahr.domains.network.models.invitations import Invitation
from hamshahr.domains.network.models.memberships import Membership

__all__ = ["Appointment", "City", "CountryPlace", "Invitation", "Membership", "Region"]
