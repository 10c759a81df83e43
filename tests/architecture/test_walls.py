"""The walls of the house: what stands upstream knows nothing of what stands downstream."""

import ast
import re
import subprocess
import sys
import tomllib

import pytest
from django.apps import apps

from tests.architecture.sources import DOMAINS, MODULES, PACKAGE, ROOT, TEMPLATES, named, room, tree

# Each may use what stands to its right
TIERS = ("config", "faces", "domains", "commons", "design", "kernel")
_LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"
_SETUP = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
COMMONS = next(
    tuple(contract["layers"])
    for contract in _SETUP["tool"]["importlinter"]["contracts"]
    if contract.get("containers") == ["hamshahr.commons"]
)


def may_use(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether a file in the first room may point at a thing in the second."""
    if one == other:
        return True
    if one[0] != other[0]:
        return TIERS.index(one[0]) < TIERS.index(other[0])
    order = {"domains": tuple(reversed(DOMAINS)), "commons": COMMONS}.get(one[0])
    return order is not None and order.index(one[1]) < order.index(other[1])


def test_imports_keep_their_contracts():
    ended = subprocess.run(
        [sys.executable, "-c", _LINT, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "0 broken" in ended.stdout


def test_every_domain_stands_in_the_river():
    folders = {path.name for path in (PACKAGE / "domains").iterdir() if (path / "apps.py").exists()}

    assert folders == set(DOMAINS)


def test_no_foreign_key_points_downstream():
    checked = 0
    for model in apps.get_models(include_auto_created=True):
        if not model.__module__.startswith("hamshahr."):
            continue
        for field in model._meta.get_fields():
            target = field.related_model
            if (
                not field.concrete
                or target is None
                or not target.__module__.startswith("hamshahr.")
            ):
                continue
            here, there = _room_of_model(model), _room_of_model(target)
            assert may_use(here, there), (
                f"{model.__name__}.{field.name} points at {target.__name__}"
            )
            checked += 1
    assert checked > 8


def _room_of_model(model):
    return tuple(model.__module__.split(".")[1:])[: 2 if ".kernel." not in model.__module__ else 1]


def test_templates_use_only_what_stands_upstream():
    owners = {_template_name(path): room(path) for path in TEMPLATES}
    checked = 0
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        for used in re.findall(r'{%\s*(?:extends|include)\s+"([^"]+)"', text):
            assert may_use(room(path), owners[used.partition("#")[0]]), f"{named(path)} uses {used}"
            checked += 1
        for address in re.findall(r"""{%\s*url\s+["']([a-z_]+):""", text):
            assert may_use(room(path), _owner_of_address(address)), f"{named(path)} links {address}"
    assert checked > 20


def test_templates_load_only_tags_of_rooms_upstream():
    libraries = {
        path.stem: room(path)
        for path in PACKAGE.glob("**/templatetags/*.py")
        if path.stem != "__init__"
    }
    for path in TEMPLATES:
        for loaded in re.findall(r"{%\s*load\s+([^%]+?)\s*%}", path.read_text(encoding="utf-8")):
            for library in loaded.split():
                if library in libraries:
                    assert may_use(room(path), libraries[library]), f"{named(path)} loads {library}"


def test_no_code_names_an_address_of_a_room_downstream():
    checked = 0
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call) or not isinstance(
                node.func, (ast.Name, ast.Attribute)
            ):
                continue
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if (
                called not in {"reverse", "reverse_lazy", "redirect", "resolve_url"}
                or not node.args
            ):
                continue
            if isinstance(node.args[0], ast.Constant) and ":" in str(node.args[0].value):
                space = str(node.args[0].value).partition(":")[0]
                assert may_use(room(path), _owner_of_address(space)), (
                    f"{named(path)} reverses {space}"
                )
                checked += 1
    assert checked >= 5


@pytest.mark.parametrize("tier", ["commons", "kernel", "design"])
def test_what_every_domain_shares_names_none(tier):
    for path in (PACKAGE / tier).glob("**/*.py"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not re.match(
                    r"(association|experiences|network|topics)\.\w+$", node.value
                ), named(path)
                assert not node.value.startswith("hamshahr.domains"), named(path)


def _template_name(path):
    return path.as_posix().rpartition("/templates/")[2]


def _owner_of_address(space):
    return _SPACES.get(space, (space,))


# Which room the addresses of a name space lead to, as its urls say
_SPACES = {
    said.group(1): room(path)
    for path in PACKAGE.glob("**/urls.py")
    if (said := re.search(r'^app_name = "(\w+)"', path.read_text(encoding="utf-8"), re.MULTILINE))
}
