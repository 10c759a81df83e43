"""Who adds files; who reads them is said by what holds them (``reading``)."""

from uuid import UUID

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.permitting import held_by, is_system


def may_add(by: User | None, owner: UUID | None) -> bool:
    """Tell whether ``by`` may add files that are a city's, or (``None``) no city's.

    Who serves the city, or the association, may. What a file is for is asked by who attaches it.
    """
    if is_system(by):
        return True
    return any(owner is None or one.city_id in {None, owner} for one in held_by(by))
