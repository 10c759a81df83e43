"""Bringing the embedded database from one major version of PostgreSQL to the next.

The old server runs once more with the programs that were kept beside the data, and is saved as any
backup is; a new cluster is filled from that and compared; then the folders change places. The old
cluster is kept.
"""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from hamshahr.kernel.backups.errors import BackupError
from hamshahr.kernel.backups.making import make_backup
from hamshahr.kernel.backups.programs import major_of, programs_for
from hamshahr.kernel.backups.restoring import fill
from hamshahr.kernel.embedded_postgres import (
    ConnectionParameters,
    DataFolderError,
    MajorVersionError,
    StartError,
    instance,
    locks,
    socket_folder,
)
from hamshahr.kernel.embedded_postgres.account import Account, server_account
from hamshahr.kernel.embedded_postgres.children import Lifeline
from hamshahr.kernel.embedded_postgres.layout import Layout
from hamshahr.kernel.embedded_postgres.programs import carried_programs, kept, major_version
from hamshahr.kernel.embedded_postgres.server import Server

# The dump, the new cluster and its journal, while the old one stays.
_ROOM = 2.5
# A server that crashed has to replay its journal first.
_FOR_A_START = 120  # seconds
_FOR_A_LOCK = 5  # seconds
_PAUSE = 0.1

Progress = Callable[[str, int], None]


@dataclass(frozen=True)
class Upgraded:
    """From which version to which, how many rows, and where the old cluster is kept."""

    old: str
    new: str
    rows: int
    kept: Path


def upgrade(
    data: Path, *, product: str, old_programs: Path | None, progress: Progress
) -> Upgraded | None:
    """Bring the cluster under ``data`` to the carried version; None if it is of that version.

    ``old_programs`` is a ``bin`` folder of the old version, where none is beside the data.
    Whatever goes wrong leaves the old cluster as it was. Raises ``EmbeddedPostgresError``,
    ``BackupError``, psycopg's errors.
    """
    layout = Layout(data.resolve())
    old, new = _versions(layout)
    if old == new:
        return None
    if int(old) > int(new):
        raise MajorVersionError(
            f"The database is of PostgreSQL {old}, newer than {new}, which this Hamshahr brings. "
            "Install the version of Hamshahr that made it; there is no way back."
        )
    programs = old_programs or kept(layout, old)
    if programs is None or major_version(programs) != old:
        raise StartError(
            f"The programs of PostgreSQL {old} are not in {layout.programs}. Install the version "
            f"of Hamshahr that brought them (embedded-postgres {old}), run 'hamshahr check' once, "
            "and upgrade again; or name another folder of them: --old-programs "
            f"/usr/lib/postgresql/{old}/bin"
        )
    _require_room(layout)
    with _alone(layout):
        rows = _fill_anew(layout, programs, product, progress)
        return Upgraded(old, new, rows, _swap(layout, old))


def old_clusters(data: Path) -> list[Path]:
    """Clusters that upgrades kept, and what an interrupted one left."""
    layout = Layout(data.resolve())
    found = sorted(layout.home.glob(f"{layout.cluster.name}.postgresql-*"))
    return [*found, layout.upgrading] if layout.upgrading.exists() else found


def _versions(layout: Layout) -> tuple[str, str]:
    try:
        old = (layout.cluster / "PG_VERSION").read_text().strip()
    except FileNotFoundError as error:
        raise DataFolderError(
            f"There is no embedded database in {layout.home}. Set HAMSHAHR_DATA to its folder."
        ) from error
    return old, major_version(carried_programs())


def _require_room(layout: Layout) -> None:
    size = sum(path.stat().st_size for path in layout.cluster.rglob("*") if path.is_file())
    free, wanted = shutil.disk_usage(layout.home).free, int(_ROOM * size)
    if free < wanted:
        raise DataFolderError(
            f"The upgrade needs {wanted // 2**20:,} MB in {layout.home}, and {free // 2**20:,} MB "
            "are free. Free some space; nothing was begun."
        )


@contextmanager
def _alone(layout: Layout) -> Iterator[None]:
    """Keep every other command away from the database, and make sure that none uses it."""
    in_use = DataFolderError(
        f"The database in {layout.home} is in use. End 'hamshahr serve' and every other command, "
        "then upgrade."
    )
    layout.prepare()
    if not instance(layout.data).stop_if_unused():
        raise in_use
    with locks.opened(layout.users_lock) as users, locks.opened(layout.keeper_lock) as keeper:
        for lock in (users, keeper):
            if not locks.wait_for(locks.try_exclusive, lock, seconds=_FOR_A_LOCK):
                raise in_use
        yield


def _fill_anew(layout: Layout, programs: Path, product: str, progress: Progress) -> int:
    """Make the new cluster, filled and compared, in the folder of the upgrade; return its rows."""
    place = layout.upgrading
    shutil.rmtree(place, ignore_errors=True)
    account = server_account(layout)
    place.mkdir(mode=0o755)
    account.own(place)
    saved = place / "old.tar"
    try:
        with _old_server(layout, programs, account) as old:
            backup = make_backup(
                target=saved, dsn=old, product=product, files=(), progress=progress
            )
        anew = instance(place, linger=0.0)
        with anew.hold() as parameters:
            with psycopg.connect(parameters.dsn()) as connection:
                tools = programs_for(parameters.dsn(), major_of(connection))
            fill(parameters.dsn(), backup, tools, progress)
        if not anew.stop_if_unused():
            raise BackupError("The new server does not stop. Try again.")
    except BaseException:
        instance(place).stop_if_unused()
        shutil.rmtree(place, ignore_errors=True)
        raise
    return backup.manifest.rows


@contextmanager
def _old_server(layout: Layout, programs: Path, account: Account) -> Iterator[str]:
    """Run the old server as our own child; give the connection string of its database."""
    with locks.opened(layout.server_lock) as lock:
        if not locks.wait_for(locks.try_exclusive, lock, seconds=_FOR_A_LOCK):
            raise StartError(f"Processes of an earlier server of {layout.home} still run.")
        socket = socket_folder.make(layout, account)
        server = Server(
            layout,
            programs,
            account,
            Lifeline(lock),
            socket=socket_folder.as_the_server_sees(socket, layout),
            durable=True,
        )
        try:
            dsn = ConnectionParameters(host=str(socket)).dsn()
            _wait_for(server, dsn)
            yield dsn
        finally:
            server.stop()
            socket_folder.remove(socket, layout)


def _wait_for(server: Server, dsn: str) -> None:
    deadline = time.monotonic() + _FOR_A_START
    while time.monotonic() < deadline:
        if server.ended():
            raise server.why_it_ended()
        try:
            psycopg.connect(dsn, connect_timeout=5).close()
        except psycopg.OperationalError:
            time.sleep(_PAUSE)
        else:
            return
    raise StartError(f"The old server did not answer within {_FOR_A_START} seconds.")


def _swap(layout: Layout, old: str) -> Path:
    """Put the new cluster in the place of the old one; return where the old one is.

    Interrupted between the two last steps, the next start of the database does the last.
    """
    aside = layout.cluster.with_name(f"{layout.cluster.name}.postgresql-{old}")
    if aside.exists():  # of an upgrade that was undone by hand
        aside = aside.with_name(f"{aside.name}-{int(time.time())}")
    Layout(layout.upgrading).cluster.rename(layout.upgraded_cluster)
    layout.cluster.rename(aside)
    layout.finish_upgrade()
    shutil.rmtree(layout.upgrading, ignore_errors=True)
    return aside
