"""Pytest plugin: how the tests are shared out where several processes run them (``-n 2``).

Each process has a database of its own. A file stays together, since its tests share what was laid
for them; the journeys stay together, since they share a server and a browser. What takes longest
begins first, so that no process is left alone with it at the end.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

_TOGETHER = "tests/journeys/"
_LONG = (
    "tests/journeys/",
    "tests/commands/",
    "tests/backups/",
    "tests/kernel/embedded_postgres/",
    "tests/manuscripts/test_nothing_leaks.py",
    "tests/site/test_who_gets_where.py",
)


class _ByFiles(LoadScopeScheduling):
    """Hands out one file after another, in the order in which they were collected."""

    def _split_scope(self, nodeid):
        return _TOGETHER if nodeid.startswith(_TOGETHER) else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config, log):
    config.option.loadscopereorder = False  # the number of tests in a file tells little
    return _ByFiles(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: not item.nodeid.startswith(_LONG))
