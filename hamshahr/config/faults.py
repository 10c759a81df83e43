"""What may be wrong with the configuration of an instance, and what to do about it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.http.request import validate_host

from hamshahr.config import answers, environment
from hamshahr.config.mail_server import why_unreachable

# Seconds by which two clocks may differ before sessions and links end at the wrong time
_CLOCKS_DIFFER = 60
# No clock that goes right says less
_BUILT = datetime(2026, 1, 1, tzinfo=UTC)
_HERE = {"localhost", "127.0.0.1", "[::1]"}


def configuration() -> Iterator[str]:
    """Yield what is wrong with who, where and how; nothing for a demonstration."""
    if settings.DEBUG:
        yield "HAMSHAHR_DEBUG shows errors with their source to everybody. Take it away."
    if settings.DEMO:
        return
    if not settings.OPEN:
        yield "it is not set up yet, and shows only how. Run: hamshahr setup"
        return
    host = answers.host(settings.PUBLIC_ADDRESS)
    if not _allowed(host):
        yield f"HAMSHAHR_HOSTS leaves out {host}, the host of the public address; readers get 400."
    if urlsplit(settings.PUBLIC_ADDRESS).scheme == "http" and host not in _HERE:
        yield (
            "readers come by http, so passwords can be read on the way. Put a proxy with a "
            "certificate in front, then: hamshahr setup --address https://…"
        )
    elif host not in _HERE and not environment.behind_https():
        yield "the address says https, but HAMSHAHR_HTTPS=0 says that no proxy ends it. Mend one."
    if not settings.SECURITY_CONTACT:
        yield (
            "nobody knows whom to tell of a weakness, and there is no security.txt. Run: "
            "hamshahr setup --contact security@…"
        )


def mail() -> Iterator[str]:
    """Yield why no mail would leave."""
    if settings.DEMO or not settings.OPEN:
        return
    if not environment.mail() or not environment.sender():
        yield (
            "no mail leaves: there is no mail server or no sender. Run: hamshahr setup --mail "
            "smtp://… --sender …"
        )
    elif why := why_unreachable(answers.parsed_mail_server(environment.mail())):
        yield why


def clock() -> Iterator[str]:
    """Yield whether the machine's clock goes wrong, by itself or beside the database's."""
    now = datetime.now(UTC)
    if now < _BUILT:
        yield f"this machine believes that it is {now:%Y-%m-%d}. Set its clock (timedatectl)."
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        seconds = abs(float(cursor.fetchone()[0]) - datetime.now(UTC).timestamp())
    if seconds > _CLOCKS_DIFFER:
        yield (
            f"the clocks of this machine and of the database differ by {seconds:.0f} seconds. "
            "Set both by the network (timedatectl set-ntp true)."
        )


def _allowed(host: str) -> bool:
    return validate_host(host, settings.ALLOWED_HOSTS)
