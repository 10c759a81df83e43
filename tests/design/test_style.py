import gzip
import re

import pytest

from tests.design.colours import contrast, tokens
from tests.design.sources import STATIC, STYLES

PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)|left|right|top|bottom"
    r"|border-(?:top|bottom)-(?:left|right)-radius|(?:min-|max-)?(?:width|height))\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
    r"|to (?:left|right)"
)
# Words on the grounds that they stand on somewhere
READABLE = [
    *[("ink", ground) for ground in ("paper", "paper-raised", "paper-sunk", "turquoise-wash",
                                     "saffron-wash", "pomegranate-wash", "lapis-wash")],
    *[("ink-soft", ground) for ground in ("paper", "paper-raised", "paper-sunk")],
    *[("lapis", ground) for ground in ("paper", "paper-raised", "paper-sunk", "lapis-wash",
                                       "turquoise-wash", "saffron-wash")],
    ("lapis-deep", "paper"),
    ("lapis-deep", "lapis-wash"),
    ("on-lapis", "lapis"),
    ("on-lapis", "lapis-deep"),
    ("turquoise", "paper"),
    ("saffron", "paper"),
    ("pomegranate", "paper"),
    ("pomegranate", "pomegranate-wash"),
]  # fmt: skip
# Borders of what is to be used, and the ring around what has the focus
VISIBLE = [("line-strong", "paper"), ("line-strong", "paper-raised"), ("lapis", "paper-raised")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), READABLE)
def test_words_can_be_read_on_their_ground(scheme, words, ground):
    colours = tokens(scheme)
    assert contrast(colours[words], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), VISIBLE)
def test_what_is_to_be_used_can_be_seen(scheme, edge, ground):
    colours = tokens(scheme)
    assert contrast(colours[edge], colours[ground]) >= 3


def test_the_contrast_of_black_on_white_is_what_the_standard_says():
    assert contrast((0.0, 0.0, 0.0), (1.0, 0.0, 0.0)) == pytest.approx(21, abs=0.05)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_the_style_knows_no_left_and_no_right(path):
    written = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert PHYSICAL.findall(written) == []


@pytest.mark.parametrize(
    "wrong", ["margin-left: 1px", "text-align:right", "{left: 0", "width: 2em"]
)
def test_the_search_for_left_and_right_finds_them(wrong):
    assert PHYSICAL.search(wrong)


def test_no_letters_are_spaced_or_slanted():
    written = "".join(path.read_text(encoding="utf-8") for path in STYLES)
    assert "letter-spacing" not in written
    assert "italic" not in written


def test_colours_are_named_in_one_file_only():
    for path in STYLES:
        if path.name != "tokens.css":
            assert not re.search(r"oklch\(|#[0-9a-f]{3,8}\b|rgb", path.read_text(encoding="utf-8"))


def carried(name):
    """Return how many bytes of a file go over the line: the server sends it compressed."""
    return len(gzip.compress((STATIC / name).read_bytes(), 9))


def test_a_slow_line_has_little_to_carry():
    assert carried("built/hamshahr.css") <= 10_800
    assert carried("built/hamshahr.js") <= 2_500
    assert carried("built/prose.js") <= 8_000  # where somebody writes, and nowhere else


def test_the_built_style_holds_every_class_of_its_sources():
    built = "".join(path.read_text(encoding="utf-8") for path in (STATIC / "built").glob("*.css"))
    written = "".join(path.read_text(encoding="utf-8") for path in STYLES)
    classes = set(re.findall(r"(?<=[\s,>(])\.([a-z][\w-]+)(?=[^;{}]*\{)", written))
    assert len(classes) > 80
    assert {name for name in classes if f".{name}" not in built} == set()
