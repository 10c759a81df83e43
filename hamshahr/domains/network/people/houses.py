"""Where people serve: a city or the association, with the addresses of its pages about people."""

from dataclasses import dataclass

from django.urls import reverse

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.roles import ASSOCIATION_ROLES, CITY_ROLES, Role
from hamshahr.domains.network import facts
from hamshahr.domains.network.models import City
from hamshahr.domains.network.permissions import may_appoint
from hamshahr.domains.network.queries import known_country


@dataclass(frozen=True)
class House:
    """A city, or (``None``) the association; the names of its addresses begin with ``space``."""

    city: City | None
    space: str

    @property
    def languages(self) -> tuple[str, ...]:
        """The official languages of the city's country; none of the association."""
        if self.city is None or not known_country(self.city.country):
            return ()
        return facts.country(self.city.country).languages

    def url(self, page: str = "", *parts: object) -> str:
        """Return the address of a page: the list where ``page`` is empty."""
        name = f"{self.space}-{page}" if page else self.space
        return reverse(name, args=[*([self.city.slug] if self.city else []), *parts])

    def roles_given_by(self, by: User) -> list[Role]:
        """Return the roles that ``by`` may give here, in the order in which they are listed."""
        possible = CITY_ROLES if self.city else ASSOCIATION_ROLES
        return [role for role in Role if role in possible and may_appoint(by, role, self.city)]


def house_of(city: City) -> House:
    """Return a city as a house."""
    return House(city, "network:people")
