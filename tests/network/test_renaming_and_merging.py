"""A city renamed, or found to stand here twice: all follows, and every address leads on."""

import pytest
from django.core.exceptions import PermissionDenied

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.accounts.roles import Role
from hamshahr.commons.search.models import SearchDocument
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.network import facts
from hamshahr.domains.network.actions import add_city_from_facts
from hamshahr.domains.network.appointing import appoint
from hamshahr.domains.network.merging.conflicts import conflicts
from hamshahr.domains.network.merging.following import followers
from hamshahr.domains.network.merging.merging import CannotBeMerged, MustBeDecided, merge_cities
from hamshahr.domains.network.merging.renaming import CannotBeNamed, rename_city
from hamshahr.domains.network.models import (
    Appointment,
    City,
    CityText,
    FormerAddress,
    Membership,
    Priority,
)
from hamshahr.domains.network.own_words.telling import own_words
from hamshahr.domains.network.own_words.texts import write_city_text
from hamshahr.domains.network.permissions import visible_to
from hamshahr.kernel.audit.models import AuditRecord
from hamshahr.kernel.audit.things import things_of
from tests.cast import (
    AWA,
    HODA,
    JONAS,
    MASHHAD,
    MATEO,
    NASRIN,
    REZA,
    SHIRAZ,
    says_something_of_itself,
)
from tests.site.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def shiraz():
    return SHIRAZ.placed()


@pytest.fixture
def twin(shiraz):
    """Shiraz a second time, under a name of no packaged fact."""
    return City.objects.create(
        slug="shiraz-county", name="Shiraz County", names={"fa": "شهرستان شیراز"}, country="IR",
        region=shiraz.region, source="a test",
    )  # fmt: skip


def merged(gone, kept, by=AWA, **decided):
    merge_cities(gone=gone, kept=kept, decided=decided, by=by.serving())
    gone.refresh_from_db()


def renamed(city, slug=None, by=AWA, **names):
    return rename_city(city=city, names=names, slug=slug or city.slug, by=by.serving())


def wrote(city, text, language="fa"):
    last = CityText.objects.filter(city=city, language=language).first()
    write_city_text(
        city=city, part=CityText.Part.ABOUT, language=language, text=text,
        based_on=last.number if last else 0, by=system_actor(),
    )  # fmt: skip


def test_the_office_and_the_administrator_rename_and_nobody_else(shiraz):
    for person in (NASRIN, HODA, MATEO):
        with pytest.raises(PermissionDenied):
            renamed(shiraz, by=person, en="Xiraz")
    assert renamed(shiraz, by=JONAS, en="Xiraz").name_in("en") == "Xiraz"


def test_a_renamed_city_is_called_so_found_so_and_searched_so(client, shiraz):
    renamed(shiraz, fa="شیرازِ\u200cنو", en="New Shiraz", fr="")

    assert Page(client.get("/en/cities/shiraz/")).one("h1").text == "New Shiraz"
    for typed in ("New Shiraz", "Shiraz", "شیراز"):
        assert "New Shiraz" in client.get("/en/cities/", {"name": typed}).content.decode()
    assert shiraz.name_in("fr") == "Chiraz"
    assert City.objects.get(pk=shiraz.pk).name_in("fr") == "Shiraz"
    words = SearchDocument.objects.filter(owner=str(shiraz.pk)).values_list("words", flat=True)
    assert words
    assert all("new" in said for said in words)


def test_the_address_that_a_city_had_leads_on_for_good(client, shiraz):
    renamed(shiraz, "shiraz-fars")
    renamed(City.objects.get(pk=shiraz.pk), "shiraz-city")

    for old in ("shiraz", "shiraz-fars"):
        answer = client.get(f"/en/cities/{old}/")
        assert (answer.status_code, answer.url) == (301, "/en/cities/shiraz-city/")
    assert client.get("/en/search/?city=shiraz-city").status_code == 200


def test_a_city_can_have_its_old_address_again(client, shiraz):
    city = renamed(shiraz, "shiraz-fars")
    renamed(city, "shiraz")

    assert client.get("/en/cities/shiraz/").status_code == 200
    assert client.get("/en/cities/shiraz-fars/").url == "/en/cities/shiraz/"
    assert not FormerAddress.objects.filter(slug="shiraz").exists()


@pytest.mark.parametrize(
    ("slug", "names"),
    [("tehran", {}), ("mashhad-of-old", {}), ("Shi raz", {}), ("شیراز", {}), ("x" * 81, {}),
     ("", {}), ("shiraz", {"en": "x" * 201}), ("shiraz", {"en": "a\0b"}),
     ("shiraz", {"pt": "Xiraz"}), ("shiraz", {"fa": "شیراز\u202e"})],
)  # fmt: skip
def test_a_name_or_an_address_that_cannot_be_changes_nothing(shiraz, slug, names):
    FormerAddress.objects.create(slug="mashhad-of-old", city=MASHHAD.placed())
    before = City.objects.values_list("slug", "names").get(pk=shiraz.pk)
    with pytest.raises(CannotBeNamed):
        rename_city(city=shiraz, names=names, slug=slug, by=AWA.serving())

    assert City.objects.values_list("slug", "names").get(pk=shiraz.pk) == before


def test_a_former_address_is_given_to_no_other_city(shiraz):
    lyon = facts.resolve("Lyon", "FR")
    City.objects.filter(slug="lyon").delete()
    FormerAddress.objects.create(slug="lyon", city=shiraz)

    assert add_city_from_facts(city=lyon, by=system_actor()).slug == "lyon-fr"


def test_all_that_points_at_a_city_moves_in_one_deed(shiraz, twin):
    says_something_of_itself(twin, by=system_actor())
    Experience.objects.filter(city__slug="tehran").update(city=twin)
    told = Experience.objects.filter(city=twin).count()
    Membership.objects.filter(city=shiraz).delete()
    Membership.objects.filter(city__slug="tehran").update(city=twin)
    appoint(person=HODA.account(), role=Role.EXPERT, city=twin, by=system_actor())
    FormerAddress.objects.create(slug="shiraz-of-old", city=twin)
    before = Experience.objects.filter(city=shiraz).count()
    merged(twin, shiraz)

    assert Experience.objects.filter(city=shiraz).count() == before + told > before
    assert all(follower.count(twin) == 0 for follower in followers())
    words = own_words(shiraz, "fa")
    assert all([words.about, words.offers, words.priorities, words.mailboxes])
    assert Membership.objects.filter(city=shiraz).exists()
    assert HODA.account().appointments.get().city == shiraz
    facets = SearchDocument.objects.filter(owner=str(shiraz.pk)).values_list("facets", flat=True)
    assert len(facets) == before + told
    assert all("city:shiraz" in said for said in facets)


def test_the_city_that_went_is_shown_nowhere_and_its_address_leads_on(client, shiraz, twin):
    FormerAddress.objects.create(slug="shiraz-of-old", city=twin)
    merged(twin, shiraz)

    for old in ("shiraz-county", "shiraz-of-old"):
        answer = client.get(f"/fa/cities/{old}/")
        assert (answer.status_code, answer.url) == (301, "/fa/cities/shiraz/")
    assert not visible_to(None).filter(pk=twin.pk).exists()
    assert "shiraz-county" not in client.get("/en/cities/?name=shiraz").content.decode()
    assert "shiraz-county" not in client.get("/sitemap-cities-1.xml").content.decode()


def test_a_chain_of_mergers_leads_to_its_end(client, shiraz, twin):
    first = City.objects.create(
        slug="shiraz-1", name="Shiraz 1", country="IR", region=shiraz.region, source="a test"
    )
    merged(first, twin)
    merged(twin, shiraz)

    assert client.get("/en/cities/shiraz-1/").url == "/en/cities/shiraz/"


def test_an_import_that_knows_the_city_by_its_old_identity_finds_the_new_one(shiraz):
    mashhad = MASHHAD.placed()
    merged(mashhad, shiraz, membership="kept")

    assert MASHHAD.placed() == shiraz
    assert mashhad.merged_into == shiraz


def test_the_record_still_names_what_was_merged(shiraz, twin):
    merged(twin, shiraz)
    kept = AuditRecord.objects.get(deed="network.merge_cities")

    assert (kept.object_id, kept.details["slug"]) == (str(shiraz.pk), "shiraz-county")
    assert things_of("city").named([str(twin.pk)], "en", None)[str(twin.pk)].name == twin.name


def test_two_focal_points_are_decided_before_and_the_other_ends(shiraz):
    nasrin, reza = NASRIN.serving(), REZA.serving()
    mashhad = MASHHAD.placed()
    with pytest.raises(MustBeDecided):
        merged(mashhad, shiraz, membership="kept")
    assert Appointment.objects.get(person=reza).city == mashhad
    merged(mashhad, shiraz, membership="kept", focal_point="gone")

    assert Appointment.objects.get(person=nasrin).ends is not None
    there = Appointment.objects.get(person=reza)
    assert (there.city, there.ends) == (shiraz, None)


def test_a_focal_point_who_goes_stays_in_the_memory_of_the_signpost(shiraz):
    nasrin, reza = NASRIN.serving(), REZA.serving()
    merged(MASHHAD.placed(), shiraz, membership="kept", focal_point="kept")

    assert Appointment.objects.get(person=nasrin).ends is None
    assert Appointment.objects.get(person=reza).ends is not None


@pytest.mark.parametrize("choice", ["gone", "kept"])
def test_of_two_memberships_one_holds_and_the_signpost_keeps_the_other(shiraz, choice):
    mashhad = MASHHAD.placed()
    of = {"gone": Membership.objects.get(city=mashhad), "kept": shiraz.membership}
    (found,) = conflicts(mashhad, shiraz, "en")
    assert found.name == "membership"
    merged(mashhad, shiraz, membership=choice)

    assert Membership.objects.get(city=shiraz) == of.pop(choice)
    assert [Membership.objects.get(city=mashhad)] == list(of.values())
    assert not City.objects.filter(slug__startswith="aside").exists()


@pytest.mark.parametrize(("choice", "holds"), [("gone", "از شهرستان"), ("kept", "از شهر")])
def test_histories_of_a_text_are_joined_and_the_chosen_one_holds(shiraz, twin, choice, holds):
    wrote(twin, "شهرستان، نخست")
    wrote(twin, "از شهرستان")
    wrote(shiraz, "از شهر")
    merged(twin, shiraz, text_about_fa=choice)

    revisions = CityText.objects.filter(city=shiraz)
    assert sorted(revisions.values_list("number", flat=True)) == [1, 2, 3]
    assert own_words(shiraz, "fa").about.html.strip().endswith(f"{holds}</p>")


def test_of_one_priority_in_both_the_reason_of_the_city_that_stays_holds(shiraz, twin):
    says_something_of_itself(shiraz, by=system_actor())
    says_something_of_itself(twin, by=system_actor())
    merged(twin, shiraz, text_about_fa="kept")

    assert list(Priority.objects.values_list("city", "position")) == [(shiraz.pk, 0)]
    assert len(own_words(shiraz, "fa").mailboxes) == 1
    assert len(own_words(shiraz, "fa").offers) == 2


def test_a_city_is_not_merged_with_itself_nor_twice(shiraz, twin):
    with pytest.raises(CannotBeMerged):
        merged(shiraz, shiraz)
    merged(twin, shiraz)
    for gone, kept in ((twin, shiraz), (shiraz, twin)):
        with pytest.raises(CannotBeMerged):
            merged(gone, kept)


def test_who_may_not_merge_changes_nothing(shiraz, twin):
    for person in (NASRIN, MATEO):
        with pytest.raises(PermissionDenied):
            merged(twin, shiraz, by=person)
    assert City.objects.get(pk=twin.pk).merged_into is None


def test_the_office_renames_and_merges_at_its_desk(client, shiraz, twin):
    wrote(twin, "از شهرستان")
    wrote(shiraz, "از شهر")
    client.force_login(AWA.serving())
    assert "/desk/cities/shiraz/rename/" in client.get("/en/cities/shiraz/").content.decode()
    said = {"slug": "tehran", "name_fa": "شیراز", "name_en": "Shiraz"}
    refused = client.post("/en/desk/cities/shiraz/rename/", said)
    assert refused.status_code == 422
    assert 'value="tehran"' in refused.content.decode()
    kept = client.post("/en/desk/cities/shiraz/rename/", said | {"slug": "shiraz-fars"})
    assert kept.url == "/en/cities/shiraz-fars/"

    desk = "/en/desk/cities/shiraz-county/merge/"
    assert "?into=shiraz-fars" in client.get(desk, {"into": "Shiraz"}).content.decode()
    assert client.get(desk, {"into": "nowhere at all"}).status_code == 422
    shown = client.get(f"{desk}?into=shiraz-fars").content.decode()
    assert "از شهرستان" in shown
    assert client.post(f"{desk}?into=shiraz-fars").status_code == 422
    done = client.post(f"{desk}?into=shiraz-fars", {"text_about_fa": "gone"})
    assert done.url == "/en/cities/shiraz-fars/"
    assert client.get(desk).status_code == 404


def test_the_links_to_the_desk_are_for_those_who_may(client, shiraz):
    for person in (None, NASRIN, HODA):
        if person:
            client.force_login(person.serving())
        assert "/desk/cities/" not in client.get("/en/cities/shiraz/").content.decode()
