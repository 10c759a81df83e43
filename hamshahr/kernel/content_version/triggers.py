"""The triggers by which tables tell that they were changed.

Each table of ours has one, laid when the database is migrated: a new model needs no thought, and
none can be forgotten. A model that no page shows may say ``never_on_a_page = True``.
"""

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections

TRIGGER = "content_changed"
_OURS = "hamshahr."

_WITH_TRIGGER = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s"
# For each statement, not for each row: an import of 100,000 lines is some thousand statements.
_LAY = """
CREATE TRIGGER content_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION content_changed()
"""


def watched_tables() -> list[str]:
    """Return the names of the tables whose changes may show on a page."""
    return sorted(
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if (model.__module__ or "").startswith(_OURS)
        and model._meta.managed
        and not model._meta.proxy
        and not getattr(model, "never_on_a_page", False)
    )


def lay_triggers(*, using: str = DEFAULT_DB_ALIAS, **_signal: object) -> None:
    """Give each watched table its trigger; those that have it are not locked."""
    connection = connections[using]
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        cursor.execute(_WITH_TRIGGER, [TRIGGER])
        done = {name.strip('"') for (name,) in cursor.fetchall()}
        for table in watched_tables():
            if table in there and table not in done:
                cursor.execute(_LAY.format(table=connection.ops.quote_name(table)))
