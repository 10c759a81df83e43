"""The static files that pages name: collected, named by their content, compressed."""

import hashlib
from pathlib import Path

from django.conf import settings
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Beside what was collected: what it was collected from
_STAMP = ".collected"


class Gzipped(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Compressed by gzip alone, whatever else is installed.

    Brotli at its best takes half a minute for the letters of all scripts, and saves a tenth of
    what a page carries.
    """

    def create_compressor(self, **options: object) -> Compressor:
        return Compressor(use_brotli=False, **options)


def collect() -> None:
    """Bring the static files into the data folder, where they are not those of this version yet.

    To compress them takes seconds, so that a server that is started again does not.
    """
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT) / _STAMP
    wanted = _fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=False)
    stamp.write_text(wanted, encoding="ascii")


def _fingerprint() -> str:
    """Return what tells one set of files from another: names, sizes and times, and how they are
    collected."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            about = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{about.st_size}\0{about.st_mtime_ns}\n".encode())
    return digest.hexdigest()
