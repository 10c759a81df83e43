"""Whether the mail server answers."""

import smtplib

from hamshahr.config.answers import MailServer

# Seconds; whoever sets up an instance waits for it
PATIENCE = 5


def why_unreachable(server: MailServer) -> str:
    """Return a sentence that says why no mail can be handed over there; empty where it can.

    Greets the server and begins encryption where mail would; sends nothing and does not sign in.
    """
    where = f"{server.host}:{server.port}"
    connect = smtplib.SMTP_SSL if server.tls else smtplib.SMTP
    try:
        with connect(server.host, server.port, timeout=PATIENCE) as connection:
            if server.start_tls:
                connection.starttls()
    except (OSError, smtplib.SMTPException) as error:
        return f"the mail server {where} does not answer as it should ({error})."
    return ""
