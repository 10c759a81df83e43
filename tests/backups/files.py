"""Backups made by hand, without a database: what a disk, a thief or a newer version may hand us."""

import json
from pathlib import Path

from hamshahr.kernel.backups.manifest import CONFIGURATION, DATABASE, About, Manifest
from hamshahr.kernel.backups.writing import ABOUT, Writer

INSTANCE = "01a207f1-dc9d-7547-96d7-f750dcd6a80e"
AT = 1_795_000_000


def about(**said: object) -> About:
    return About.model_validate(
        {
            "product": "0.1.0",
            "instance": INSTANCE,
            "made_at": "2026-11-23T10:00:00+00:00",
            "postgresql": "18.6",
            "migrations": {"audit": ["0001_initial"]},
        }
        | said
    )


def backup_file(path: Path, *, said: About | None = None, **parts: bytes) -> Path:
    """Write a sealed backup; ``parts`` by name, with ``__`` for a slash."""
    held = {DATABASE: b"PGDMP" * 300, f"{CONFIGURATION}/secret_key": b"a secret of Leila's"}
    held |= {name.replace("__", "/"): content for name, content in parts.items()}
    said = said or about()
    with path.open("w+b") as file:
        writer = Writer(file, at=AT, progress=lambda _: None)
        writer.add(ABOUT, [said.model_dump_json().encode()])
        for name, content in held.items():
            writer.add(name, [content[:7], content[7:]])
        manifest = Manifest(
            about=said, extensions=[], tables={}, database_bytes=0, parts=writer.parts
        )
        writer.close(manifest.model_dump_json().encode())
    return path


def sealed(path: Path, manifest: dict[str, object], **parts: bytes) -> Path:
    """Write a file whose manifest says what ``manifest`` says, rightly sealed."""
    with path.open("w+b") as file:
        writer = Writer(file, at=AT, progress=lambda _: None)
        writer.add(ABOUT, [about().model_dump_json().encode()])
        for name, content in parts.items():
            writer.add(name.replace("__", "/"), [content])
        whole = {
            "about": about().model_dump(),
            "extensions": [],
            "tables": {},
            "database_bytes": 0,
            "parts": [part.model_dump() for part in writer.parts],
        }
        writer.close(json.dumps(whole | manifest).encode())
    return path
