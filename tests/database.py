"""Pytest plugin: a database for the test run, started before Django reads its settings.

DATABASE_URL, where it is set, names the server; else the embedded one is started in a folder of
its own, without the guarantees against power failure that tests do not need. Where several
processes share the tests (pytest-xdist), the one that shares them out starts it for all; each makes
a database of its own there.
"""

import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from hamshahr.config import environment

_held = ExitStack()


def _start() -> None:
    if "PYTEST_XDIST_WORKER" in os.environ:
        return  # has inherited all of it
    data = Path(tempfile.mkdtemp(prefix="hamshahr-tests-"))
    data.chmod(0o755)  # as root, the server runs as another user
    _held.callback(shutil.rmtree, data, ignore_errors=True)
    (data / "static").mkdir()
    os.environ["HAMSHAHR_DATA"] = str(data)
    os.environ["HAMSHAHR_DEMO"] = "1"  # the site is shown without being set up
    os.environ["HAMSHAHR_WITHOUT_POOL"] = "1"  # a pool would hold on to the test database
    os.environ["HAMSHAHR_LINKS"] = "0"  # servers of the tests reach no other machine either
    if environment.database_url():
        return
    from hamshahr.kernel.embedded_postgres import instance

    embedded = instance(data, durable=False, linger=0.0)
    _held.callback(embedded.stop_if_unused)
    parameters = _held.enter_context(embedded.hold())
    os.environ[environment.EMBEDDED_DATABASE] = parameters.dsn()


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
    _held.close()


# Importing the plugin is the one moment before pytest-django loads the settings.
_start()
