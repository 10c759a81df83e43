"""What may be wrong with the configuration of an instance, and what to do about it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.http.request import validate_host
from django.utils import timezone

from hamshahr.commons.notifications.bounces.mailbox_at import MailboxClosed
from hamshahr.commons.notifications.door import configured
from hamshahr.config import answers, environment
from hamshahr.config.mail_server import why_unreachable
from hamshahr.config.mail_trial import Fails, try_out

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
        return
    if why := why_unreachable(answers.parsed_mail_server(environment.mail())):
        yield f"{why} Run: hamshahr check-mail"


def demonstration() -> Iterator[str]:
    """Yield what of a demonstration is where it should not be."""
    from hamshahr.commons.accounts.demonstration import made_up_people
    from hamshahr.config.demonstration import TAKE_OUT, why_none

    if settings.DEMO:
        if why := why_none():
            yield why
        return
    if environment.wants_demo():
        yield "HAMSHAHR_DEMO is set, but this instance is set up and no demonstration. Unset it."
    if people := made_up_people().count():
        yield (
            f"{people} made-up people of a demonstration are in this database. They cannot sign "
            "in, but what they did and hold is here. Before somebody works with it: "
            f"{TAKE_OUT}; else end their appointments at the desk."
        )


def letters() -> Iterator[str]:
    """Yield what the post would tell: letters that stay, addresses that are dead."""
    if settings.DEMO:
        return  # they wait to be looked at
    from hamshahr.commons.notifications.addresses import dead_mailboxes
    from hamshahr.commons.notifications.delivering import LATE
    from hamshahr.commons.notifications.models import OutgoingLetter

    every = OutgoingLetter.objects.all()
    late = every.filter(state="waiting", created_at__lt=timezone.now() - LATE)
    if count := late.count():
        said = late.order_by("-created_at").values_list("answer", flat=True)[0]
        yield f"{count} letters wait for more than an hour ({said}). Run: hamshahr check-mail"
    if count := every.filter(state="held").count():
        yield (
            f"{count} letters waited when the backup was made that this database was restored "
            "from, and are not sent: the original has perhaps sent them. See: hamshahr letters"
        )
    if count := dead_mailboxes().count():
        yield f"{count} addresses take no letters any more. See: hamshahr letters"


def mail_set_up(*, to: str = "") -> Iterator[str]:
    """Yield what would keep a letter from leaving; ``to``: send one there."""
    if settings.DEMO:
        yield "this is a demonstration, which writes nobody. Run: hamshahr setup"
        return
    if not environment.mail():
        yield "no mail server is named. Run: hamshahr setup --mail smtp://user@mail.example.org"
    if not environment.sender():
        yield "no sender is named. Run: hamshahr setup --sender office@cities.example.org"
    if answers.host(settings.PUBLIC_ADDRESS) in _HERE:
        yield (
            "links in letters would lead to this machine alone, for there is no public address. "
            "Run: hamshahr setup --address https://…"
        )
    from hamshahr.commons.notifications.delivering import envelope_sender

    server = configured()
    if server is None or not environment.sender():
        return
    try:
        try_out(
            server,
            sender=envelope_sender("a" * 32),
            to=to or environment.sender(),
            message=_trial_letter(to) if to else b"",
        )
    except Fails as fails:
        yield str(fails)


def _trial_letter(to: str) -> bytes:
    from hamshahr.commons.notifications.keeping import as_sent
    from hamshahr.commons.notifications.models import new_token
    from hamshahr.commons.notifications.trial_letter import trial_letter

    return as_sent(trial_letter(to), new_token())


def mailbox() -> Iterator[str]:
    """Yield why reports of undelivered letters cannot be read."""
    if settings.DEMO:
        return
    if not environment.bounces():
        yield (
            "nobody reads which letters came back. Name a mailbox: HAMSHAHR_BOUNCES="
            "imaps://bounces@mail.example.org/INBOX (docs/operate.md)"
        )
        return
    if settings.BOUNCE_MAILBOX is None:
        return
    from hamshahr.commons.notifications.bounces.mailbox import opened

    try:
        with opened(settings.BOUNCE_MAILBOX):
            return
    except MailboxClosed as closed:
        yield f"the mailbox for undelivered letters cannot be read: {closed}"


def scanner() -> Iterator[str]:
    """Yield whether the virus scanner is there, where one is named."""
    from hamshahr.commons.files.scanning import is_answering

    if settings.SCANNER and not is_answering(settings.SCANNER):
        yield (
            f"{settings.SCANNER} does not answer, so no file is taken. Start clamd, or take "
            "HAMSHAHR_SCANNER away."
        )


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
