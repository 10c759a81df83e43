"""Reports of undelivered letters, as mail servers write them, and a mailbox they arrive in."""

import imaplib
import subprocess
import sys
import time
from contextlib import contextmanager

from hamshahr.commons.notifications.bounces.mailbox_at import Mailbox
from tests.notifications.post_office import free_port

# As Postfix writes it, shortened to what it always has
REPORT = """\
From: MAILER-DAEMON@mx.medellin.example (Mail Delivery System)
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_x"

--=_x
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--=_x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.medellin.example

Final-Recipient: rfc822; {final}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}

--=_x
Content-Type: {returned}

Message-ID: {message_id}
Subject: a letter of yours

--=_x--
"""


def report(letter, **said):
    """Return a report about a letter; ``said`` replaces what it says."""
    told = {
        "to": "office@cities.example",
        "final": letter.address,
        "action": "failed",
        "status": "5.1.1",
        "said": "550 5.1.1 no such user",
        "returned": "message/rfc822",
        "message_id": f"<{letter.token}@cities.example>",
    } | said
    return REPORT.format(**told).replace("\n", "\r\n").encode()


class ImapServer:
    """pymap with one mailbox in memory, in a process of its own."""

    USER, PASSWORD = "bounces", "correct horse"

    def __init__(self) -> None:
        self.port = free_port()
        said = ["--demo-data", "--demo-user", self.USER, "--demo-password", self.PASSWORD]
        run = "from pymap.main import main; import sys; sys.exit(main())"
        listen = ["--host", "127.0.0.1", "--port", str(self.port), "--no-tls"]
        self._process = subprocess.Popen(
            [sys.executable, "-c", run, *listen, "--no-service", "admin", "dict", *said],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait()

    def _wait(self) -> None:
        for _turn in range(200):
            try:
                with self._open():
                    return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("The IMAP server did not come up")

    @contextmanager
    def _open(self):
        box = imaplib.IMAP4("127.0.0.1", self.port, timeout=5)
        try:
            box.login(self.USER, self.PASSWORD)
            yield box
        finally:
            box.logout()

    @property
    def mailbox(self) -> Mailbox:
        return Mailbox("127.0.0.1", self.port, self.USER, self.PASSWORD, "INBOX", tls=False)

    def put(self, *messages: bytes) -> None:
        """Empty the mailbox and put these in."""
        with self._open() as box:
            box.select("INBOX")
            box.store("1:*", "+FLAGS", "\\Deleted")
            box.expunge()
            for message in messages:
                status, said = box.append("INBOX", None, None, message)
                assert status == "OK", said

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(10)
