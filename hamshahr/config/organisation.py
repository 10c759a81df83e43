"""The organisation's own sign-in (OpenID Connect), as the configuration tells of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from hamshahr.config.answers import LONGEST_NAME

_HERE = {"localhost", "127.0.0.1", "::1"}
_NEEDED = ("name", "server", "client", "secret")
PARTS = (*_NEEDED, "connects")


@dataclass(frozen=True)
class Organisation:
    """An OpenID Connect provider.

    ``connects``: the operator trusts it about e-mail addresses, so that whom it vouches for comes
    in to the account of that address without having connected it before.
    """

    name: str
    server: str
    client: str
    secret: str
    connects: bool


def organisation(said: Mapping[str, str]) -> Organisation | None:
    """Return what the parts in ``PARTS`` say; ``None`` where nothing is said.

    Raises ``ImproperlyConfigured`` with a sentence.
    """
    if not any(said.values()):
        return None
    for part in _NEEDED:
        if not said[part]:
            raise ImproperlyConfigured(
                f"Sign-in by OpenID Connect lacks its {part}: HAMSHAHR_OIDC_{part.upper()}, or "
                f"{part} below [oidc] in instance.toml."
            )
    name = " ".join(said["name"].split())
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise ImproperlyConfigured("The name of the OpenID Connect provider is not printable.")
    if said["connects"] not in {"", "0", "1"}:
        raise ImproperlyConfigured("HAMSHAHR_OIDC_CONNECTS is 1 or 0.")
    return Organisation(
        name=name,
        server=_server(said["server"]),
        client=said["client"],
        secret=said["secret"],
        connects=said["connects"] == "1",
    )


def _server(text: str) -> str:
    """Return the issuer; by http on this machine only, for what it says is believed."""
    parts = urlsplit(text.strip())
    if parts.scheme == "https" and parts.hostname:
        return text.strip().rstrip("/")
    if parts.scheme == "http" and parts.hostname in _HERE:
        return text.strip().rstrip("/")
    raise ImproperlyConfigured(
        "HAMSHAHR_OIDC_SERVER is the issuer's address and begins with https://: "
        "https://login.example.org/realms/cities"
    )
