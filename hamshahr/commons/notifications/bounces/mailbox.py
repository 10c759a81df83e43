"""The mailbox for reports, read by IMAP."""

import imaplib
import logging
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from hamshahr.commons.notifications.bounces.mailbox_at import Mailbox, MailboxClosed
from hamshahr.commons.notifications.bounces.reports import LONGEST
from hamshahr.commons.notifications.bounces.taking import take

log = logging.getLogger("hamshahr.post")

PATIENCE = 20  # seconds for each step; other jobs wait meanwhile
_MOST_A_RUN = 200
# What was looked at carries our own keyword, so that letters of people stay unread for people
_LOOKED_AT = "HamshahrRead"


def read_mailbox(mailbox: Mailbox) -> int:
    """Take the reports that are new; return how many there were.

    Reports are marked as seen, all else is left unread for people. Raises ``MailboxClosed``.
    """
    with opened(mailbox) as box:
        # A server that lets nobody make keywords has to do with the mark of reading
        mark = _LOOKED_AT if _keeps_keywords(box) else "\\Seen"
        new = f"UNKEYWORD {_LOOKED_AT}" if mark == _LOOKED_AT else "UNSEEN"
        _, found = box.uid("SEARCH", new)
        taken = 0
        for uid in (found[0] or b"").split()[:_MOST_A_RUN]:
            is_report = take(_read(box, uid.decode()))
            taken += is_report
            flags = f"({mark} \\Seen)" if is_report else f"({mark})"
            box.uid("STORE", uid.decode(), "+FLAGS.SILENT", flags)
        return taken


@contextmanager
def opened(mailbox: Mailbox) -> Iterator[imaplib.IMAP4]:
    """Have the folder open for reading and marking. Raises ``MailboxClosed``."""
    box: imaplib.IMAP4 | None = None
    try:
        box = _connected(mailbox)
        box.login(mailbox.user, mailbox.password)
        status, said = box.select(f'"{mailbox.folder}"')
        if status != "OK":
            raise MailboxClosed(f"there is no folder {mailbox.folder} ({_words(said)})")
        yield box
    except (OSError, imaplib.IMAP4.error) as error:
        raise MailboxClosed(_words([error])) from error
    finally:
        if box is not None:
            _leave(box)


def _connected(mailbox: Mailbox) -> imaplib.IMAP4:
    context = ssl.create_default_context()
    if mailbox.tls:
        return imaplib.IMAP4_SSL(mailbox.host, mailbox.port, ssl_context=context, timeout=PATIENCE)
    return imaplib.IMAP4(mailbox.host, mailbox.port, timeout=PATIENCE)


def _keeps_keywords(box: imaplib.IMAP4) -> bool:
    _, allowed = box.response("PERMANENTFLAGS")
    return any(b"\\*" in (line or b"") for line in allowed)


def _read(box: imaplib.IMAP4, uid: str) -> bytes:
    """Return the beginning of a message, without marking it as read."""
    _, parts = box.uid("FETCH", uid, f"(BODY.PEEK[]<0.{LONGEST}>)")
    return next((part[1] for part in parts if isinstance(part, tuple)), b"")


def _leave(box: imaplib.IMAP4) -> None:
    try:
        box.logout()
    except (OSError, imaplib.IMAP4.error) as error:
        log.debug("The mailbox was left without a farewell: %s", error)


def _words(said: Sequence[object]) -> str:
    first = said[0] if said else ""
    return first.decode("utf-8", "replace") if isinstance(first, bytes) else str(first)
