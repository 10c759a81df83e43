"""How to reach the database."""

from dataclasses import dataclass

from psycopg.conninfo import make_conninfo

APPLICATION = "hamshahr"  # the role and the database of the application
PORT = 5432  # only part of the socket's name; the server listens on no network


@dataclass(frozen=True)
class ConnectionParameters:
    """``host`` is the folder of a socket that only the server's account and root can enter.

    The folder is the guard, so there is no password: whoever can enter it could read the
    files of the database too.
    """

    host: str
    port: int = PORT
    user: str = APPLICATION
    database: str = APPLICATION
    password: str | None = None

    def dsn(self) -> str:
        """The connection string of libpq."""
        return make_conninfo(
            host=self.host,
            port=self.port,
            user=self.user,
            dbname=self.database,
            password=self.password,
        )

    def as_django(self) -> dict[str, str]:
        """The entry for ``DATABASES``; add what does not say where the database is."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": self.host,
            "PORT": str(self.port),
            "USER": self.user,
            "NAME": self.database,
            "PASSWORD": self.password or "",
        }
