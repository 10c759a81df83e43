"""How mail leaves: by the server that the configuration names, else not at all."""

from hamshahr.config import environment
from hamshahr.config.answers import parsed_mail_server

_server = parsed_mail_server(environment.mail()) if environment.mail() else None

EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _server else 'dummy'}.EmailBackend"
EMAIL_HOST = _server.host if _server else ""
EMAIL_PORT = _server.port if _server else 0
EMAIL_HOST_USER = _server.user if _server else ""
EMAIL_HOST_PASSWORD = environment.mail_password()
EMAIL_USE_TLS = bool(_server and _server.start_tls)
EMAIL_USE_SSL = bool(_server and _server.tls)
EMAIL_TIMEOUT = 10  # seconds; a page or a job waits for it
DEFAULT_FROM_EMAIL = environment.sender() or "webmaster@localhost"
