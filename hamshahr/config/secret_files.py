"""Files that their owner alone may read: written whole or not at all, refused where others can."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

OWNER_ONLY = 0o600
_OTHERS = 0o077


def read_secret(path: Path) -> str:
    """Return the text of ``path``.

    Raises ``ImproperlyConfigured`` with a sentence where others may read it, or we may not;
    ``FileNotFoundError``.
    """
    require_private(path)
    try:
        return path.read_text(encoding="utf-8")
    except PermissionError as error:
        raise ImproperlyConfigured(
            f"{path} belongs to another user. Run hamshahr as that user, or give it the file: "
            f"chown USER {path}"
        ) from error
    except UnicodeDecodeError as error:
        raise ImproperlyConfigured(f"{path} is not a text file (UTF-8).") from error


def require_private(path: Path) -> None:
    """Refuse a file that others than its owner may read or write.

    Raises ``ImproperlyConfigured``, ``FileNotFoundError``.
    """
    mode = path.stat().st_mode
    if mode & _OTHERS:
        raise ImproperlyConfigured(
            f"{path} holds secrets, and others on this machine may read it "
            f"(mode {mode & 0o777:o}). Run: chmod 600 {path}"
        )


def replace_secret(path: Path, text: str) -> None:
    """Put ``text`` in the place of ``path`` in one step; interrupted, what was there stays."""
    draft = _draft(path, text)
    try:
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def keep_first_secret(path: Path, text: str) -> None:
    """Write ``text`` where no file is yet; of two processes at once, the first one's text stays."""
    draft = _draft(path, text)
    try:
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()


def _draft(path: Path, text: str) -> Path:
    """Write a new file beside ``path``, the owner's alone whatever the umask is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_EXCL, OWNER_ONLY)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            os.fchmod(file.fileno(), OWNER_ONLY)
            _give_to_owner_of(path.parent, file.fileno())
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:  # Ctrl-C, too, leaves no draft behind
        draft.unlink(missing_ok=True)
        raise
    return draft


def _give_to_owner_of(folder: Path, descriptor: int) -> None:
    """As root, leave the file to whoever owns the data folder: the service runs as that user."""
    if os.geteuid() == 0:
        owner = folder.stat()
        os.fchown(descriptor, owner.st_uid, owner.st_gid)
