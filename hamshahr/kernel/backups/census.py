"""Counting a database, so that two can be compared without one of them being there."""

import psycopg
from psycopg import sql

from hamshahr.kernel.backups.manifest import Census

# Tables of people's and of the product's, not those of the system or of an extension.
_TABLES = """
SELECT n.nspname, c.relname
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_toast%'
  AND n.nspname NOT LIKE 'pg_temp%'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
ORDER BY 1, 2
"""
# A sum does not depend on the order of rows; MD5 is the same on every version of PostgreSQL, which
# its own hashes need not be. It guards against loss, not against a forger.
_COUNT = """
SELECT count(*), coalesce(sum(('x' || left(md5(t::text), 16))::bit(64)::bigint), 0) FROM {} t
"""
# How values read as text must not depend on the server's configuration.
_READ_ALIKE = """
SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'iso_8601';
SET bytea_output = 'hex'; SET extra_float_digits = 1; SET statement_timeout = 0
"""


def census(connection: "psycopg.Connection[tuple[object, ...]]") -> dict[str, Census]:
    """Count every table and digest its rows, as the connection's transaction sees them.

    Reads everything once. Tables of the schema ``public`` go by their bare names.
    """
    for setting in _READ_ALIKE.split(";"):
        connection.execute(setting.encode())
    found = {}
    for schema, table in connection.execute(_TABLES).fetchall():
        count = sql.SQL(_COUNT).format(sql.Identifier(str(schema), str(table)))
        rows, digest = connection.execute(count).fetchone() or (0, 0)
        name = str(table) if schema == "public" else f"{schema}.{table}"
        found[name] = Census(rows=int(str(rows)), digest=str(digest))
    return found


def differences(expected: dict[str, Census], found: dict[str, Census]) -> list[str]:
    """Name each table that is missing, or holds something else; empty if all is the same."""
    told = []
    for name, table in expected.items():
        other = found.get(name)
        if other is None:
            told.append(f"{name} is missing")
        elif other.rows != table.rows:
            told.append(f"{name} has {other.rows:,} rows instead of {table.rows:,}")
        elif other.digest != table.digest:
            told.append(f"rows of {name} differ")
    return told
