"""Reports as the tests of moderation make them."""

from secrets import token_urlsafe

import pytest

from hamshahr.commons.moderation import limits
from hamshahr.commons.moderation.actions import report
from hamshahr.commons.moderation.models import Case, Ground
from hamshahr.commons.moderation.registry import reportable
from tests.site.reading import Page

PAGE = "/en/report/experience/lagos-brt-lite/"
SAID = {
    "ground": "mistake",
    "words": "The line opened in 2009, not 2008: see the annual report, page 12.",
    "email": "mahin@shiraz.example",
}


@pytest.fixture(autouse=True)
def _no_report_counted_yet():
    limits.forget()


@pytest.fixture
def send(client):
    """Open the form of a page and send it, as a browser does; returns the answer."""

    def send(address=PAGE, *, as_client=None, headers=None, **said):
        browser = as_client or client
        form = Page(browser.get(address))
        ticket = form.one("input", name="ticket").attributes["value"]
        return browser.post(address, {**SAID, "ticket": ticket, **said}, **(headers or {}))

    return send


@pytest.fixture
def case_of():
    """Report the page of an experience, and return its case."""

    def case_of(code="lagos-brt-lite", *, ground=Ground.MISTAKE, kind="experience", email=""):
        subject = reportable(kind).find(code, "en")
        report(
            subject=subject,
            ground=ground,
            words="The line opened in 2009, not 2008.",
            email=email,
            language="en",
            secret=token_urlsafe(),
        )
        return Case.objects.get(kind=kind, object_id=subject.object_id)

    return case_of
