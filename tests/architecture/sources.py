"""The files of the project that the tests of its walls look through."""

import ast
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "hamshahr"
MODULES = sorted(PACKAGE.glob("**/*.py"))
TEMPLATES = sorted(PACKAGE.glob("**/templates/**/*.html"))
DOMAINS = (
    "topics",
    "network",
    "association",
    "experiences",
    "manuscripts",
)  # upstream first, as the import contract has them


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), named(path))


def kept_files() -> list[Path]:
    """Return every file that belongs to the project: those that git keeps or would keep."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    paths = (ROOT / name for name in listed.split("\0") if name)
    return [path for path in paths if path.is_file()]


def room(path: Path) -> tuple[str, ...]:
    """Return where in the house a file stands: ``("domains", "topics")``."""
    parts = path.relative_to(PACKAGE).parts
    return parts[:2] if parts[0] in {"domains", "commons", "faces"} else parts[:1]
