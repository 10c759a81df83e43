"""Which pg_dump is used, and how it learns where the database is."""

import pytest

from hamshahr.kernel.backups import programs
from hamshahr.kernel.backups.errors import DatabaseRefused

HERE = "postgresql://leila:s3cret@db.shiraz.example:5433/cities?sslmode=prefer"


def test_the_carried_programs_serve_servers_up_to_their_own_version():
    for server in (15, 16, 17, 18):
        found = programs.programs_for(HERE, server)
        assert found.major >= 18
        assert found.pg_dump.exists()
        assert found.pg_restore.exists()


def test_a_newer_server_asks_for_its_own_programs():
    with pytest.raises(DatabaseRefused, match="postgresql-client-99"):
        programs.programs_for(HERE, 99)


def test_a_server_that_demands_tls_is_not_asked_by_programs_without_it(monkeypatch):
    monkeypatch.setattr(programs, "_of_system", lambda: None)

    with pytest.raises(DatabaseRefused, match="by TLS alone"):
        programs.programs_for(HERE.replace("prefer", "verify-full"), 16)


def test_the_programs_of_the_system_are_used_where_those_carried_are_too_old(monkeypatch, tmp_path):
    theirs = tmp_path / "pg_dump"
    theirs.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 99.2 (Debian 99.2-1)'\n")
    theirs.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert programs.programs_for(HERE, 99).version == "99.2"


def test_the_password_goes_by_the_environment():
    told = programs.environment(HERE)

    assert told["PGPASSWORD"] == "s3cret"
    assert (told["PGHOST"], told["PGPORT"], told["PGDATABASE"], told["PGUSER"]) == (
        "db.shiraz.example", "5433", "cities", "leila",
    )  # fmt: skip
    assert told["PGSSLMODE"] == "prefer"
