"""What a backup says of itself."""

import re
from pathlib import PurePosixPath

from pydantic import BaseModel, ConfigDict, Field, field_validator

# Raised when a reader of the form before could no longer make sense of the file.
FORMAT = 1

DATABASE = "database.dump"  # what pg_dump wrote, in its custom format
CONFIGURATION = "configuration"  # the folder of instance.toml and secret_key
FILES = "files"  # the folder of what people uploaded

_STRICT = ConfigDict(frozen=True, extra="forbid", strict=True)
_NUMBERS = re.compile(r"\d+")


class About(BaseModel):
    """The first part of the file: enough to tell whose backup it is, and of which version."""

    model_config = _STRICT

    format: int = FORMAT
    product: str  # the version of Hamshahr that made it
    instance: str  # its id
    made_at: str  # UTC, ISO 8601
    postgresql: str  # the version of the server
    migrations: dict[str, list[str]]  # applied, by app, in their order of name


class Census(BaseModel):
    """What a table held at the moment of the backup."""

    model_config = _STRICT

    rows: int = Field(ge=0)
    digest: str  # the same rows, in whatever order, give the same


class Part(BaseModel):
    """A file inside the backup."""

    model_config = _STRICT

    name: str
    bytes: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")

    @field_validator("name")
    @classmethod
    def _stays_inside(cls, name: str) -> str:
        parts = PurePosixPath(name).parts
        if not parts or name != "/".join(parts) or parts[0] == "/" or ".." in parts or "\0" in name:
            raise ValueError(f"the name {name!r} leads out of the backup")
        return name


class Manifest(BaseModel):
    """The last part but its own checksum; ``parts`` in the order in which they stand."""

    model_config = _STRICT

    about: About
    extensions: list[str]
    tables: dict[str, Census]
    database_bytes: int = Field(ge=0)  # on the server, with its indexes
    parts: list[Part]

    @property
    def rows(self) -> int:
        """How many rows all tables held together."""
        return sum(table.rows for table in self.tables.values())


def is_newer(version: str, than: str) -> bool:
    """Whether a version of the product comes after another: ``0.10`` comes after ``0.9``."""
    return _in_order(version) > _in_order(than)


def _in_order(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in _NUMBERS.findall(version))
