"""The documents name what there is: files, functions, commands, settings."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "hamshahr"
COMMANDS = {
    path.stem.replace("_", "-")
    for path in (PACKAGE / "config" / "command_line").glob("*.py")
    if "def add_arguments(" in path.read_text(encoding="utf-8")
}
ENVIRONMENT = (PACKAGE / "config" / "environment.py").read_text(encoding="utf-8")
TIERS = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}

DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *PACKAGE.rglob("README.md")]
)
each_document = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix()
)

_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_QUOTED = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"")
_FILE = re.compile(
    r"[\w.*{},-]*(?:/[\w.*{},-]*)+|[\w-]+\.(?:py|md|html|css|js|json|jsonl|toml|npz)"
)
_NAME = re.compile(r"(\w+(?:\.\w+)+)(?:\(\))?")


def _read(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def _prose(document: Path) -> str:
    return _FENCED.sub("", _read(document))


def _quoted(document: Path) -> list[str]:
    return _QUOTED.findall(_prose(document))


@cache
def _names(module: Path) -> frozenset[str]:
    """Return what a module defines at its top, and what its classes define, as ``Class.name``."""
    found: set[str] = set()
    for node in ast.parse(_read(module)).body:
        found |= _defined(node)
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{name}" for inner in node.body for name in _defined(inner)}
    return frozenset(found)


def _defined(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        return {node.name}
    if isinstance(node, ast.Assign):
        return {target.id for target in node.targets if isinstance(target, ast.Name)}
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return {node.target.id}
    return set()


def _is_defined(dotted: str) -> bool:
    parts = dotted.split(".")
    for cut in range(len(parts), 0, -1):
        place = PACKAGE.joinpath(*parts[:cut])
        module = place.with_suffix(".py") if place.with_suffix(".py").exists() else None
        if module is None and (place / "__init__.py").exists():
            module = place / "__init__.py"
        if module is not None:
            name = ".".join(parts[cut:])
            return not name or name in _names(module)
    return False


def _alternatives(path: str) -> list[str]:
    """Return ``a/{b,c}`` as ``a/b`` and ``a/c``."""
    found = re.search(r"\{([^{}]*)\}", path)
    if not found:
        return [path]
    choices = found.group(1).split(",")
    return [
        one
        for choice in choices
        for one in _alternatives(path[: found.start()] + choice + path[found.end() :])
    ]


def _exists(path: str, document: Path) -> bool:
    """Whether a path stands under the root, beside the document, or anywhere in the package."""
    wanted = path.strip("/")
    return any(ROOT.glob(wanted)) or any(document.parent.glob(wanted)) or any(PACKAGE.rglob(wanted))


def _is_made_by_machine(path: str) -> bool:
    return subprocess.run(["git", "check-ignore", "--quiet", path], cwd=ROOT).returncode == 0


def test_documents_are_found():
    assert {"README.md", "CONTRIBUTING.md"} <= {path.name for path in DOCUMENTS}
    assert len(DOCUMENTS) > 10


@each_document
def test_every_file_that_is_named_exists(document):
    named = [
        path
        for quoted in _quoted(document)
        if _FILE.fullmatch(quoted) and not quoted.startswith("/")
        for path in _alternatives(quoted)
    ]

    missing = [
        path for path in named if not _exists(path, document) and not _is_made_by_machine(path)
    ]

    assert missing == []


@each_document
def test_every_module_function_and_class_that_is_named_exists(document):
    named = [
        found.group(1).removeprefix("hamshahr.")
        for quoted in _quoted(document)
        if (found := _NAME.fullmatch(quoted))
    ]

    missing = [name for name in named if name.split(".")[0] in TIERS and not _is_defined(name)]

    assert missing == []


@each_document
def test_every_command_that_is_named_exists(document):
    named = re.findall(r"(?:bin/|`|^|\$ )hamshahr ([a-z][a-z-]+)", _read(document), re.MULTILINE)

    assert set(named) <= COMMANDS


@each_document
def test_every_script_that_is_named_exists(document):
    named = set(re.findall(r"(?<![\w/])script/[a-z-]+", _read(document)))

    assert {path for path in named if not (ROOT / path).exists()} == set()


@each_document
def test_every_setting_that_is_named_is_read(document):
    named = set(re.findall(r"HAMSHAHR_[A-Z_]+", _read(document)))

    assert {name for name in named if name not in ENVIRONMENT} == set()


@each_document
def test_every_link_inside_the_repository_leads_somewhere(document):
    links = [one or other for one, other in _LINK.findall(_prose(document))]
    inside = [link.partition("#")[0] for link in links if not re.match(r"\w+:|#", link)]

    assert [link for link in inside if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("readme", ["README.md", "README.fa.md"])
def test_the_readme_names_every_command(readme):
    text = _read(ROOT / readme)

    assert {command for command in COMMANDS if f"hamshahr {command}" not in text} == set()


DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
# A decision that needs more than a page has not been made yet; CONTRIBUTING.md says so
LONGEST_DECISION = 40


def test_no_two_decisions_have_one_number():
    numbers = [path.name[:4] for path in DECISIONS]

    assert len(numbers) > 10
    assert sorted(numbers) == sorted(set(numbers))


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_its_number_in_its_title_and_fits_on_a_page(decision):
    lines = _read(decision).splitlines()

    assert re.match(rf"# (?:{decision.name[:4]}|{int(decision.name[:4])}\.) ", lines[0])
    assert len(lines) <= LONGEST_DECISION


def test_every_document_is_named_in_the_index():
    index = _read(ROOT / "docs" / "README.md")
    documents = [path for path in (ROOT / "docs").glob("*.md") if path.name != "README.md"]

    assert {path.name for path in documents if f"]({path.name})" not in index} == set()


def test_the_operator_reads_of_every_job_that_runs_by_itself():
    text = _read(ROOT / "docs" / "operate.md")
    schedules = [
        schedule
        for path in PACKAGE.rglob("jobs.py")
        for schedule in re.findall(r'cron="([^"]+)"', _read(path))
    ]
    rows = re.findall(
        r"^\| (every minute|every \d+ minutes|\d+ past each hour|\d\d:\d\d) \|", text, re.MULTILINE
    )

    assert len(schedules) > 10
    assert {_when(schedule) for schedule in schedules} == set(rows)


def _when(schedule: str) -> str:
    """Return how the operator's document names when a job runs."""
    minute, hour, *_ = schedule.split()
    if minute == "*":
        return "every minute"
    if minute.startswith("*/"):
        return f"every {minute[2:]} minutes"
    return f"{minute} past each hour" if hour == "*" else f"{int(hour):02}:{int(minute):02}"
