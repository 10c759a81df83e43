"""Tickets: what a form for strangers carries, so that a machine cannot send it again and again.

A ticket is signed, good for one thing and for some hours, and taken once. With a field that a
person never sees (``forms.ReportForm.website``) and the limits on one network (``limits``), that is
the check for humans. A harder one, such as a proof of work, takes its place here: ``read_ticket``
would ask for it.
"""

import hashlib
from datetime import timedelta
from secrets import token_urlsafe

from django.core import signing

# A form that was opened in the morning is sent in the evening
GOOD_FOR = timedelta(hours=12)
_SALT = "hamshahr.commons.moderation.tickets"
_SECRET_BYTES = 32  # 256 bits, so that nobody guesses the page on which a sender reads the answer


class BadTicket(ValueError):
    """A ticket that is too old, forged, or for another thing."""


def new_ticket(about: str) -> str:
    """Return a ticket for a form about one thing."""
    return signing.dumps([about, token_urlsafe(_SECRET_BYTES)], salt=_SALT)


def read_ticket(ticket: str, about: str) -> str:
    """Return the secret of a ticket. Raises ``BadTicket``."""
    try:
        said, secret = signing.loads(ticket, salt=_SALT, max_age=GOOD_FOR)
    except (signing.BadSignature, ValueError) as error:
        raise BadTicket from error
    if said != about:
        raise BadTicket
    return str(secret)


def key_of(secret: str) -> bytes:
    """Return what is kept of a secret: its digest."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()
