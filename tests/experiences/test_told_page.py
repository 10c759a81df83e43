"""The page of a case that its city told, in full; what is for members; the card for other sites."""

import pytest
from django.utils import timezone, translation

from hamshahr.commons.files.models import Size, StoredFile
from hamshahr.commons.files.reading import readable_file
from hamshahr.design.pictures.card import Text
from hamshahr.domains.experiences.cards import card_of
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.permissions import may_read_members_layers
from hamshahr.domains.experiences.publishing.action import Assessed, Told, publish_revision
from hamshahr.domains.experiences.publishing.projecting import content_of
from hamshahr.domains.experiences.sections.wording import shown_money
from hamshahr.domains.network.admitting import admit_member
from hamshahr.domains.network.models import Membership
from hamshahr.kernel.today import today
from tests.cast import AWA, CLAIRE, MATEO, MEDELLIN, NASRIN, SHIRAZ
from tests.experiences.translated import translate
from tests.manuscripts.told import STAIRS
from tests.site.reading import Page

pytestmark = pytest.mark.django_db

CODE = "medellin-stairs-to-the-cable-car-station"
SECRET = "ocho meses más"  # stands in what STAIRS tells members only


def publish(**more):
    return publish_revision(
        city=MEDELLIN.placed(),
        experience_id=None,
        told=Told(Content({**STAIRS, **more}), "es", "CC BY 4.0", "Alcaldía", True),
        assessed=Assessed(2, "Dos mediciones, sin grupo de control."),
        by=CLAIRE.serving(),
    ).experience


def page_of(client, language="en", query=""):
    return Page(client.get(f"/{language}/experiences/{CODE}/{query}"))


def test_a_case_tells_its_dates_as_exactly_as_they_are_known_in_the_calendar_of_the_page(client):
    publish(start="2019-06-03", end="2021-08", true_as_of="2026-11-22")

    english = page_of(client).one("aside").text
    assert "June 3, 2019 to August 2021" in english
    assert "As of November 22, 2026, this year" in english
    persian = page_of(client, "fa").one("aside").text
    assert "۱۳ خرداد ۱۳۹۸ تا مرداد/شهریور ۱۴۰۰ (اوت ۲۰۲۱ م)" in persian
    assert "۱ آذر ۱۴۰۵" in persian


def test_headings_that_a_city_wrote_stand_below_those_of_the_file(client):
    publish(
        problem="# Barro\n\nCon lluvia nadie bajaba, #1 del barrio.\n\n## Agua\n\nFalta drenaje."
    )

    text = client.get(f"/en/experiences/{CODE}.md").content.decode()
    assert "\n## The problem before\n\n##### Barro\n" in text
    assert "\n##### Agua\n" in text
    assert "bajaba, #1 del barrio" in text


def under(page, key):
    heading = page.one("h2", id=key)
    return heading.within.text.removeprefix(heading.text).strip()


def test_a_case_that_its_city_told_is_read_whole(client):
    publish(legal_basis="Acuerdo **municipal**.", capital="620000", currency="USD")
    page = page_of(client)

    assert page.one(of_class="headline").text == STAIRS["headline"]
    assert "Minutos hasta la estación" in under(page, "results")
    assert [b.text for b in page.all(of_class="figure")] == ["24", "12"]
    assert "goteaba" in under(page, "wrong")
    assert "620,000 US dollars" in under(page, "cost")
    assert page.all("strong")
    assert "Dos mediciones" in page.one("aside", aria_label="Facts").text


def test_a_building_block_has_an_address_of_its_own(client):
    publish()
    block = page_of(client).one("article", id="block-k3f9q2ab")

    assert "doce" in block.text
    assert "Los vecinos eligieron" in block.text


def test_what_was_not_told_is_said_where_honesty_asks_for_it(client):
    publish(went_wrong="")
    page = page_of(client)

    assert [under(page, key) for key in ("wrong", "cost", "legal")] == ["not told"] * 3
    assert not page.all("h2", id="partners")


def test_that_nothing_was_measured_is_an_answer(client):
    publish(results=[], not_measured=True, not_measured_why="Faltó el conteo inicial.")

    assert under(page_of(client), "results") == "Nothing was measured. Faltó el conteo inicial."


def test_tomans_and_rials_are_told_apart():
    with translation.override("en"):
        assert shown_money("1200000", "IRT", "en") == (
            "1,200,000 Iranian tomans",
            "12,000,000\u00a0Iranian rials",
        )
        assert shown_money("12000", "IRR", "en")[1] == "1,200 Iranian tomans"
    assert shown_money("12000", "EUR", "fa") == ("۱۲٬۰۰۰\u00a0یورو", "")


def test_a_reader_is_shown_translations_with_their_marks_and_the_way_back(client):
    case = publish()
    translate(case, "title", "پله‌ها تا تله‌کابین", checked_by=CLAIRE.serving())
    translate(case, "went_wrong", "سقف چکه می‌کرد.")
    translate(case, "problem", "گل راه را می‌بست.", stale=True)
    page = page_of(client, "fa")

    heading = page.one("h1")
    assert (heading.text, heading.attributes["lang"]) == ("پله‌ها تا تله‌کابین", "fa")
    assert len(page.all("details", of_class="as-machine")) == 1
    assert len(page.all("details", of_class="as-stale")) == 1
    wrong = page.all("details", of_class="as-machine")[0]
    assert STAIRS["went_wrong"] in wrong.text
    assert [a for a in page.all("a") if a.attributes["href"].endswith("?original=1")]


def test_the_original_is_read_as_it_was_written(client):
    translate(publish(), "title", "پله‌ها تا تله‌کابین")
    page = page_of(client, "fa", "?original=1")

    assert page.one("h1").text == STAIRS["title"]
    assert not page.all("details", of_class="as-written")
    assert page.one("meta", name="robots").attributes["content"] == "noindex"


def test_a_list_shows_the_title_in_the_readers_language_and_says_so(client):
    translate(publish(), "title", "پله‌ها تا تله‌کابین")
    page = Page(client.get("/fa/search/?city=medellin"))

    assert "پله‌ها تا تله‌کابین" in [h3.text for h3 in page.all("h3")]
    assert page.all("span", of_class="as-machine")
    assert STAIRS["title"] in page.source


def test_everybody_learns_that_members_are_told_more_and_nobody_what(client):
    publish()
    page = page_of(client)

    assert "The city tells members more: a text." in under(page, "members")
    for form in ("", ".md", ".json", ".bib", ".csl.json"):
        address = f"/en/experiences/{CODE}{form or '/'}"
        assert SECRET not in client.get(address).content.decode(), address


def test_members_alone_read_what_is_for_members(client):
    publish()
    address = f"/en/experiences/{CODE}/members/"
    assert client.get(address).status_code == 302  # to sign in
    client.force_login(NASRIN.serving())
    Membership.objects.filter(city__slug="shiraz").delete()
    assert client.get(address).status_code == 404

    admit_member(city=SHIRAZ.placed(), since=today(), by=AWA.serving())
    answer = client.get(address)

    assert SECRET in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("standing", ["suspended", "left"])
def test_a_city_that_is_no_member_any_more_reads_as_everybody_does(standing):
    mateo = MATEO.serving()
    admit_member(city=MEDELLIN.placed(), since=today(), by=AWA.serving())
    assert may_read_members_layers(mateo)

    left = today() if standing == "left" else None
    Membership.objects.filter(city__slug="medellin").update(standing=standing, until=left)

    assert not may_read_members_layers(mateo)
    assert may_read_members_layers(CLAIRE.serving())


def test_a_case_without_such_a_layer_has_no_such_page(client):
    publish(members_words="")
    client.force_login(CLAIRE.serving())

    assert client.get(f"/en/experiences/{CODE}/members/").status_code == 404


def test_the_card_may_be_framed_anywhere_and_nothing_else_may(client):
    publish()
    card = client.get(f"/en/experiences/{CODE}/embed/")
    page = client.get(f"/en/experiences/{CODE}/")

    assert "frame-ancestors *" in card["Content-Security-Policy"]
    assert "X-Frame-Options" not in card
    assert not card.cookies
    assert "<script" not in card.content.decode()
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"


def test_a_case_that_another_names_as_similar_is_called_in_the_reader_s_language(client):
    named = publish()
    code = publish(title="Otras escaleras", similar=[CODE]).code
    translate(named, "title", "پله‌های ایستگاه")
    persian = client.get(f"/fa/experiences/{code}/").text
    original = client.get(f"/fa/experiences/{code}/?original=1").text

    assert "پله‌های ایستگاه" in persian
    assert "پله‌های ایستگاه" in client.get(f"/fa/experiences/{code}.md").text
    assert "پله‌های ایستگاه" not in original
    assert STAIRS["title"] in original


def test_the_sharing_picture_has_the_translated_title_and_says_that_it_is_one():
    case = publish()
    translate(case, "title", "پله‌های ایستگاه")
    with translation.override("fa"):
        card = card_of(CODE, "fa", by=None)

    assert card.title == Text("پله‌های ایستگاه", "fa", "rtl")
    assert card.as_of.said.startswith("ترجمهٔ ماشینی · ")


def test_a_markdown_file_carries_the_facts_and_nothing_that_runs(client):
    publish(problem="<script>alert(1)</script> ![x](https://spy.example/p.gif)")
    text = client.get(f"/en/experiences/{CODE}.md").content.decode()

    assert text.startswith('---\ntitle: "Escaleras hasta la estación del cable"')
    assert 'licence: "CC BY 4.0"' in text
    assert "<script" not in text
    assert " ![" not in text
    assert "| Minutos hasta la estación | from 24 to 12 | minutos |" in text


def test_a_retired_case_is_read_at_its_address_and_offered_to_no_search_engine(client):
    case = publish()
    Experience.objects.filter(pk=case.pk).update(state="retired", retired_at=timezone.now())

    page = page_of(client)
    assert page.one("h1").text == STAIRS["title"]
    assert page.one("meta", name="robots").attributes["content"] == "noindex"


def a_document_of(city, name):
    """Return a document that a city added."""
    return StoredFile.objects.create(
        kind="document", digest="0" * 64, media_type="application/pdf", bytes=120_000, name=name,
        owner=city.pk, uploaded_by=CLAIRE.account(),
    )  # fmt: skip


def test_documents_are_listed_with_kind_licence_and_size_and_held_by_the_case(client):
    city = MEDELLIN.placed()
    file, kept = (a_document_of(city, name) for name in ("acuerdo.pdf", "contrato.pdf"))
    publish(**{
        "documents": ["d3f9q2ab"],
        "documents.d3f9q2ab.file": str(file.pk),
        "documents.d3f9q2ab.title": "Acuerdo municipal",
        "documents.d3f9q2ab.kind": "bye-law",
        "documents.d3f9q2ab.licence": "public-document",
        "members_documents": ["m3f9q2ab"],
        "members_documents.m3f9q2ab.file": str(kept.pk),
        "members_documents.m3f9q2ab.title": "Contrato con el constructor",
        "members_documents.m3f9q2ab.licence": "all-rights-reserved",
    })  # fmt: skip
    page = page_of(client)

    listed = under(page, "documents")
    assert listed.startswith("Acuerdo municipal")
    for said in ("Bye-law or decision", "An official document", "PDF", "120 KB"):
        assert said in listed, said
    assert "a text and 1 document" in under(page, "members")
    assert "Contrato" not in page.source
    assert readable_file(file.pk, None)
    assert readable_file(kept.pk, None) is None
    assert readable_file(kept.pk, CLAIRE.serving())


def test_a_file_of_another_city_is_held_by_nobodys_case(client):
    file = a_document_of(SHIRAZ.placed(), "secret.pdf")
    publish(**{
        "documents": ["d3f9q2ab"],
        "documents.d3f9q2ab.file": str(file.pk),
        "documents.d3f9q2ab.title": "Acuerdo",
        "documents.d3f9q2ab.licence": "CC0 1.0",
    })  # fmt: skip

    assert readable_file(file.pk, None) is None
    assert not page_of(client).all("h2", id="documents")


def test_a_picture_comes_in_every_width_with_its_words(client):
    file = StoredFile.objects.create(
        kind="picture", digest="1" * 64, media_type="image/webp", bytes=9, name="a.webp",
        width=1600, height=900, owner=MEDELLIN.placed().pk, uploaded_by=CLAIRE.account(),
    )  # fmt: skip
    for width in (480, 1600):
        Size.objects.create(file=file, width=width, height=9, digest="1" * 64, bytes=9)
    publish(**{
        "pictures": ["p3f9q2ab"],
        "pictures.p3f9q2ab.file": str(file.pk),
        "pictures.p3f9q2ab.alt": "Escaleras con techo",
        "pictures.p3f9q2ab.credit": "Alcaldía",
    })  # fmt: skip
    picture = next(one for one in page_of(client).all("img") if one.attributes.get("srcset"))

    assert picture.attributes["alt"] == "Escaleras con techo"
    assert f"{file.url_of(480)} 480w" in picture.attributes["srcset"]
    assert "Picture: Alcaldía" in picture.within.within.text


def test_content_of_an_import_asks_nothing_more_for_what_was_read(django_assert_num_queries):
    read = Experience.objects.select_related("revision").prefetch_related(
        "topic_links", "sources", "results"
    )
    cases = list(read.order_by("pk")[:5])

    with django_assert_num_queries(0):
        assert all(content_of(case).text("title") for case in cases)
