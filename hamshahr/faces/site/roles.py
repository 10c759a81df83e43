"""The page that tells who may do what: drawn from the permissions that are asked for."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from hamshahr.commons.accounts.permitting import Permission, permissions
from hamshahr.commons.accounts.roles import ASSOCIATION_ROLES, CITY_ROLES, SENTENCES, Role


@dataclass(frozen=True)
class RoleEntry:
    """A role: what it is called, what it is for, and what it may do in plain sentences."""

    code: str
    name: str | Promise
    sentence: str | Promise
    may: tuple[str | Promise, ...]


@dataclass(frozen=True)
class PermissionRow:
    """A permission: its sentence, and the roles that have it."""

    code: str
    sentence: str | Promise
    for_own_city: tuple[str | Promise, ...]
    everywhere: tuple[str | Promise, ...]


@dataclass(frozen=True)
class RolesPage:
    """Roles of cities and of the association, and the same the other way round."""

    of_cities: list[RoleEntry]
    of_the_association: list[RoleEntry]
    rows: list[PermissionRow]


def roles_page() -> RolesPage:
    """Return the page; it needs no database, for the permissions are the program's."""
    declared = permissions()
    return RolesPage(
        of_cities=[_entry(role, declared) for role in Role if role in CITY_ROLES],
        of_the_association=[_entry(role, declared) for role in Role if role in ASSOCIATION_ROLES],
        rows=[
            PermissionRow(one.code, one.sentence, _names(one.own_city), _names(one.everywhere))
            for one in declared
        ],
    )


def _entry(role: Role, declared: list[Permission]) -> RoleEntry:
    return RoleEntry(
        code=role.value,
        name=role.label,
        sentence=SENTENCES[role],
        may=tuple(one.sentence for one in declared if role in one.roles),
    )


def _names(roles: Iterable[Role]) -> tuple[str | Promise, ...]:
    held = set(roles)
    return tuple(role.label for role in Role if role in held)
