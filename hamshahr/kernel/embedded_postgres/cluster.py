"""Making a cluster (PostgreSQL's data directory), and refusing one we cannot serve."""

import shutil
import subprocess
from pathlib import Path

from .account import Account
from .children import Lifeline
from .connection import APPLICATION
from .errors import (
    DataFolderError,
    MajorVersionError,
    StartError,
    from_os,
    full_disk,
    tells_of_full_disk,
)
from .layout import Layout
from .memory import memory, sizes

# The children get the folder as their working folder and name it like this: so the account
# that runs them need not be able to enter the folders above it.
HERE = "/proc/self/cwd"

# LC_ALL also keeps messages untranslated: `errors` reads them.
ENVIRONMENT = {"LC_ALL": "C", "PATH": "/usr/bin:/bin", "TZ": "UTC"}

SUPERUSER = "postgres"  # for upgrades; the application never signs in as this role

# Written to postgresql.conf once, where an operator may change them. Beside these stand the sizes
# that fit the machine's memory; these fit 2 GB, with the web server and the embedding models there.
_SETTINGS = {
    "max_connections": "60",
    "work_mem": "8MB",
    "maintenance_work_mem": "128MB",
    "min_wal_size": "64MB",
    "max_wal_size": "512MB",
    "random_page_cost": "1.1",  # solid-state disks
    "jit": "off",  # compiling costs more than it gains on short queries
    # Containers often have a /dev/shm of 64 MB, too small to build a vector index in parallel.
    "dynamic_shared_memory_type": "mmap",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "log_line_prefix": "%m [%p] %q%u@%d ",
}

# Read by `postgres --single`, one command a line. The application may create databases, which
# its tests do, but is no superuser: a superuser may run programs on the machine.
_FIRST_COMMANDS = (
    f"CREATE ROLE {APPLICATION} LOGIN CREATEDB;\n"
    f"CREATE DATABASE {APPLICATION} OWNER {APPLICATION};\n"
)

# No network, and only these two roles. The folder of the socket keeps strangers out.
_WHO_MAY_CONNECT = f"local all {APPLICATION} trust\nlocal all {SUPERUSER} trust\n"


def make(layout: Layout, programs: Path, account: Account, life: Lifeline, *, sync: bool) -> None:
    """Make the cluster with the application's role and empty database.

    It appears whole or not at all. ``sync`` waits until it is on the disk. Raises an
    ``EmbeddedPostgresError``.
    """
    unborn = layout.unborn_cluster
    try:
        _remove(unborn)
        unborn.mkdir(mode=0o700)
        account.own(unborn)
        _run(_initdb(programs), layout, account, life)
        (unborn / "pg_hba.conf").write_text(_WHO_MAY_CONNECT)
        account.own(unborn / "pg_hba.conf")
        _run(_single(programs), layout, account, life, said=_FIRST_COMMANDS)
        if sync:
            _run([programs / "initdb", "--sync-only", "-D", HERE], layout, account, life)
        unborn.rename(layout.cluster)
    except OSError as error:
        raise from_os(error, layout.home) from error
    finally:
        _remove(unborn)


def check(layout: Layout, major: str) -> None:
    """Raise an ``EmbeddedPostgresError`` unless programs of version ``major`` can serve it."""
    try:
        version = (layout.cluster / "PG_VERSION").read_text().strip()
    except FileNotFoundError as error:
        raise DataFolderError(
            f"The database in {layout.cluster} is damaged: its file PG_VERSION is missing. "
            "Restore the folder from a backup, or move it away to begin with an empty database."
        ) from error
    except OSError as error:
        raise from_os(error, layout.cluster) from error
    if version != major:
        raise MajorVersionError(
            f"The database in {layout.cluster} was made by PostgreSQL {version}, and this "
            f"Hamshahr brings PostgreSQL {major}. Run 'hamshahr db upgrade' to convert it, or "
            f"install the version of Hamshahr that brought PostgreSQL {version}."
        )


def _initdb(programs: Path) -> list[str | Path]:
    settings = [f"--set={name}={value}" for name, value in (_SETTINGS | sizes(memory())).items()]
    return [
        programs / "initdb", "-D", HERE, "--username", SUPERUSER, "--auth=trust", "--no-sync",
        "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
        # The text search parser and pg_trgm ask the C library what a letter is: under plain C
        # no letter outside ASCII is one, and a Persian word has no trigrams at all.
        "--lc-ctype=C.UTF-8",
        "--data-checksums", *settings,
    ]  # fmt: skip


def _single(programs: Path) -> list[str | Path]:
    options = ("-D", HERE, "-c", "exit_on_error=true", "-c", "fsync=off")
    return [programs / "postgres", "--single", *options, SUPERUSER]


def _run(
    command: list[str | Path], layout: Layout, account: Account, life: Lifeline, said: str = ""
) -> None:
    ran = subprocess.run(  # noqa: S603 - our own programs, arguments of ours
        command,
        cwd=layout.unborn_cluster,
        env=ENVIRONMENT,
        input=said,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
        pass_fds=life.inherited,
        preexec_fn=life.tie,  # safe: the keeper has one thread
        **account.of_process(),
    )
    if ran.returncode == 0:
        return
    if tells_of_full_disk(ran.stdout):
        raise full_disk(layout.home)
    raise StartError(
        f"A new database could not be made in {layout.home}. PostgreSQL said: "
        f"{ran.stdout[-600:].strip()}"
    )


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
