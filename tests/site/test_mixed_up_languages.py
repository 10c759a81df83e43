"""An address with mixed-up languages leads where it was meant to, or says what to do."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("/EN/about/", "/en/about/"),
        ("/Fa/", "/fa/"),
        ("/fa-IR/", "/fa/"),
        ("/fa-IR/search/?q=a%20b&topic=water", "/fa/search/?q=a%20b&topic=water"),
        ("/fa_IR/topics/", "/fa/topics/"),
        ("/en-us/about", "/en/about/"),
        ("/es-419/about/", "/es/about/"),
        ("/fa/en/", "/en/"),
        ("/fa/en/about/", "/en/about/"),
        ("/fa/en/fr/about/", "/fr/about/"),
        ("/fa/fa/about/", "/fa/about/"),
        ("/xx/about/", None),
        ("/zz/", None),
        ("/fa//search/", "/fa/search/"),
        ("//fa/search/", "/fa/search/"),
        ("/en/experiences//tehran-brt/", "/en/experiences/tehran-brt/"),
    ],
)
def test_what_was_meant_is_plain(client, asked, meant):
    path, _, query = asked.partition("?")
    answer = client.get("/", PATH_INFO=path, QUERY_STRING=query)

    if meant is None:
        assert answer.status_code == 404
    else:
        assert (answer.status_code, answer.headers["Location"]) == (308, meant)
        assert client.get(meant).status_code == 200


@pytest.mark.parametrize(("browser", "own"), [("ar", "ar"), ("de, fr;q=0.5", "fr"), ("", "fa")])
def test_a_language_that_is_not_offered_leads_to_the_readers_own(client, browser, own):
    answer = client.get("/de/search/?q=Bus", headers={"Accept-Language": browser})

    assert (answer.status_code, answer.headers["Location"]) == (302, f"/{own}/search/?q=Bus")
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("/en/about/?lang=fr", "/fr/about/"),
        ("/en/search/?q=eau&lang=fr-CA&topic=water", "/fr/search/?q=eau&topic=water"),
        ("/en/search/?lang=xx&lang=AR", "/ar/search/"),
        ("/?lang=es", "/es/"),
        ("/en/about/?lang=en", "/en/about/"),
        ("/fa/search/?q=آب&lang=en", "/en/search/?q=%D8%A2%D8%A8"),
    ],
)
def test_a_language_in_the_query_is_followed_once(client, asked, meant):
    answer = client.get(asked)

    assert (answer.status_code, answer.headers["Location"]) == (302, meant)
    assert client.get(meant).status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        "/en/search/?lang=xx", "/en/search/?lang=", "/en/search/?q=lang", "/en/search/?slang=fr",
        "/en/search/?lang=//evil.example", "/en/search/?lang=fr%0d%0aSet-Cookie:x=y",
    ],
)  # fmt: skip
def test_a_query_that_names_no_language_we_speak_changes_nothing(client, asked):
    assert client.get(asked).status_code == 200


@pytest.mark.parametrize("address", ["/fa/search", "/fa", "/fa/experiences/tehran-brt"])
def test_a_slash_that_was_left_out_is_added(client, address):
    answer = client.get(f"{address}?q=a")

    assert answer.status_code in {301, 308}
    assert answer.headers["Location"] == f"{address}/?q=a"


HOSTILE = [
    "//evil.example/", "//evil.example/fa/", "///evil.example", "/\\evil.example/", "/fa/\\evil/",
    "/fa//evil.example/", "/EN//evil.example/", "/EN/\\evil.example/", "/fa/en//evil.example/..",
    "/de//evil.example", "/EN/%2F%2Fevil.example/", "/\tevil/", "/fa-IR/\r\nLocation: x/",
    "/en/en/en/en/en/en/", "/EN" * 200, "/fa/de/xx/", "/de/" + "a/" * 300, "/en/../EN/",
]  # fmt: skip


@pytest.mark.parametrize("query", ["", "next=//evil.example", "lang=fr"])
@pytest.mark.parametrize("address", HOSTILE)
def test_nobody_is_led_away_or_round_in_circles(client, address, query):
    for _ in range(3):
        answer = client.get("/", PATH_INFO=address, QUERY_STRING=query)
        if answer.status_code not in {301, 302, 307, 308}:
            break
        target = answer.headers["Location"]
        assert target.startswith(("/fa/", "/en/", "/fr/", "/%2F")), target
        assert not target.startswith(("//", "/\\"))
        address, _, query = target.partition("?")
    assert answer.status_code in {200, 400, 404}


def test_a_form_is_never_sent_elsewhere(client):
    assert client.post("/EN/experiences/tehran-brt/claim/").status_code == 404


def test_what_is_not_there_in_any_language_is_not_there(client):
    assert client.get("/EN/experiences/no-such-experience/").status_code == 308
    assert client.get("/en/experiences/no-such-experience/").status_code == 404
    assert client.get("/EN/nowhere/at/all/").status_code == 404


@pytest.mark.parametrize("path", ["", "about/", "search/?q=flood", "experiences/tehran-brt/"])
def test_a_page_tells_its_one_address_and_that_of_each_translation(client, path, settings):
    from tests.site.reading import Page

    settings.PUBLIC_ADDRESS = "https://cities.example.org"
    join = "&" if "?" in path else "?"
    page = Page(
        client.get(f"/en/{path}{join}utm_source=mail", headers={"X-Forwarded-Host": "evil"})
    )

    canonical = page.one("link", rel="canonical").attributes["href"]
    alternates = {
        link.attributes["hreflang"]: link.attributes["href"]
        for link in page.all("link", rel="alternate")
        if "hreflang" in link.attributes
    }
    assert canonical == f"https://cities.example.org/en/{path}"
    assert alternates == {
        **{
            code: f"https://cities.example.org/{code}/{path}"
            for code in ("fa", "en", "fr", "es", "ar")
        },
        "x-default": f"https://cities.example.org/{path}",
    }
