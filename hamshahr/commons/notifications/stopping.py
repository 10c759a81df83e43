"""The link in every letter that ends letters of its kind: for one person, without signing in."""

from django.core import signing
from django.urls import reverse

from hamshahr.commons.accounts.models import User
from hamshahr.commons.notifications.kinds import kind_of
from hamshahr.commons.notifications.notifying import DIGESTS
from hamshahr.kernel.addresses import public_address

_SALT = "hamshahr.notices.stop"


def stop_address(person: User, what: str) -> str:
    """Return the whole address that ends ``what`` (a kind, ``daily``, ``weekly``) for a person.

    It is good for as long as the instance's key: a letter is found again after years.
    """
    token = signing.dumps([str(person.pk), what], salt=_SALT, compress=True)
    return public_address(reverse("notices:stop", args=[token]))


def asked_to_stop(token: str) -> tuple[User, str] | None:
    """Return whose letters, and which, a token ends; ``None`` where it is none of ours."""
    try:
        pk, what = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    person = User.objects.filter(pk=pk, is_active=True).first()
    return (person, what) if person is not None else None


def name_of(what: str) -> str:
    """Return what a kind is called where a person reads of it; empty for a digest.

    Raises ``UnknownKind``.
    """
    return "" if what in DIGESTS else str(kind_of(what).name)
