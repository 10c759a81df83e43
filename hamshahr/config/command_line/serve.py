"""Show the site, and do what waits in the job queue beside it.

  hamshahr serve                      http://localhost:8000, for this machine and its proxy
  hamshahr serve --host 0.0.0.0       for other machines, at the address that it is set up for
  hamshahr serve --demo               a demonstration, on an instance that is not set up

Until hamshahr setup has run, it shows how to set it up and nothing else.

Stops with Ctrl-C. The embedded database stops a few seconds after its last user.
"""

import argparse
import errno
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from hamshahr.config import demonstration, environment, static_files
from hamshahr.config.command_line.failing import Refusal
from hamshahr.config.command_line.running import django_running

_LAST_PORT = 65_535


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="where to listen (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="default: 8000")
    parser.add_argument(
        "--workers", type=int, default=min(4, os.cpu_count() or 1), help="processes for pages"
    )
    parser.add_argument("--demo", action="store_true", help="show it as a demonstration")
    parser.add_argument("--no-jobs", action="store_true", help="leave the job queue to others")


def run(given: argparse.Namespace) -> int:
    _require_free(given.host, given.port)
    if given.demo or environment.wants_demo():
        demonstration.begin(given.port)
    elif not environment.is_set_up():
        return _show_how_to_set_up(given)
    with django_running():
        from hamshahr.config.command_line.migrate import lay_database

        lay_database(verbosity=0)
        if environment.is_demo():
            demonstration.bring_people_in()
        static_files.collect()
    with django_running(), _jobs(wanted=not given.no_jobs):
        print(
            f"Hamshahr is at http://{_shown(given.host)}:{given.port}/ (Ctrl-C ends it)", flush=True
        )
        return _serve(given)


def _show_how_to_set_up(given: argparse.Namespace) -> int:
    """Serve the one page that says how; no database is started for it."""
    import django

    django.setup()
    static_files.collect()
    print(
        "This instance is not set up yet. Run: hamshahr setup (or look at it: hamshahr serve "
        f"--demo). http://{_shown(given.host)}:{given.port}/ says the same. (Ctrl-C ends it)",
        flush=True,
    )
    return _serve(given)


def _require_free(host: str, port: int) -> None:
    if not 1 <= port <= _LAST_PORT:
        raise Refusal(f"A port is a number from 1 to {_LAST_PORT}, not {port}.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Refusal(
                    f"Port {port} is taken by another program. Choose another: --port {port + 1}"
                ) from error
            raise Refusal(f"Cannot listen on {host}:{port}: {error.strerror}.") from error


@contextmanager
def _jobs(*, wanted: bool) -> Iterator[None]:
    """Have a worker of the job queue beside the server while the context lasts."""
    if not wanted:
        yield
        return
    command = [sys.executable, "-m", "hamshahr.config.command_line", "work"]
    command += ["--until-end-of", str(os.getpid())]
    with subprocess.Popen(command) as worker:  # noqa: S603 - our own module
        try:
            yield
        finally:
            worker.send_signal(signal.SIGTERM)


def _serve(given: argparse.Namespace) -> int:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "hamshahr.config.wsgi:application",
        address=given.host,
        port=given.port,
        interface=Interfaces.WSGI,
        workers=given.workers,
        blocking_threads=4,
        workers_kill_timeout=5,
        respawn_failed_workers=True,
        log_enabled=True,
        log_level=LogLevels.warning,
        websockets=False,
    ).serve()
    return 0


def _shown(host: str) -> str:
    if host in {"127.0.0.1", "0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
        return "localhost"
    return f"[{host}]" if ":" in host else host
