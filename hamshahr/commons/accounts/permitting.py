"""Who may do what: permissions that are granted to roles, asked for one city or as a list.

A domain declares what it lets people do, once, in its ``permissions``::

    KEEP_CITY_PAGE = declare(
        Permission("network.keep_city_page", _("Keep the page of the city."), own_city=KEEPERS)
    )

and asks with ``allows`` (for one object: pass the city that it belongs to) or with
``cities_allowed`` (for a list). Both read the same appointments, those that run today, so that
they cannot differ. The page that tells who may do what is drawn from ``permissions()``.

The commons know no city: whoever keeps appointments registers how they are read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import cast
from uuid import UUID

from django.utils.functional import Promise

from hamshahr.commons.accounts.demonstration import is_somebody
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.roles import ASSOCIATION_ROLES, CITY_ROLES, Role


@dataclass(frozen=True)
class Permission:
    """Something that roles may do; granted to nobody by anything else.

    ``own_city`` may do it for the city they serve, ``everywhere`` for every city and for the
    association itself. ``sentence`` says it in plain words.
    """

    code: str
    sentence: str | Promise = field(compare=False)
    own_city: frozenset[Role] = frozenset()
    everywhere: frozenset[Role] = frozenset()

    def __post_init__(self) -> None:
        if not self.own_city <= CITY_ROLES:
            raise ValueError(f"{self.code}: a role that serves no city has no city of its own.")
        if not self.everywhere <= ASSOCIATION_ROLES:
            raise ValueError(f"{self.code}: a role of one city gives nothing in others.")

    @property
    def roles(self) -> frozenset[Role]:
        return self.own_city | self.everywhere


@dataclass(frozen=True)
class Held:
    """A role that a person holds today; ``city_id`` is ``None`` for the association's own."""

    role: Role
    city_id: UUID | None


@dataclass(frozen=True)
class Cities:
    """The cities for which somebody may do something: all of them, or those of ``ids``."""

    everywhere: bool
    ids: frozenset[UUID]

    def __contains__(self, city_id: object) -> bool:
        return self.everywhere or city_id in self.ids

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.ids)


NOWHERE = Cities(everywhere=False, ids=frozenset())
EVERYWHERE = Cities(everywhere=True, ids=frozenset())

_ASKED_ONCE = "held_asked_once"  # the attribute of a person that remembers what she holds
_permissions: dict[str, Permission] = {}
_read: Callable[[User], frozenset[Held]] | None = None
_city_named: Callable[[str], UUID | None] | None = None
_holding: Callable[[frozenset[Role], UUID | None], Sequence[User]] | None = None


def declare(permission: Permission) -> Permission:
    """Make a permission known. Raises ``ValueError`` where its code is taken."""
    if permission.code in _permissions:
        raise ValueError(f"There is a permission {permission.code!r} already.")
    _permissions[permission.code] = permission
    return permission


def permissions() -> list[Permission]:
    """Return every permission of the product, by code."""
    return sorted(_permissions.values(), key=lambda permission: permission.code)


def keep_appointments_by(
    *,
    read: Callable[[User], frozenset[Held]],
    city_named: Callable[[str], UUID | None],
    holding: Callable[[frozenset[Role], UUID | None], Sequence[User]],
) -> None:
    """Register how appointments are read, and how the city of an address is known.

    ``holding(roles, city_id)`` returns who holds one of these roles today for a city, or (``None``)
    in the association.
    """
    global _read, _city_named, _holding
    _read, _city_named, _holding = read, city_named, holding


def held_by(by: User | None) -> frozenset[Held]:
    """Return the roles that somebody holds today, in one query; nobody and the system hold none."""
    if by is None or not is_somebody(by) or not by.is_active or _read is None:
        return frozenset()
    if not hasattr(by, _ASKED_ONCE):
        return _read(by)
    if getattr(by, _ASKED_ONCE) is None:
        setattr(by, _ASKED_ONCE, _read(by))
    return cast("frozenset[Held]", getattr(by, _ASKED_ONCE))


def ask_once_about(by: User) -> None:
    """Have ``held_by`` remember the answer on this one object.

    For the person of a request that changes nothing, whose object lives no longer than the request.
    """
    if not hasattr(by, _ASKED_ONCE):
        setattr(by, _ASKED_ONCE, None)


def cities_allowed(by: User | None, permission: Permission) -> Cities:
    """Return the cities for which ``by`` may do it: what a list is limited to."""
    if is_system(by):
        return EVERYWHERE
    held = held_by(by)
    if any(one.role in permission.everywhere for one in held):
        return EVERYWHERE
    own = frozenset(
        one.city_id for one in held if one.role in permission.own_city and one.city_id is not None
    )
    return Cities(everywhere=False, ids=own)


def allows(by: User | None, permission: Permission, city_id: UUID | None = None) -> bool:
    """Tell whether ``by`` may do it for one city, or (``None``) for the association itself."""
    return city_id in cities_allowed(by, permission)


def allows_somewhere(by: User | None, permission: Permission) -> bool:
    """Tell whether there is any city, or the association, for which ``by`` may do it."""
    return bool(cities_allowed(by, permission))


def who_may(permission: Permission, city_id: UUID | None = None) -> list[User]:
    """Return the people who may do it for one city, or for the association: whom to tell of it."""
    if _holding is None:
        return []
    found = list(_holding(permission.everywhere, None)) if permission.everywhere else []
    if city_id is not None and permission.own_city:
        found += _holding(permission.own_city, city_id)
    return list({person.pk: person for person in found}.values())


def city_named(slug: str) -> UUID | None:
    """Return the city that an address names; ``None`` where there is none."""
    return _city_named(slug) if _city_named is not None else None


def is_system(by: User | None) -> bool:
    """Tell whether the system acts: whoever may use the machine, or a job of the night."""
    return by is not None and by.kind == User.Kind.SYSTEM
