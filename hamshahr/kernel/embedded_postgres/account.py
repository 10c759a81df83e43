"""Which system account runs the server: never root, which PostgreSQL refuses."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from .errors import DataFolderError, StartError
from .layout import Layout


class SwitchArguments(TypedDict, total=False):
    """Arguments of ``subprocess`` that change the account of a child."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """``switch`` is set where we are root and the server must be somebody else."""

    uid: int
    gid: int
    switch: bool

    def of_process(self) -> SwitchArguments:
        """Arguments of ``subprocess`` that run a child as this account."""
        if not self.switch:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Hand ``path`` over to this account."""
        if self.switch:
            os.chown(path, self.uid, self.gid)


def server_account(layout: Layout) -> Account:
    """The account for the server of this instance.

    Not root: our own. Root: the owner of the cluster, so that it never changes hands; else
    the owner of the data folder, so that root may help out a normal user; else the system's
    ``postgres``, which no other service shares; else ``nobody``.
    """
    if os.geteuid() != 0:
        return _ourselves(layout)
    if layout.cluster.exists():
        owner = layout.cluster.stat()
        if owner.st_uid != 0:
            return Account(owner.st_uid, owner.st_gid, switch=True)
    owner = layout.data.stat()
    if owner.st_uid != 0 and _has_name(owner.st_uid):
        return Account(owner.st_uid, owner.st_gid, switch=True)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, switch=True)
    raise StartError(
        "PostgreSQL refuses to run as root, and this system has neither a user 'postgres' nor "
        "'nobody' to run it as. Make one (useradd --system postgres), or run Hamshahr as a "
        "normal user."
    )


def _has_name(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _ourselves(layout: Layout) -> Account:
    uid = os.geteuid()
    if layout.cluster.exists():
        owner = layout.cluster.stat().st_uid
        if owner != uid:
            raise DataFolderError(
                f"The database in {layout.home} belongs to user {owner}, and this is user {uid}. "
                "Run the command as that user or as root, or set HAMSHAHR_DATA to another folder."
            )
    elif not _has_name(uid):
        raise StartError(
            f"User id {uid} has no name on this system, and PostgreSQL's initdb asks for one. "
            "Add a line for it to /etc/passwd, or run Hamshahr as a user that has a name."
        )
    return Account(uid, os.getegid(), switch=False)
