"""What is written twice is the same twice: dependencies, environment, parts of the project."""

import re
import tomllib
from importlib.metadata import version

from hamshahr.config import environment
from tests.architecture.sources import MODULES, PACKAGE, ROOT, named

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_requirements_are_the_dependencies():
    wanted = (ROOT / "requirements.in").read_text(encoding="utf-8")
    before, _, builders = wanted.partition("# … and")
    listed = {line.strip() for line in before.splitlines() if line.strip() and line[0] != "#"}

    assert builders
    assert listed == set(PROJECT["project"]["dependencies"])


def test_every_requirement_is_pinned_with_its_fingerprint():
    pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8").lower()

    for dependency in PROJECT["project"]["dependencies"]:
        name = re.match(r"[\w.-]+", dependency).group().lower()
        assert re.search(rf"^{re.escape(name)}(\[[\w,]+\])?==", pinned, re.MULTILINE), name
    for entry in re.split(r"\n(?=[a-z])", pinned):
        assert not re.match(r"[a-z][\w.\[\],-]*==", entry) or "--hash=sha256:" in entry, entry[:60]


def test_every_dependency_says_what_it_is_for_or_is_known_by_its_name():
    block = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lines = re.search(r"^dependencies = \[\n(.*?)^\]", block, re.MULTILINE | re.DOTALL).group(1)
    silent = {line.strip(' ",') for line in lines.splitlines() if "#" not in line}

    assert silent <= {"numpy", "pgvector", "psycopg[binary,pool]"}


def test_every_variable_that_is_read_is_explained():
    told = environment.__doc__
    for path in MODULES:
        for name in re.findall(
            r"[\"'](HAMSHAHR_[A-Z_]+[A-Z])[\"']", path.read_text(encoding="utf-8")
        ):
            assert re.search(rf"^{name}\b|, {name}\b", told, re.MULTILINE), f"{named(path)}: {name}"


def test_every_variable_that_is_explained_is_read():
    read = (PACKAGE / "config/environment.py").read_text(encoding="utf-8").partition("import os")[2]
    for name in re.findall(r"\bHAMSHAHR_[A-Z_]+[A-Z]\b", environment.__doc__):
        of_a_server = name.startswith(("HAMSHAHR_EMBEDDING_", "HAMSHAHR_TRANSLATION_"))
        stem = name.rsplit("_", 1)[0] if of_a_server else name
        assert stem in read, name


def test_the_environment_is_read_in_one_place():
    ours = re.compile(r"environ(?:\.get\(|\[)\s*[\"'](?:HAMSHAHR_|DATABASE_URL)[^\n]*")
    for path in MODULES:
        if path.name == "environment.py":
            continue
        for read in ours.findall(path.read_text(encoding="utf-8")):
            # Setting a variable for a program that is started is no reading
            assert re.search(r"\]\s*=[^=]", read), f"{named(path)}: {read}"


def test_the_installed_package_is_this_checkout():
    assert version("hamshahr") == PROJECT["project"]["version"]
