"""Every letter in every language, as a mail server got it.

With PICTURES in the environment, each is kept there as a page and as text, to be looked at.
"""

import os
import re
from html import unescape
from pathlib import Path

import pytest

from hamshahr.commons.notifications.delivering import deliver_due
from hamshahr.commons.notifications.models import OutgoingLetter
from tests.notifications.every_letter import THEIRS, every_kind, write_every_letter

pytestmark = pytest.mark.django_db

RIGHT_TO_LEFT = ("fa", "ar")
LANGUAGES = ("fa", "en", "fr", "es", "ar")
LEFT_OVER = re.compile(r"%\(|\{\{|\{%|\bNone\b|&lt;bdi|&amp;(amp|lt)|__proxy__|�")
A_LINK, AN_ADDRESS = r"https?://\S+", r"[\w.-]+@[\w.-]+"
# The same in each language: what somebody wrote, who writes, and the mark of a signature
NAMES = {*THEIRS.split(), "Shiraz", "•", "Cities", "of", "the", "Plain", "--", ""}
_LONGEST_LINE = 78  # RFC 5322: should be no more; addresses stay whole


@pytest.fixture
def received(office, request):
    """Return the letters of a language as the mail server got them."""

    def read(language):
        office.forget()
        OutgoingLetter.objects.all().delete()
        write_every_letter(language)
        while deliver_due():
            pass
        _keep(office.received, language)
        return list(office.received)

    return read


def _keep(letters, language):
    if folder := os.environ.get("PICTURES"):
        for number, one in enumerate(letters):
            path = Path(folder) / f"letter-{number:02}-{language}"
            path.with_suffix(".html").write_text(one.html, encoding="utf-8")
            said = f"{one.letter['Subject']}\n\n{one.text}"
            path.with_suffix(".txt").write_text(said, encoding="utf-8")


def test_no_letter_was_forgotten(received):
    received("en")

    assert set(OutgoingLetter.objects.values_list("kind", flat=True)) == every_kind()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_letter_is_whole_in_its_language_and_direction(received, language):
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    letters = received(language)

    assert len(letters) > 25
    for one in letters:
        assert f'<html lang="{language}" dir="{direction}">' in one.html
        for part in (one.letter["Subject"], one.text, one.html):
            assert not LEFT_OVER.search(part), (LEFT_OVER.search(part), part)
        for link in re.findall(r'href="([^"]+)"', one.html):
            assert unescape(link) in one.text
        for line in one.text.splitlines():
            assert len(line) <= _LONGEST_LINE or re.search(A_LINK, line), line


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_nothing_of_it_is_left_in_english(received, language):
    in_english = {line for one in received("en") for line in _sentences(one)}

    for one in received(language):
        assert not in_english & _sentences(one)


def _sentences(one):
    """Return what a letter says in words of its own: its subject and the lines of its text.

    A code that is typed back is the same in every language.
    """
    lines = [str(one.letter["Subject"]), *one.text.splitlines()]
    unsaid = re.compile(rf"[\u2066-\u2069\u200e\u200f]|{A_LINK}")
    plain = {unsaid.sub("", line).strip() for line in lines}
    return {
        line
        for line in plain
        if not line.isdigit() and {word.strip(",.:") for word in line.split()} - NAMES
    }


@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
def test_latin_addresses_in_a_letter_from_the_right_stand_apart(received, language):
    for one in received(language):
        inside = re.sub(r'<(bdi|span)[^>]*dir="ltr"[^>]*>.*?</\1>|<bdi>.*?</bdi>', "", one.html)
        shown = re.sub(r"<[^>]+>", " ", inside)
        assert not re.search(f"{A_LINK}|{AN_ADDRESS}", shown), shown


def test_a_persian_letter_counts_in_persian_digits(received):
    for one in received("fa"):
        said = re.sub(f"{A_LINK}|{AN_ADDRESS}", "", one.text)
        assert not re.search(r"[0-9]", said), said
