"""What people write in Markdown becomes HTML that can do no harm."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamshahr.kernel.written import to_html


def test_headings_lists_and_links_are_kept():
    html = to_html(
        "# Who\n\nWe are *here*.\n\n- one\n- **two**\n\n[us](https://x.example)", direction="ltr"
    )

    assert "<h2>Who</h2>" in html
    assert "<li><strong>two</strong></li>" in html
    assert '<a href="https://x.example" rel="noopener noreferrer">us</a>' in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)", "![x](https://elsewhere.example/pixel.png)",
        "<style>body{display:none}</style>", "<iframe src='//evil.example'></iframe>",
        "[x](vbscript:x)", "<a href='https://x.example' onclick='x()'>x</a>", "<svg onload=x()>",
        "<https://x.example/\" onmouseover=alert(1)>", "[x](<javascript:alert(1)>)",
    ],
)  # fmt: skip
def test_nothing_that_runs_or_is_fetched_comes_through(text):
    html = to_html(text, direction="ltr")

    assert not re.search(r"<(?!/?(?:p|a|h\d|ul|ol|li|em|strong|code|pre|blockquote|br|hr)\b)", html)
    assert not re.search(r"<[^>]*(?:javascript:|data:|vbscript:|\son\w+=)", html)
    assert "<img" not in html


@given(st.text(alphabet="<>[]()!\"'`#*_-\\ \nابaAscriptjv:/", max_size=80))
def test_whatever_is_typed_no_element_comes_through_but_those_of_the_list(text):
    html = to_html(text, direction="rtl")
    tags = set(re.findall(r"</?([a-z][a-z0-9]*)", html))

    assert tags <= {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "em", "strong", "a",
                    "blockquote", "hr", "br", "code", "pre"}  # fmt: skip


def test_a_paragraph_of_the_other_direction_carries_its_own():
    text = "شهرداری شیراز این صفحه را نوشته است.\n\nCity of Shiraz, 71 Example Street"

    assert '<p dir="ltr">City of Shiraz' in to_html(text, direction="rtl")
    assert '<p dir="rtl">شهرداری' in to_html(text, direction="ltr")


@pytest.mark.parametrize(
    "address",
    [
        "[سایت ما](https://www.shiraz.example/municipality/office/of/international/affairs)",
        "<https://www.shiraz.example/municipality/office/of/international/affairs>",
        "https://www.shiraz.example/municipality/office/of/international/affairs",
        "international.affairs.office@municipality-of-shiraz.example",
    ],
)
def test_a_long_address_does_not_turn_a_persian_sentence_round(address):
    assert to_html(f"به ما بنویسید: {address}", direction="rtl").startswith("<p>به ما")


def test_a_paragraph_that_is_an_address_alone_is_left_as_it_is():
    assert to_html("<https://shiraz.example/>", direction="rtl").startswith("<p><a")


def test_a_foreign_name_at_the_head_of_a_sentence_does_not_turn_it_round():
    assert to_html("Hamshahr سایت شهرهای هم‌پیوند است.", direction="rtl").startswith("<p>Hamshahr")
