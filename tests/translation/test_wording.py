"""How messages are written: whole in the sources, and by the rules of each language's print."""

import ast
import re
from pathlib import Path

import pytest

import hamshahr
from hamshahr.commons.translation.catalogues import TRANSLATED, collect, po_file, read

PACKAGE = Path(hamshahr.__file__).parent
FUNCTIONS = {
    f"{kind}{lazy}" for kind in ("gettext", "ngettext", "pgettext", "npgettext")
    for lazy in ("", "_lazy")
} | {"_", "gettext_noop"}  # fmt: skip
LIST_SEPARATOR = ", "
MESSAGES = [message for message in collect() if message.id]
ORIGINALS = [
    text
    for message in MESSAGES
    for text in ((message.id,) if isinstance(message.id, str) else message.id)
]


def calls_of_gettext(tree):
    """Yield each call of a translating function, with whether it stands inside an f-string."""
    inside = {
        id(node)
        for string in ast.walk(tree)
        if isinstance(string, ast.JoinedStr)
        for node in ast.walk(string)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            named = node.func.attr if isinstance(node.func, ast.Attribute) else None
            named = node.func.id if isinstance(node.func, ast.Name) else named
            if named in FUNCTIONS:
                yield node, id(node) in inside


def badly_built(source):
    """Return the lines on which a message is not one plain string, or cannot be collected."""
    lines = []
    for call, in_f_string in calls_of_gettext(ast.parse(source)):
        texts = call.args[:-1] if "ngettext" in ast.unparse(call.func) else call.args
        plain = [isinstance(a, ast.Constant) and isinstance(a.value, str) for a in texts]
        if in_f_string or not all(plain):
            lines.append(call.lineno)
    return lines


def test_no_message_is_put_together_from_pieces():
    built = {
        path.relative_to(PACKAGE).as_posix(): lines
        for path in PACKAGE.rglob("*.py")
        if (lines := badly_built(path.read_text(encoding="utf-8")))
    }
    assert built == {}


@pytest.mark.parametrize(
    "source",
    [
        '_(f"{city} has joined")',
        'gettext("Joined: " + city)',
        'gettext_lazy("%s joined" % city)',
        '_("{} joined".format(city))',
        "_(message)",
        'ngettext(f"{n} city", "cities", n)',
        "f\"<b>{gettext('Show all')}</b>\"",
        'translation.gettext("a" + b)',
    ],
)
def test_a_message_put_together_from_pieces_is_found(source):
    assert badly_built(source) == [1]


@pytest.mark.parametrize("source", ['_("A " "whole")', 'ngettext("city", "cities", len(all_of))'])
def test_a_plain_message_is_no_fault(source):
    assert badly_built(source) == []


def test_every_message_is_a_whole_sentence_or_label():
    pieces = [
        text
        for text in ORIGINALS
        if text != LIST_SEPARATOR and (text != text.strip() or not re.search(r"[^\W\d_]", text))
    ]
    assert pieces == []


def test_no_message_spans_lines_or_doubles_its_spaces():
    assert [text for text in ORIGINALS if "\n" in text or "  " in text] == []


def translations(code):
    return [
        text
        for message in read(po_file(code), code)
        if message.id
        for text in ((message.string,) if isinstance(message.string, str) else message.string or ())
    ]


def without_markup(text):
    """Return what a reader may see: a digit for each placeholder, no tags and no web addresses."""
    shown = re.sub(r"</?[a-z][^<>]*>", "", re.sub(r"%\(\w+\)s", "0", text))
    return re.sub(r"https?://[\w./-]*", "", shown)


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_voice_is_calm(code):
    loud = [text for text in (*ORIGINALS, *translations(code)) if re.search("[!！]", text)]
    assert loud == []


@pytest.mark.parametrize(
    ("code", "foreign", "why"),
    [
        ("fa", "[يكىة٠-٩]", "an Arabic letter or digit where Persian has its own"),
        ("fa", r"[,;?](?!\w)|[“”\"']", "Latin punctuation; Persian has ، ؛ ؟ «»"),
        ("fa", r"(?<!\w)ن?می \w", "a space where the verb's prefix takes a half-space"),
        ("fa", r"\w ها(ی|یی)?(?!\w)", "a space where the plural takes a half-space"),
        ("fa", "هٔ‌|‌ | ‌", "a half-space where none can be"),
        ("ar", "[یک۰-۹گچپژ‌]", "a Persian letter, digit or half-space where Arabic has its own"),
        ("ar", r"[,;?](?!\w)|[“”\"']", "Latin punctuation; Arabic has ، ؛ ؟ «»"),
        ("fr", r"[“”\"']", "a straight apostrophe or English quotation marks"),
        ("fr", "(?<!\u202f)[:;?»]|«(?!\u202f)", "no narrow no-break space beside the mark"),
        ("es", r"[“”\"']", "English quotation marks or a straight apostrophe"),
        ("es", r"^[^¿]*\?", "a question that is not opened by ¿"),
    ],
)
def test_the_print_of_a_language_is_its_own(code, foreign, why):
    # The product's name stays as it is written at home
    shown = (without_markup(text).replace("هم‌شهر", "") for text in translations(code))
    assert [text for text in shown if re.search(foreign, text)] == [], why


@pytest.mark.parametrize("code", ["fa", "ar"])
def test_lists_are_separated_by_the_comma_of_the_script(code):
    catalogue = read(po_file(code), code)
    assert catalogue[LIST_SEPARATOR].string == "، "
