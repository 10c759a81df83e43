"""Where the parts of an embedded database lie under a data folder."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from .errors import DataFolderError, StartError, from_os

# initdb puts its own path between double quotes into a shell command.
_UNSAFE_IN_SHELL = frozenset('"$`\\\n')


@dataclass(frozen=True)
class Layout:
    """Names the files and folders of one instance; touches none of them."""

    data: Path

    @property
    def home(self) -> Path:
        """Holds everything below; readable by others, each part guards itself."""
        return self.data / "postgres"

    @property
    def programs(self) -> Path:
        """One tree of binaries per version, so that an upgrade finds the old one."""
        return self.home / "programs"

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own data directory."""
        return self.home / "data"

    @property
    def unborn_cluster(self) -> Path:
        """Where a cluster is made before it is renamed to ``cluster``."""
        return self.home / "data.new"

    @property
    def upgrading(self) -> Path:
        """A data folder of its own, in which an upgrade makes the new cluster."""
        return self.home / "upgrade"

    @property
    def upgraded_cluster(self) -> Path:
        """The whole new cluster, for the moment before it takes the old one's place."""
        return self.home / "data.upgraded"

    @property
    def socket(self) -> Path:
        """The folder of the server's socket, where its path is short enough."""
        return self.home / "run"

    @property
    def users_lock(self) -> Path:
        """Held shared by every process that uses the database."""
        return self.home / "users.lock"

    @property
    def keeper_lock(self) -> Path:
        """Held by the one keeper, as long as it lives."""
        return self.home / "keeper.lock"

    @property
    def server_lock(self) -> Path:
        """Inherited by every process of the server: free only when all of them are gone."""
        return self.home / "server.lock"

    @property
    def report(self) -> Path:
        """What the keeper says of itself."""
        return self.home / "keeper.json"

    @property
    def stop_request(self) -> Path:
        """Exists while somebody asks the keeper not to linger."""
        return self.home / "stop.request"

    @property
    def keeper_log(self) -> Path:
        return self.home / "keeper.log"

    @property
    def server_log(self) -> Path:
        return self.home / "server.log"

    def finish_upgrade(self) -> None:
        """Do the last step of an upgrade that was interrupted before it; raises OSError."""
        if self.upgraded_cluster.exists() and not self.cluster.exists():
            self.upgraded_cluster.rename(self.cluster)

    def give_to_owner(self, path: Path) -> None:
        """As root, leave ``path`` to the owner of the data folder, who may come next."""
        if os.geteuid() == 0:
            owner = self.data.stat()
            os.chown(path, owner.st_uid, owner.st_gid)

    def prepare(self) -> None:
        """Make the folder and its locks.

        Raises an ``EmbeddedPostgresError`` where the folder cannot serve.
        """
        if not sys.platform.startswith("linux"):
            raise StartError(
                "The embedded PostgreSQL runs on Linux only. Set DATABASE_URL to a PostgreSQL "
                "server with pgvector."
            )
        self._refuse_what_is_no_folder()
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            if not self.home.exists():
                self.home.mkdir(exist_ok=True)
                # Against a tight umask: the server's own user must be able to pass.
                self.home.chmod(0o755)
                self.give_to_owner(self.home)
            for lock in (self.users_lock, self.keeper_lock, self.server_lock, self.report):
                self._make_file(lock)
        except OSError as error:
            raise from_os(error, self.data) from error

    def _refuse_what_is_no_folder(self) -> None:
        for path in (self.home, self.data, *self.data.parents):
            if path.exists() and not path.is_dir():
                raise DataFolderError(
                    f"{path} is a file, but the database needs a folder there. Move the file "
                    "away, or set HAMSHAHR_DATA to a folder."
                )
        if _UNSAFE_IN_SHELL & set(str(self.data)):
            raise DataFolderError(
                f"The path of the data folder {self.data} contains a quotation mark, dollar sign, "
                "backquote, backslash or line break, which PostgreSQL's own tools cannot take. "
                "Rename the folder, or set HAMSHAHR_DATA to another one."
            )

    def _make_file(self, path: Path) -> None:
        existed = path.exists()
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        if not existed:
            self.give_to_owner(path)
