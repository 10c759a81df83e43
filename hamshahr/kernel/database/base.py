"""The engine that the settings name: Django looks for this module and this class."""

from typing import Any

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql import base
from psycopg_pool import ConnectionPool

from hamshahr.kernel.database.outage import Outage

# Seconds for one attempt at a server that is known to be down: a live one answers in milliseconds
_PATIENCE = 2

_outage = Outage()


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL by Django; while it cannot be reached, connecting fails at once.

    Only with a pool: there, requests of one process share what is known. The error is the one that
    Django raises for a connection that fails, ``django.db.OperationalError``.
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if not self.pool:
            return super().get_new_connection(conn_params)
        if _outage.is_known():
            self._require_server(conn_params)
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            _outage.begins()
            raise

    def _require_server(self, conn_params: dict[str, Any]) -> None:
        """Connect once beside the pool, which would try for long and keep the reason to itself.

        When the server is there again, what the pool still holds of the one before is thrown away.
        """
        if not _outage.may_try(_PATIENCE):
            raise psycopg.OperationalError("The database was out of reach a moment ago.")
        try:
            psycopg.connect(**conn_params | {"connect_timeout": _PATIENCE}).close()
        except psycopg.OperationalError:
            _outage.begins()
            raise
        pool = self.pool
        if isinstance(pool, ConnectionPool):
            pool.open()
            pool.check()
        _outage.is_over()


def note_outage_of(connection: BaseDatabaseWrapper) -> None:
    """Note that the server went away while it was being asked, if it did."""
    held = connection.connection
    if held is not None and held.closed:
        _outage.begins()


def outage_is_known() -> bool:
    """Tell whether the database is out of reach, as far as this process knows."""
    return _outage.is_known()
