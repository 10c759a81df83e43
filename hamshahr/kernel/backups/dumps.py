"""Handing the database's part of a backup to pg_restore."""

import re
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from hamshahr.kernel.backups.errors import BackupError, NewerBackup, damaged
from hamshahr.kernel.backups.manifest import DATABASE
from hamshahr.kernel.backups.older_servers import KNOWS_THE_GREETING, run_script
from hamshahr.kernel.backups.programs import Programs, environment
from hamshahr.kernel.backups.reading import Backup

# Extensions are made before, by whoever may; like the schema, they may belong to somebody else.
_NOT_OURS = re.compile(
    r"\d+; \d+ \d+ (?:EXTENSION - |COMMENT - EXTENSION |(?:COMMENT - )?SCHEMA (?:- )?public )"
)


def require_readable(backup: Backup, programs: Programs) -> str:
    """Return what pg_restore lists in the dump; raises ``NotABackup``, ``NewerBackup``."""
    said = _fed(backup, [programs.pg_restore, "--list"], {}, lambda _: None)
    if said.returncode == 0:
        return said.out
    if "unsupported version" in said.err:
        raise NewerBackup(
            f"{backup.path} was made with a newer PostgreSQL than pg_restore {programs.version} "
            "reads. Install the version of Hamshahr that made it, or a newer one."
        )
    raise damaged(backup.path, f"pg_restore says: {said.err.strip()[-300:]}")


def restore_into(
    dsn: str, backup: Backup, programs: Programs, server: int, progress: Callable[[int], None]
) -> None:
    """Write the dump into the empty database at ``dsn``, all or nothing; raises BackupError.

    ``server`` is the major version of the server there.
    """
    listed = require_readable(backup, programs)
    wanted = "\n".join(line for line in listed.splitlines() if not _NOT_OURS.match(line))
    with tempfile.NamedTemporaryFile("w", suffix=".list", encoding="utf-8") as contents:
        contents.write(wanted)
        contents.flush()
        if server < KNOWS_THE_GREETING:
            with backup.opened(DATABASE) as dump:
                run_script(dsn, programs, Path(contents.name), dump, progress)
            return
        command: list[str | Path] = [
            programs.pg_restore, "--no-owner", "--no-privileges", "--no-password",
            "--single-transaction", "--exit-on-error", f"--use-list={contents.name}", "--dbname=",
        ]  # fmt: skip
        said = _fed(backup, command, environment(dsn), progress)
    if said.returncode != 0:
        raise BackupError(f"The database could not be restored: {said.err.strip()[-600:]}")


class _Said:
    def __init__(self, returncode: int, out: str, err: str) -> None:
        self.returncode, self.out, self.err = returncode, out, err


def _fed(
    backup: Backup,
    command: list[str | Path],
    variables: dict[str, str],
    progress: Callable[[int], None],
) -> _Said:
    """Run a program with the dump as its input."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        running = subprocess.Popen(  # noqa: S603 - PostgreSQL's own program, arguments of ours
            command, env=variables or {"LC_ALL": "C"}, stdin=subprocess.PIPE, stdout=out, stderr=err
        )
        with running, backup.opened(DATABASE) as content:
            assert running.stdin
            done = 0
            try:
                for chunk in content:
                    running.stdin.write(chunk)
                    done += len(chunk)
                    progress(done)
                running.stdin.close()
            except BrokenPipeError:  # it needs no more, or says on its way out why not
                pass
            except BaseException:
                running.kill()
                raise
        out.seek(0)
        err.seek(0)
        told = (stream.read().decode(errors="replace") for stream in (out, err))
        return _Said(running.returncode, *told)
