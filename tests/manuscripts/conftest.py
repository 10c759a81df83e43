"""A manuscript of Shiraz that Nasrin has begun, and how its pages are read and sent."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client

from hamshahr.domains.manuscripts.actions import begin_manuscript
from tests.cast import NASRIN, SHIRAZ


@pytest.fixture
def manuscript(db):
    return begin_manuscript(city=SHIRAZ.placed(), language="fa", by=NASRIN.serving())


class Desk:
    """Somebody at the pages of a manuscript. A page is sent with all that stands on it."""

    def __init__(self, person, manuscript):
        self.client = Client()
        self.client.force_login(person.serving())
        self.manuscript = manuscript

    def url(self, step="", language="en"):
        return f"/{language}/write/{self.manuscript.pk}/" + (f"{step}/" if step else "")

    def open(self, step, language="en"):
        answer = self.client.get(self.url(step, language))
        assert answer.status_code == 200
        return fields_of(answer.content.decode())

    def send(self, step, fields, language="en", **pressed):
        pairs = [(name, text) for name, texts in fields.items() for text in texts]
        pairs += list(pressed.items())
        return self.client.post(
            self.url(step, language), urlencode(pairs), "application/x-www-form-urlencoded"
        )

    def fill(self, step, language="en", **said):
        """Open a step, change some of its fields, and keep it."""
        page = self.open(step, language)
        page |= {path: [text] if isinstance(text, str) else text for path, text in said.items()}
        return self.send(step, page, language, go="stay")


@pytest.fixture
def desk_of(manuscript):
    return lambda person: Desk(person, manuscript)


_FORM = re.compile(r'<form id="step".*?</form>', re.DOTALL)
_INPUT = re.compile(r"<input\b[^>]*>")
_AREA = re.compile(r'<textarea\b[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', re.DOTALL)
_SELECT = re.compile(r'<select\b[^>]*name="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
_ATTRIBUTE = r'{}="([^"]*)"'


def fields_of(html):
    """Return what a browser without scripts would send of the page's form, but for its buttons."""
    form = _FORM.search(html)[0]
    sent = {}
    for tag in _INPUT.findall(form):
        name = _attribute(tag, "name")
        if _attribute(tag, "type") in {"checkbox", "radio"} and " checked" not in tag:
            continue
        sent.setdefault(name, []).append(_attribute(tag, "value"))
    for name, text in _AREA.findall(form):
        sent.setdefault(name, []).append(unescape(text))
    for name, options in _SELECT.findall(form):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        sent[name] = [chosen[1] if chosen else ""]
    return sent


def _attribute(tag, name):
    found = re.search(_ATTRIBUTE.format(name), tag)
    return unescape(found[1]) if found else ""
