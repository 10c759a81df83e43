"""Turning pages: each experience once, in one order, and a clear end."""

import pytest

from hamshahr.domains.experiences.models import Experience
from hamshahr.faces.site import searching
from tests.site.reading import Page

pytestmark = pytest.mark.django_db

TEN = 10
ROWS = 23  # leaves a last page that is not full


@pytest.mark.parametrize("query", ["", "flood", "حمل‌ونقل عمومی"])
def test_all_pages_together_show_each_experience_once(client, monkeypatch, query):
    monkeypatch.setattr(searching, "ROWS_A_PAGE", ROWS)
    total = Page(client.get("/en/search/", {"q": query})).total
    seen = []
    for page in range(1, -(-total // ROWS) + 1):
        seen += Page(client.get("/en/search/", {"q": query, "page": page})).rows

    assert len(seen) == len(set(seen)) == total == Experience.objects.count()


def test_next_and_previous_lead_through_a_narrowed_list_and_back(client):
    address, pages = "/fa/search/?q=آب&region=africa&region=europe", []
    while address:
        page = Page(client.get(address))
        pages.append(page)
        following = page.all("a", rel="next")
        address = following[0].attributes["href"] if following else ""

    seen = [code for page in pages for code in page.rows]
    assert len(seen) == len(set(seen)) == pages[0].total
    assert len(pages) == -(-pages[0].total // TEN)
    back = Page(client.get(pages[-1].all("a", rel="prev")[0].attributes["href"]))
    assert back.rows == pages[-2].rows


def test_where_one_stands_is_told_to_those_who_hear_the_page(client):
    page = Page(client.get("/fa/search/?page=3"))

    assert page.one(aria_current="page", of_class="here").text == "۳"


@pytest.mark.parametrize("query", ["", "flood"])
@pytest.mark.parametrize(
    "page", ["9999", "20", "0", "-1", "abc", "1.5", "٣", "1e3", "9" * 400, "\x00"]
)
def test_a_page_that_is_not_there_says_where_the_list_ends(client, query, page):
    answer = client.get("/en/search/", {"q": query, "page": page})

    assert answer.status_code == 404
    shown = Page(answer)
    assert shown.one(of_class="error-summary").text
    assert shown.one("textarea", name="q").text == query
    assert not shown.rows


def test_a_page_beyond_the_last_names_the_last(client):
    text = Page(client.get("/en/search/?page=99")).one(of_class="error-summary").text

    assert str(-(-Experience.objects.count() // TEN)) in text


def test_the_first_page_has_one_address(client):
    page = Page(client.get("/en/search/?q=flood&page=2"))

    assert page.all("a", rel="prev")[0].attributes["href"] == "/en/search/?q=flood"
