"""Beginning a demonstration, and the walls between it and an instance that somebody works with.

A demonstration lets everybody in as anybody. So it begins only where nobody real is, and an
instance begins only where no demonstration is: each refusal says what to do.
"""

import os

import psycopg

from hamshahr.config import environment
from hamshahr.config.command_line.failing import Refusal
from hamshahr.config.database import database_in_use
from hamshahr.kernel.embedded_postgres.layout import Layout

TAKE_OUT = "hamshahr demo --remove"


def begin(port: int = 8000) -> None:
    """Have this process show a demonstration; to be called before Django reads its settings.

    Raises ``Refusal`` on an instance that is set up.
    """
    if environment.is_set_up():
        raise Refusal(
            f"This instance is set up for {environment.association()} at {environment.address()}; "
            "it is no demonstration. Leave --demo and HAMSHAHR_DEMO away, or name another data "
            "folder with HAMSHAHR_DATA."
        )
    os.environ["HAMSHAHR_DEMO"] = "1"
    os.environ.setdefault("HAMSHAHR_ADDRESS", f"http://localhost:{port}")


def bring_people_in() -> int:
    """Bring the cast into the laid database, and what they write; return how many came.

    Raises ``Refusal``.
    """
    from hamshahr.commons.accounts.queries import system_actor
    from hamshahr.domains.manuscripts.demonstration import bring_in_manuscripts
    from hamshahr.domains.network.demonstration.bringing_in import bring_in_cast

    if why := why_none():
        raise Refusal(why)
    came = bring_in_cast(by=system_actor())
    bring_in_manuscripts()
    return came


def why_none() -> str:
    """Return why the database may not be shown as a demonstration; empty where it may."""
    from hamshahr.commons.accounts.demonstration import real_people
    from hamshahr.domains.association.administrators import was_ever_asked_for

    if people := real_people().count():
        who = f"{people} real {'person has an account' if people == 1 else 'people have accounts'}"
    elif was_ever_asked_for():
        who = "hamshahr setup has made a link for its administrator"
    else:
        return ""
    return (
        f"This database is of a real instance: {who}. In a demonstration everybody would get in "
        "as anybody. Leave --demo and HAMSHAHR_DEMO away (hamshahr setup says who runs it), or "
        "name another data folder with HAMSHAHR_DATA, and another database with DATABASE_URL."
    )


def refuse_to_set_up() -> None:
    """Raise ``Refusal`` where the database was shown as a demonstration.

    Asked without Django, whose settings are read when the configuration has been written.
    """
    if not environment.database_url() and not Layout(environment.data_folder()).cluster.exists():
        return
    with database_in_use(), psycopg.connect(environment.database()) as connection:
        laid = connection.execute("SELECT to_regclass('accounts_user') IS NOT NULL").fetchone()
        if not laid or not laid[0]:
            return
        found = connection.execute("SELECT count(*) FROM accounts_user WHERE kind = 'made_up'")
        people = (found.fetchone() or (0,))[0]
    if people:
        raise Refusal(
            f"This database was shown as a demonstration: {people} made-up people are in it, and "
            f"what was done in their names. Run: {TAKE_OUT} (it begins the database anew, and "
            "keeps the old one aside), or name another data folder with HAMSHAHR_DATA."
        )
