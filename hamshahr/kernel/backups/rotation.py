"""Keeping the last backups of a folder, and no more."""

from pathlib import Path

from hamshahr.kernel.backups.errors import BackupError
from hamshahr.kernel.backups.reading import read_backup


def drop_older(folder: Path, *, instance: str, keep: int) -> list[Path]:
    """Remove all but the newest ``keep`` backups of this instance in ``folder``; return the rest.

    What is no whole backup, or another instance's, is left alone. Raises OSError.
    """
    dated = []
    for path in folder.glob("*.tar"):
        try:
            about = read_backup(path).manifest.about
        except BackupError:
            continue
        if about.instance == instance:
            dated.append((about.made_at, path))
    older = [path for _, path in sorted(dated, reverse=True)[keep:]]
    for path in older:
        path.unlink()
    return older
