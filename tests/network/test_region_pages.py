"""The pages of the association's regions of the world."""

import pytest

from hamshahr.domains.network.models import City, Region
from tests.site.reading import Page

pytestmark = pytest.mark.django_db


def links(page):
    return {link.attributes.get("href"): link.text for link in page.all("a")}


def test_the_list_leads_to_every_region_the_association_has(client):
    Region.objects.create(code="antarctica", names={"en": "Antarctica", "fa": "جنوبگان"})
    found = links(Page(client.get("/en/regions/")))

    for code in Region.objects.values_list("code", flat=True):
        assert f"/en/regions/{code}/" in found
    assert found["/en/regions/antarctica/"] == "Antarctica"


def test_a_region_says_how_many_cities_are_known_and_leads_to_its_experiences(client):
    page = Page(client.get("/en/regions/africa/"))
    cities = City.objects.filter(region="africa")

    assert page.one("h1").text == "Africa"
    assert f"{cities.count()} cities" in page.source
    assert "/en/search/?region=africa" in links(page)


def test_a_region_without_a_city_says_so_and_leads_on(client):
    Region.objects.create(code="antarctica", names={"fa": "جنوبگان"})
    page = Page(client.get("/fa/regions/antarctica/"))

    assert page.one("h1").text == "جنوبگان"
    assert "/fa/search/" in links(page)


@pytest.mark.parametrize("code", ["atlantis", "AFRICA", "africa%00", "%2e%2e"])
def test_what_is_no_region_is_not_found(client, code):
    assert client.get(f"/en/regions/{code}/").status_code == 404
