"""From a Spanish snapshot to a case that Persian readers find and print, in a real browser.

Mateo of Medellín writes, Claire asks and publishes, a machine drafts and Yusuf checks. The running
site's own jobs draft, index and mail; the machine and the mail server are small ones of the tests.
"""

import ctypes
import os
import re
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument, raw

from tests.cast import CLAIRE, MATEO, YUSUF
from tests.commands.conftest import Shell, eventually
from tests.experiences.surfaces import words_of_print
from tests.files.made import picture
from tests.journeys.conftest import serving
from tests.journeys.walking import PASSWORD, letter_to, link_in, signed_in
from tests.notifications.post_office import PostOffice
from tests.translating.servers import libretranslate

SECONDS_FOR_A_DRAFT = 60

TITLE = "Escaleras techadas hasta la estación del cable"
HEADLINE = "La gente de la ladera llega a la estación en la mitad del tiempo."
WENT_WRONG = "El primer techo goteaba; se cambió al año."
MENDED = "El primer techo goteaba sobre los escalones; la ciudad lo cambió al año siguiente."
STEPS = {
    "about": {
        "title": TITLE,
        "headline": HEADLINE,
        "summary": "La ladera no tenía camino seguro. Se hicieron escaleras techadas con barandas.",
    },
    "topics": {"topics": ["integrated-transport"]},
    "time": {"status": ["completed"], "start": "2018", "end": "2019-06", "true_as_of": "2024-05"},
    "problem": {"problem": "Con lluvia nadie bajaba: el barro cerraba el camino."},
    "done": {"blocks": {"what": "Escaleras techadas, en tramos de **doce** escalones."}},
    "results": {
        "results": {
            "name": "Minutos hasta la estación", "unit": "minutos", "before": "24", "after": "12",
            "date": "2020",
        },
    },
    "wrong": {"went_wrong": WENT_WRONG},
}  # fmt: skip
SEEN = "Escaleras con techo junto a una ladera verde."
QUESTION = "¿Qué goteaba, y quién lo pagó?"
ANSWER = "El techo, sobre los escalones. Lo pagó la ciudad."
REASON = "Una medición antes y una después, sin comparación."

# What the machine says, and what Yusuf makes of it
DRAFTED = "پله‌های سقف‌دار تا ایستگاه کابل"
CHECKED = "پله‌های سرپوشیده تا ایستگاه تله‌کابین"
HEADLINE_IN_PERSIAN = "مردم دامنه در نیمی از زمان به ایستگاه می‌رسند."
BOOK = {(TITLE, "fa"): DRAFTED, (HEADLINE, "fa"): HEADLINE_IN_PERSIAN}
NEED = "راه سرپوشیده برای مردم دامنه تا ایستگاه تله‌کابین"

PEOPLE = f"""
from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.preferences.models import Preferences
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.accounts.roles import Role
from hamshahr.domains.network.appointing import appoint
from hamshahr.domains.network.models import City
medellin = City.objects.get(slug="medellin")
for email, name, role, city, language in (
    ("{MATEO.email}", "{MATEO.name}", Role.FOCAL_POINT, medellin, "es"),
    ("{CLAIRE.email}", "{CLAIRE.name}", Role.EDITOR, None, "fr"),
    ("{YUSUF.email}", "{YUSUF.name}", Role.TRANSLATOR, None, "ar"),
):
    person = User.objects.create_user(email, name, "{PASSWORD}")
    Preferences.objects.create(person=person, language=language)
    appoint(person=person, role=role, city=city, by=system_actor())
"""


@pytest.fixture(scope="module")
def post():
    office = PostOffice()
    yield office
    office.stop()


@pytest.fixture(scope="module")
def machine():
    """A translation server that knows two sentences, and makes up the others."""
    with libretranslate() as server:
        server.book = BOOK
        yield server


@pytest.fixture(scope="module")
def site(copied, post, machine, tmp_path_factory):
    """A site of its own, with its jobs, its mail, a translation server, and three people."""
    data = tmp_path_factory.mktemp("telling")
    Shell(data, DATABASE_URL=copied, HAMSHAHR_DEMO="0").python(PEOPLE)
    servers = {
        "HAMSHAHR_MAIL": f"smtp://127.0.0.1:{post.port}", "HAMSHAHR_SENDER": "a@cities.example",
        "HAMSHAHR_TRANSLATION_SERVER": machine.url,
    }  # fmt: skip
    with serving(copied, data, **servers) as address:
        yield address


def fills(walk, told, item=""):
    """Fill fields in; a list is chosen from boxes, a mapping is a new item of a group."""
    form = walk.page.locator("form#step")
    for key, said in told.items():
        if isinstance(said, dict):
            form.locator(f"button[value^='add:{key}:']").click()
            added = form.locator(f"[data-group={key}] [data-item]").last
            fills(walk, said, f"{key}.{added.get_attribute('data-item')}.")
        elif isinstance(said, list):
            for value in said:
                box = form.locator(f"input[name='{key}'][value='{value}']")
                folded = box.locator("xpath=ancestor::details[not(@open)]/summary")
                if folded.count():
                    folded.click()
                box.check()
        else:
            form.locator(f"[name='{item}{key}']").fill(said)


def goes_on(walk, how="next"):
    with walk.page.expect_navigation():
        walk.page.locator(f"form#step .form-end button[value={how}]").click()


def mateo_begins_on_the_page_of_his_city(window):
    mateo = signed_in(window, MATEO, "es", at="/es/cities/medellin/")
    mateo.page.locator("main a[href='/es/write/new/']").click()
    mateo.looked_at("begin")
    mateo.page.locator("input[name=language][value=es]").check()
    mateo.press("#begin")
    return mateo


def mateo_writes_a_snapshot(mateo):
    for step, told in STEPS.items():
        if f"/{step}/" not in mateo.page.url:
            mateo.page.locator(f".step-nav a[href$='/{step}/']").click()
            mateo.page.wait_for_url(f"**/{step}/")
        if step == "topics":
            he_finds_his_topic_by_another_of_its_names(mateo)
        fills(mateo, told)
        mateo.looked_at(f"step-{step}")
        goes_on(mateo, "overview" if step == "wrong" else "next")
    mateo.looked_at("overview")


def he_finds_his_topic_by_another_of_its_names(mateo):
    form = mateo.page.locator("form#step")
    find, themes = form.locator("[data-find] input"), form.locator("summary:visible")
    find.fill("AUTORIDAD de transporte")
    find.press("Enter")  # sends nothing
    expect(form.locator("input[value=integrated-transport]")).to_be_visible()
    expect(form.locator("[data-find] [role=status]")).to_contain_text("1")
    expect(themes).to_have_count(1)
    find.fill("xyzzy")
    expect(themes).to_have_count(0)
    find.press("Escape")
    expect(themes.nth(1)).to_be_visible()
    expect(form.locator("input[value=integrated-transport]")).to_be_hidden()


def it_keeps_itself(mateo):
    """What was typed is there on another page although nothing was pressed."""
    typed = mateo.page.locator("form#step [name=title]")
    typed.fill(TITLE)
    expect(mateo.page.locator("[data-save-status]")).not_to_be_empty()
    expect(mateo.page.locator("[name='v:title']")).not_to_have_value("0")
    mateo.page.reload()
    expect(typed).to_have_value(TITLE)


def mateo_adds_a_picture(mateo):
    mateo.press("#grow")
    mateo.page.locator("#further a[href$='/pictures/']").click()
    adding = mateo.page.locator("form[data-adding]")
    file = {"name": "escaleras.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    adding.locator("input[type=file]").set_input_files(file)
    adding.locator("textarea").fill(SEEN)
    adding.locator("button").first.click()
    expect(mateo.page.locator(".held-file img")).to_be_visible()
    expect(mateo.page.locator("[name^='pictures.'][name$='.alt']")).to_have_value(SEEN)
    mateo.looked_at("pictures")
    goes_on(mateo, "overview")


def mateo_submits(mateo):
    mateo.page.locator("a[href$='/submit/']").click()
    mateo.press("#submit")  # without agreeing
    expect(mateo.page.locator(".error-summary")).to_be_visible()
    mateo.looked_at("submit")
    mateo.page.locator("#id_agrees").check()
    mateo.press("#submit")
    mateo.looked_at("submitted")


def claire_asks(window):
    claire = signed_in(window, CLAIRE, "fr", at="/fr/review/")
    claire.looked_at("queue")
    claire.page.get_by_role("link", name=TITLE).click()
    claire.press("form[action$='/take/']")
    shown = claire.page.locator("img[src$='escaleras.jpg']").get_attribute("src")
    assert claire.page.request.get(shown).ok
    field = claire.page.locator(".reviewed", has=claire.page.get_by_text(WENT_WRONG))
    field.locator("summary").click()
    field.locator("textarea").fill(QUESTION)
    claire.looked_at("review")
    with claire.page.expect_navigation():
        field.locator("form[action$='/ask/'] button").click()
    claire.press("form.send-questions")
    return claire


def mateo_changes_it_and_answers(mateo, link):
    mateo.goes_to(link)
    mateo.looked_at("questions")
    asked = mateo.page.locator("[id^=q-]", has=mateo.page.get_by_text(QUESTION))
    asked.locator("h3 a").click()
    fills(mateo, {"went_wrong": MENDED})
    goes_on(mateo, "overview")
    mateo.goes_to(link)
    asked.locator("textarea").fill(ANSWER)
    with mateo.page.expect_navigation():
        asked.locator("form button").click()


def claire_publishes(claire, link):
    claire.goes_to(link)
    told = claire.page.locator("main").inner_text()
    for words in (MENDED, ANSWER):
        assert words in told
    claire.press("form[action$='/settle/']")
    claire.press("#publish form")  # without a level
    expect(claire.page.locator(".error-summary")).to_be_visible()
    claire.looked_at("answered")
    claire.page.locator("#publish input[value='2']").check()
    claire.page.locator("#publish textarea").fill(REASON)
    claire.press("#publish form")
    claire.page.wait_for_url("**/fr/experiences/*/")
    claire.looked_at("published-fr")


def a_machine_drafts_it(window, path):
    """Read the page in Persian until the draft is there, as somebody would who comes again."""
    stranger = window(f"/fa/{path}")
    assert eventually(
        lambda: stranger.reload() and DRAFTED in stranger.content(), SECONDS_FOR_A_DRAFT
    )
    expect(stranger.locator("h1")).to_have_attribute("lang", "fa")
    assert stranger.locator(".as-machine").count()


def yusuf_checks_it(window):
    yusuf = signed_in(window, YUSUF, "ar", at="/ar/translate/")
    yusuf.page.locator("select[name=language]").select_option("fa")
    yusuf.press("form.narrowing")
    yusuf.looked_at("translations")
    yusuf.page.get_by_role("link", name=TITLE).click()
    written = yusuf.page.locator("textarea[name=text]")
    expect(written).to_have_value(DRAFTED)
    written.fill(CHECKED)
    yusuf.looked_at("translate")
    yusuf.page.locator("button[value=check]").click()
    expect(yusuf.page.locator("main [role=status]").first).to_be_visible()


def it_is_found_in_persian(window, path):
    page = window("/fa/")
    found = page.locator(f"article.row:has(a[href*='{path}'])")

    def asked():
        page.goto(f"/fa/search/?q={NEED}")
        return CHECKED in page.locator("main").inner_text()

    assert eventually(asked, SECONDS_FOR_A_DRAFT)
    expect(found.locator("h3")).to_have_attribute("lang", "fa")
    expect(found.locator(f".as-checked[title*='{YUSUF.name}']")).to_be_visible()
    found.locator("h3 a").click()
    expect(page.locator("h1")).to_have_text(CHECKED)
    expect(page.locator(".title-en .as-checked")).to_contain_text(YUSUF.name)
    return page


def printed(page, language):
    """Follow the page's link to the print, and return it: tagged, and in its language."""
    page.goto(re.sub(r"/\w\w/experiences/", f"/{language}/experiences/", page.url))
    link = page.locator("#take-along ~ ul a[href$='.pdf']").get_attribute("href")
    answer = page.request.get(link)
    assert answer.headers["content-type"] == "application/pdf"
    if folder := os.environ.get("PICTURES"):
        (Path(folder) / f"print-{language}.pdf").write_bytes(answer.body())
    with closing(PdfDocument(answer.body())) as pdf:
        assert (pdf.is_tagged(), language_of(pdf)) == (True, language)
    return bare(words_of_print(answer.body()))


def language_of(pdf):
    """Return the language that a PDF says its readers are to be read to in."""
    size = raw.FPDFCatalog_GetLanguage(pdf, None, 0)
    said = ctypes.create_string_buffer(size)
    raw.FPDFCatalog_GetLanguage(pdf, ctypes.cast(said, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return said.raw.decode("utf-16-le").rstrip("\0")


def bare(text):
    """Return a text as two tellings of it are compared.

    Fonts draw Arabic letters as presentation forms; compatibility normalisation (NFKC) names the
    letters again. Half-spaces leave no glyph, and spaces are where lines were broken.
    """
    return re.sub(r"[\s\u200c\u200e\u200f]+", "", unicodedata.normalize("NFKC", text))


def test_a_spanish_snapshot_is_published_translated_found_and_printed(window, site, post):
    mateo = mateo_begins_on_the_page_of_his_city(window)
    it_keeps_itself(mateo)
    mateo_writes_a_snapshot(mateo)
    mateo_adds_a_picture(mateo)
    mateo_submits(mateo)
    claire = claire_asks(window)
    letter = letter_to(post, MATEO, about="/questions/", language="es")
    mateo_changes_it_and_answers(mateo, link_in(letter, "write", site, "es"))
    letter = letter_to(post, CLAIRE, about="/review/", language="fr")
    claire_publishes(claire, link_in(letter, "review", site, "fr"))

    path = claire.page.url.split("/fr/")[1]
    letter = letter_to(post, MATEO, about=f"/es/{path}", language="es")
    assert mateo.goes_to(link_in(letter, "experiences", site, "es")) == 200
    a_machine_drafts_it(window, path)
    yusuf_checks_it(window)
    page = it_is_found_in_persian(window, path)
    persian = printed(page, "fa")
    for words in (CHECKED, YUSUF.name, HEADLINE_IN_PERSIAN):
        assert bare(words) in persian
    assert bare(TITLE) in printed(page, "es")
