"""Every deed that is recorded reads as a sentence, and every sentence belongs to a deed."""

import ast
import re

from django.utils.translation import override

from hamshahr.kernel.audit.deeds import deed_of, deeds
from hamshahr.kernel.audit.things import things_of
from tests.architecture.sources import MODULES, named, tree

# What looks for records; any other call that is given a deed records it, or passes it on
_LOOKS = {"filter", "exclude", "get", "last_details", "Asked"}
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def _deeds_recorded() -> dict[str, str]:
    """Return each ``deed=`` that the code gives to any call, with the file that gives it."""
    found = {}
    for path in MODULES:
        module = tree(path)
        constants, passed_on = _constants(module), _parameters(module)
        for given in _given_as_deed(module):
            codes = _codes(given, constants)
            is_passed_on = isinstance(given, ast.Name) and given.id in passed_on
            assert codes or is_passed_on, f"{named(path)}:{given.lineno} hides its deed"
            found |= dict.fromkeys(codes, named(path))
    return found


def _given_as_deed(module: ast.Module) -> list[ast.expr]:
    return [
        keyword.value
        for call in ast.walk(module)
        if isinstance(call, ast.Call)
        and getattr(call.func, "attr", getattr(call.func, "id", "")) not in _LOOKS
        for keyword in call.keywords
        if keyword.arg == "deed"
    ]


def _parameters(module: ast.Module) -> set[str]:
    return {
        argument.arg
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef)
        for argument in [*node.args.args, *node.args.kwonlyargs]
    }


def _constants(module: ast.Module) -> dict[str, list[str]]:
    """Return the texts of a module's constants, and of its tables of deeds."""
    found = {}
    for node in module.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            values = node.value.values if isinstance(node.value, ast.Dict) else [node.value]
            texts = [one.value for one in values if isinstance(one, ast.Constant)]
            found[node.targets[0].id] = [text for text in texts if isinstance(text, str)]
    return found


def _codes(value: ast.expr, constants: dict[str, list[str]]) -> list[str]:
    if isinstance(value, ast.Subscript):
        value = value.value
    if isinstance(value, ast.Constant):
        return [str(value.value)]
    return constants.get(value.id, []) if isinstance(value, ast.Name) else []


def test_every_deed_that_is_recorded_has_a_sentence():
    silent = {code: path for code, path in _deeds_recorded().items() if deed_of(code) is None}

    assert silent == {}


def test_every_sentence_belongs_to_a_deed():
    # Nobody does these any more, and their records stay
    of_earlier_versions = {"experiences.ask_correct", "experiences.ask_remove"}

    said = {deed.code for deed in deeds()} - of_earlier_versions
    assert said - _deeds_recorded().keys() == set()


def test_a_sentence_says_nothing_that_nobody_fills_in():
    for deed in deeds():
        with override("en"):
            wanted = set(_PLACEHOLDER.findall(str(deed.sentence))) - {"who", "what"}
        # Records of older versions may lack every detail
        given = set(deed.words({}, "en") if deed.words else {}) | set(deed.mentions)
        assert wanted == given, deed.code


def test_what_a_sentence_mentions_is_of_a_kind_that_can_be_named():
    mentioned = {(deed.code, kind) for deed in deeds() for kind in deed.mentions.values()}

    assert {one for one in mentioned if things_of(one[1]) is None} == set()


def test_a_deed_is_named_after_its_domain_and_what_is_done():
    of_the_first_version = {"backed up", "restored"}
    for deed in deeds():
        assert re.fullmatch(r"[a-z]+\.[a-z_]+", deed.code) or deed.code in of_the_first_version
