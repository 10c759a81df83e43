"""What the environment says. Every variable the product reads is read here and documented here.

HAMSHAHR_DATA
    The data folder: the embedded database, the secret key, collected static files.
    Default: ``.hamshahr`` in the working folder.
DATABASE_URL
    A PostgreSQL server (15 or newer, with pgvector 0.7 or newer) instead of the embedded one:
    ``postgresql://user:password@host:5432/name``.
HAMSHAHR_HOSTS
    The host names it answers to, separated by commas. Default: this machine only.
HAMSHAHR_HTTPS
    ``1`` where readers come by https through a proxy that sets ``X-Forwarded-Proto`` and lets no
    reader set it.
HAMSHAHR_SECRET_KEY
    The signing key. Default: one is generated and kept in the data folder, readable by its owner.
HAMSHAHR_DEBUG
    ``1`` shows errors with their source. Never on a machine that others reach.
HAMSHAHR_EMBEDDING_URL, HAMSHAHR_EMBEDDING_MODEL, HAMSHAHR_EMBEDDING_KEY
    An OpenAI-compatible embedding server in place of the embedder on this machine.
HAMSHAHR_WITHOUT_POOL
    ``1`` opens a connection for each request: for tests, and where pgbouncer pools already.
HAMSHAHR_EMBEDDED_DATABASE
    Where the embedded server listens. The command line sets it for the processes that it starts;
    nobody else need.
HAMSHAHR_FROZEN_TODAY
    A date (``2026-11-23``) that stands for today on every page; for screenshots.
"""

import os
import secrets
from datetime import date
from pathlib import Path

EMBEDDED_DATABASE = "HAMSHAHR_EMBEDDED_DATABASE"


def data_folder() -> Path:
    """Return the absolute path of the data folder; it need not exist yet."""
    return Path(os.environ.get("HAMSHAHR_DATA") or ".hamshahr").absolute()


def database_url() -> str:
    return os.environ.get("DATABASE_URL", "")


def embedded_database() -> str:
    return os.environ.get(EMBEDDED_DATABASE, "")


def hosts() -> list[str]:
    given = os.environ.get("HAMSHAHR_HOSTS", "")
    return [host.strip() for host in given.split(",") if host.strip()] or [
        "localhost",
        "127.0.0.1",
        "[::1]",
    ]


def without_pool() -> bool:
    return os.environ.get("HAMSHAHR_WITHOUT_POOL") == "1"


def behind_https() -> bool:
    return os.environ.get("HAMSHAHR_HTTPS") == "1"


def debug() -> bool:
    return os.environ.get("HAMSHAHR_DEBUG") == "1"


def frozen_today() -> date | None:
    given = os.environ.get("HAMSHAHR_FROZEN_TODAY")
    return date.fromisoformat(given) if given else None


def secret_key() -> str:
    """Return the signing key, generating and keeping one (mode 0600) on first use."""
    if given := os.environ.get("HAMSHAHR_SECRET_KEY"):
        return given
    path = data_folder() / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_once(path, secrets.token_urlsafe(64))
    return path.read_text(encoding="ascii").strip()


def _write_once(path: Path, text: str) -> None:
    """Write ``text`` where no file is yet; of two processes at once, the first one's text stays."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def embedding(part: str) -> str:
    """Return what is said of the embedding server: its ``URL``, ``MODEL`` or ``KEY``."""
    return os.environ.get(f"HAMSHAHR_EMBEDDING_{part}", "")
