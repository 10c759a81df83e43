"""Names and sizes: files are named after deeds and things, and hold one idea."""

import ast
import re

import pytest

from tests.architecture.sources import (
    DOMAINS,
    MODULES,
    PACKAGE,
    ROOT,
    TEMPLATES,
    kept_files,
    named,
    tree,
)

LONGEST_MODULE = 320
LONGEST_TEST_MODULE = 480  # cases in a row, nothing nested
LONGEST_FUNCTION = 45
LONGEST_TEMPLATE = 120
LONGEST_README = 25
# Names that say which kind of code a file holds, or that somebody did not know where it belongs
SAYS_NOTHING = {
    "utils", "util", "helpers", "helper", "common", "services", "service", "misc", "core", "base",
    "managers", "mixins", "constants", "shared", "lib", "tools", "business_logic",
}  # fmt: skip
# Django looks for an engine's class in a module of this name
NAMED_BY_DJANGO = {PACKAGE / "kernel" / "database" / "base.py"}


def test_no_file_is_named_after_a_kind_of_code():
    for path in kept_files():
        if path.suffix == ".py" and path not in NAMED_BY_DJANGO:
            assert path.stem not in SAYS_NOTHING, named(path)
            assert not {part.lower() for part in path.relative_to(ROOT).parts[:-1]} & SAYS_NOTHING


def test_modules_hold_one_idea():
    long = {
        named(path): lines
        for path in [*MODULES, *(ROOT / "tests").glob("**/*.py")]
        if "migrations" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines()))
        > (LONGEST_MODULE if path.is_relative_to(PACKAGE) else LONGEST_TEST_MODULE)
    }

    assert long == {}


def test_functions_fit_on_a_screen():
    long = {
        f"{named(path)}: {node.name}": lines
        for path in MODULES
        if "migrations" not in path.parts
        for node in ast.walk(tree(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    }

    assert long == {}


def test_templates_fit_on_two_screens():
    for path in TEMPLATES:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_TEMPLATE, named(path)


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_domain_says_on_one_page_what_it_is(domain):
    readme = (PACKAGE / "domains" / domain / "README.md").read_text(encoding="utf-8")

    assert readme.startswith(f"# {domain}\n")
    assert len(readme.splitlines()) <= LONGEST_README
    assert "Words:" in readme
    assert "May know:" in readme


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_domain_has_the_parts_that_every_domain_has(domain):
    here = {path.stem for path in (PACKAGE / "domains" / domain).iterdir()}

    assert {"apps", "models", "migrations", "permissions", "queries"} <= here
    # Deeds stand in one file, or each in its own
    assert here & {"actions", "asks"}
    assert "urls" not in here or "views" in here


def test_every_module_says_what_it_is_for():
    silent = {
        named(path)
        for path in MODULES
        if path.stem not in {"apps", "urls", "wsgi"}
        and not {"migrations", "templatetags"} & set(path.parts)
        and path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(tree(path))
    }

    assert silent == set()


# Written with brackets, so that this file does not find itself
LEFT_BEHIND = re.compile(r"[T]ODO\b|[F]IXME\b|[X]XX\b")
ELSEWHERE = re.compile(r"\.\./[s]hared|/[w]ork/|[f]arm-\w|[s]hared/library")


@pytest.mark.parametrize("path", kept_files(), ids=named)
def test_the_project_stands_alone_and_finished(path):
    if path.suffix in {".npz", ".zip", ".woff2", ".png", ".mo", ".ttf", ".otf"}:
        return
    text = path.read_text(encoding="utf-8")
    if (
        "LICENSES" in path.parts
        or path.name in {"LICENSE", "experiences.jsonl"}
        or "data" in path.parts
    ):
        return
    assert not ELSEWHERE.search(text), ELSEWHERE.search(text)
    assert not LEFT_BEHIND.search(text), LEFT_BEHIND.search(text)


def test_every_exception_to_a_rule_says_why():
    exception = re.compile(r"#\s*(?:noqa(?:: ?[A-Z0-9, ]+)?|type: ignore(?:\[[\w, -]+\])?)\s*(.*)")
    for path in [*MODULES, *(ROOT / "tests").glob("**/*.py")]:
        if path.name == "test_proportions.py":
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            if found := exception.search(line):
                assert len(found.group(1).strip(" #-")) > 4, f"{named(path)}: {line.strip()}"
