"""Secrets in links: what opens the page is in the letter alone, and here a digest of it."""

import hashlib
import secrets

_BYTES = 32  # 256 bits: not to be guessed


def new_secret() -> str:
    """Return a secret that fits into an address."""
    return secrets.token_urlsafe(_BYTES)


def digest_of(secret: str) -> bytes:
    """Return what is kept of a secret; with 256 random bits, a plain digest cannot be undone."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()
