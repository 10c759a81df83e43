"""How mail leaves: kept as letters, and handed over to the server that the configuration names."""

from hamshahr.commons.notifications.bounces.mailbox_at import Mailbox
from hamshahr.config import environment
from hamshahr.config.answers import parsed_mail_server
from hamshahr.config.bounce_answers import parsed_bounces

_server = parsed_mail_server(environment.mail()) if environment.mail() else None

# Keeps each letter with the deed that writes it; a job hands it over, if there is a server
EMAIL_BACKEND = "hamshahr.commons.notifications.keeping.KeepingBackend"
EMAIL_HOST = _server.host if _server else ""
EMAIL_PORT = _server.port if _server else 0
EMAIL_HOST_USER = _server.user if _server else ""
EMAIL_HOST_PASSWORD = environment.mail_password()
EMAIL_USE_TLS = bool(_server and _server.start_tls)
EMAIL_USE_SSL = bool(_server and _server.tls)
DEFAULT_FROM_EMAIL = environment.sender() or "webmaster@localhost"
# Where letters that cannot be delivered go back to; empty: to the sender
BOUNCE_ADDRESS = environment.bounce_address()
# The mailbox that reports of undelivered letters arrive in; none: nobody reads them here
_arrive = parsed_bounces(environment.bounces()) if environment.bounces() else None
BOUNCE_MAILBOX = (
    Mailbox(
        _arrive.host,
        _arrive.port,
        _arrive.user,
        environment.bounces_password(),
        _arrive.folder,
        _arrive.tls,
    )
    if _arrive and _arrive.imap
    else None
)
