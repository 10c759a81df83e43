from django.db import migrations, models

# The slot is taken with an advisory lock, so that a long import and a short form never wait for one
# another: a row that another transaction has changed could not be changed before that one ends.
# Sixty-four is more than the transactions that write at one time; beyond it, they do wait.
# Once a transaction is enough; a savepoint that is undone undoes the note of it, too.
# The lock's first key is this table's own number; the table is named in full for pg_restore.
FUNCTION = """
DO $do$ BEGIN
EXECUTE format($format$
CREATE FUNCTION %1$I.content_changed() RETURNS trigger LANGUAGE plpgsql AS $function$
DECLARE
  space CONSTANT integer := '%1$I.content_version_changecount'::regclass::oid::bigint::bit(32)::integer;
  first CONSTANT integer := pg_backend_pid() %% 64;
  taken integer := first;
BEGIN
  IF current_setting('hamshahr.content_changed', true) = 'yes' THEN
    RETURN NULL;
  END IF;
  WHILE NOT pg_try_advisory_xact_lock(space, taken) LOOP
    taken := (taken + 1) %% 64;
    IF taken = first THEN
      PERFORM pg_advisory_xact_lock(space, taken);
      EXIT;
    END IF;
  END LOOP;
  INSERT INTO %1$I.content_version_changecount AS counted (slot, changes) VALUES (taken, 1)
  ON CONFLICT (slot) DO UPDATE SET changes = counted.changes + 1;
  PERFORM set_config('hamshahr.content_changed', 'yes', true);
  RETURN NULL;
END $function$
$format$, current_schema());
END $do$
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ChangeCount",
            fields=[
                ("slot", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("changes", models.BigIntegerField()),
            ],
        ),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION content_changed() CASCADE"),
    ]
