"""Restoring to a server older than pg_restore, which greets it with a setting unknown there.

``pg_restore`` writes the statements, the one greeting is taken out, and ``psql`` runs the rest.
"""

import subprocess
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import IO

from hamshahr.kernel.backups.errors import BackupError
from hamshahr.kernel.backups.programs import Programs, environment
from hamshahr.kernel.backups.writing import chunks

# From this version on, servers know the setting.
KNOWS_THE_GREETING = 17
_GREETING = b"\nSET transaction_timeout = 0;\n"
# It stands among the first lines, before any data could look like it.
_AMONG_THE_FIRST = 2**14  # bytes


def run_script(
    dsn: str,
    programs: Programs,
    contents: Path,
    dump: Iterator[bytes],
    progress: Callable[[int], None],
) -> None:
    """Write the entries of ``dump`` that ``contents`` lists to ``dsn``, in one transaction.

    Raises ``BackupError``.
    """
    write: list[str | Path] = [
        programs.pg_restore, "--no-owner", "--no-privileges", "--file=-",
        f"--use-list={contents}",
    ]  # fmt: skip
    run: list[str | Path] = [
        programs.psql, "--no-psqlrc", "--quiet", "--single-transaction", "--no-password",
        "--set=ON_ERROR_STOP=1", "--output=/dev/null",
    ]  # fmt: skip
    with (
        tempfile.TemporaryFile() as said,
        ThreadPoolExecutor(1) as beside,
        _started(write, dsn, said, stdout=subprocess.PIPE) as writing,
        _started(run, dsn, said, stdout=subprocess.DEVNULL) as running,
    ):
        assert writing.stdin
        assert writing.stdout
        assert running.stdin
        feeding = beside.submit(_feed, writing.stdin, dump, progress)
        _copy(_without_greeting(writing.stdout), running.stdin, lambda _: None)
        writing.stdout.close()
        feeding.result()
        if failed := writing.wait():
            running.kill()  # at the end of half a script, it would commit
        with suppress(BrokenPipeError):
            running.stdin.close()
        failed = running.wait() or failed
        said.seek(0)
        told = said.read().decode(errors="replace").strip()
    if failed:
        raise BackupError(f"The database could not be restored: {told[-600:]}")


def _started(
    command: list[str | Path], dsn: str, said: IO[bytes], *, stdout: int
) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - PostgreSQL's own program, arguments of ours
        command, env=environment(dsn), stdin=subprocess.PIPE, stdout=stdout, stderr=said
    )


def _feed(into: IO[bytes], content: Iterator[bytes], progress: Callable[[int], None]) -> None:
    _copy(content, into, progress)
    with suppress(BrokenPipeError):
        into.close()


def _copy(content: Iterator[bytes], into: IO[bytes], progress: Callable[[int], None]) -> None:
    """Until all is written, or the program has ended: its status and last words tell why."""
    done = 0
    with suppress(BrokenPipeError):
        for chunk in content:
            into.write(chunk)
            done += len(chunk)
            progress(done)


def _without_greeting(script: IO[bytes]) -> Iterator[bytes]:
    first = script.read(_AMONG_THE_FIRST)
    yield first.replace(_GREETING, b"\n", 1)
    yield from chunks(script)
