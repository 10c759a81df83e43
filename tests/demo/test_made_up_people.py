"""The people of a demonstration: one click in it, nothing outside of it, and marked everywhere."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import override

from hamshahr.commons.accounts.models import SecondFactorRule, User
from hamshahr.commons.accounts.naming import called, people_called
from hamshahr.commons.accounts.permitting import held_by
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.commons.accounts.roles import Role
from hamshahr.config.demonstration import why_none
from hamshahr.config.faults import demonstration as faults
from hamshahr.domains.association.administrators import make_administrator_link
from hamshahr.domains.network.demo_people import DEMO_PEOPLE
from hamshahr.domains.network.demonstration.bringing_in import bring_in_cast
from tests.cast import JONAS, NASRIN, REZA

pytestmark = pytest.mark.django_db

LIST, HERS = "/en/demo/", "/en/me/appointments/"


@pytest.fixture
def demo(settings):
    """A demonstration with its people."""
    settings.DEMO = True
    bring_in_cast(by=system_actor())


def made_up(person):
    return User.objects.get(email=person.email)


def sign_in(client, person):
    return client.post(f"/en/demo/sign-in/{made_up(person).pk}/")


def test_the_whole_cast_is_listed_with_role_city_and_a_button_each(demo, client):
    page = client.get(LIST).content.decode()

    for told in DEMO_PEOPLE:
        assert told.name in page
        assert f'action="/en/demo/sign-in/{User.objects.get(email=told.email).pk}/"' in page
    for words in ("Shiraz", "Mashhad", "Medellín", "Focal point", "Administrator"):
        assert words in page
    assert "noindex" in page


def test_one_click_signs_in_as_her_and_not_as_anybody_else(demo, client):
    sign_in(client, NASRIN)
    page = client.get(HERS).content.decode()

    assert NASRIN.name in page
    assert {one.role for one in held_by(made_up(NASRIN))} == {Role.FOCAL_POINT}
    sign_in(client, JONAS)
    assert JONAS.name in client.get(HERS).content.decode()
    assert NASRIN.name not in client.get(HERS).content.decode()


def test_looking_at_the_address_of_the_button_signs_nobody_in(demo, client):
    assert client.get(f"/en/demo/sign-in/{made_up(NASRIN).pk}/").status_code == 405
    assert client.get(HERS).status_code == 302


def test_the_way_to_the_list_stands_in_the_line_at_the_top_of_each_page(demo, client):
    assert f'href="{LIST}"' in client.get("/en/about/").content.decode()


def test_whoever_is_brought_in_twice_is_there_once(demo):
    assert bring_in_cast(by=system_actor()) == 0
    assert User.objects.filter(kind=User.Kind.MADE_UP).count() == len(DEMO_PEOPLE)


def test_a_visitor_who_deleted_somebody_finds_her_again_the_next_time(demo):
    User.objects.filter(email=REZA.email).update(email="gone@left.invalid", name="")

    assert bring_in_cast(by=system_actor()) == 1
    assert held_by(made_up(REZA)) == frozenset()  # the one who left holds the role still


def test_a_role_that_needs_a_second_factor_needs_none_of_the_made_up(demo, client):
    SecondFactorRule.objects.create(role=Role.FOCAL_POINT)
    sign_in(client, NASRIN)

    assert client.get(HERS).status_code == 200


def test_a_made_up_name_says_so_wherever_it_is_named(demo, client):
    with override("en"):
        assert called(made_up(NASRIN)) == f"\u200e\u2068{NASRIN.name}\u2069 (made up)"
    sign_in(client, JONAS)
    assert "(made up)" in client.get(HERS).content.decode()
    assert people_called(NASRIN.name) == [made_up(NASRIN).pk]


def test_the_public_page_of_a_city_says_who_is_made_up(demo, client):
    nasrin = made_up(NASRIN)
    nasrin.appointments.update(is_shown=True)

    assert f"{NASRIN.name}\u2069 (made up)" in client.get("/en/cities/shiraz/").content.decode()


def test_whoever_gets_an_account_in_a_demonstration_is_made_up_as_well(demo):
    visitor = User.objects.create_user("visitor@example.org", "Somebody")

    assert visitor.kind == User.Kind.MADE_UP
    assert why_none() == ""


def test_outside_a_demonstration_nothing_of_it_is_there(demo, client, settings):
    pk = made_up(NASRIN).pk
    settings.DEMO = False

    assert client.get(LIST).status_code == 404
    assert client.post(f"/en/demo/sign-in/{pk}/").status_code == 404
    assert LIST not in client.get("/en/about/").content.decode()


def test_a_session_of_a_demonstration_ends_with_it(demo, client, settings):
    sign_in(client, JONAS)
    settings.DEMO = False

    assert held_by(made_up(JONAS)) == frozenset()
    assert client.get(HERS).status_code == 302
    assert client.get("/en/desk/").status_code == 302


def test_a_password_that_a_visitor_set_opens_nothing_afterwards(demo, client, settings):
    jonas = made_up(JONAS)
    jonas.set_password("anchovy-lantern-gravel-tide")
    jonas.save()
    settings.DEMO = False
    said = {"login": JONAS.email, "password": "anchovy-lantern-gravel-tide"}

    assert client.post("/en/account/sign-in/", said).status_code in {200, 422}
    assert client.get(HERS).status_code == 302


def test_somebody_real_is_never_signed_in_as(demo, client):
    real = User.objects.create(email="real@cities.example", name="Real")

    assert client.post(f"/en/demo/sign-in/{real.pk}/").status_code == 404


def test_where_somebody_real_works_the_deeds_refuse_whatever_the_settings_say(demo, client):
    User.objects.create(email="real@cities.example", name="Real")

    assert sign_in(client, JONAS).status_code == 403
    assert client.get(HERS).status_code == 302
    with pytest.raises(PermissionDenied):
        bring_in_cast(by=system_actor())
    assert "1 real person has an account" in why_none()
    assert [why_none()] == list(faults())


def test_nobody_is_brought_in_outside_a_demonstration(settings):
    settings.DEMO = False

    with pytest.raises(PermissionDenied):
        bring_in_cast(by=system_actor())


def test_an_instance_that_waits_for_its_administrator_is_no_demonstration():
    assert why_none() == ""
    make_administrator_link(by=system_actor())

    assert "a link for its administrator" in why_none()


def test_check_names_the_made_up_people_of_an_instance_that_is_none(demo, settings, monkeypatch):
    settings.DEMO = False
    monkeypatch.setenv("HAMSHAHR_DEMO", "1")
    unset, people = faults()

    assert "Unset it" in unset
    assert people.startswith(f"{len(DEMO_PEOPLE)} made-up people")
    assert "hamshahr demo --remove" in people


def test_check_says_nothing_where_all_is_in_order(demo, settings, monkeypatch):
    monkeypatch.delenv("HAMSHAHR_DEMO", raising=False)
    assert list(faults()) == []
    User.objects.filter(kind=User.Kind.MADE_UP).update(kind=User.Kind.PERSON)
    settings.DEMO = False
    assert list(faults()) == []
