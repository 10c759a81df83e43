"""The register of members: Awa of the secretariat admits Shiraz, and keeps what follows."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamshahr.commons.accounts.permitting import held_by
from hamshahr.commons.accounts.queries import system_actor
from hamshahr.domains.network.admitting import (
    CannotBeSo,
    admit_member,
    change_standing,
    end_seat,
    give_seat,
    record_fee,
)
from hamshahr.domains.network.listing_members import import_members
from hamshahr.domains.network.member_register import SILENT_AFTER, RegisterFilter, register
from hamshahr.domains.network.models import BoardSeat, City, Fee, Membership, StandingChange
from hamshahr.domains.network.queries import countries_by_name
from hamshahr.domains.network.starter import STARTER_MEMBERS
from hamshahr.kernel.audit.models import AuditRecord
from hamshahr.kernel.today import today
from tests.cast import AWA, FATEMEH, HODA, JONAS, MATEO, NASRIN

pytestmark = pytest.mark.django_db
Standing = Membership.Standing


@pytest.fixture
def awa(db):
    return AWA.serving()


@pytest.fixture
def shiraz(awa):
    """Shiraz, admitted ten years ago, with its focal point."""
    NASRIN.serving()
    city = City.objects.get(slug="shiraz")
    return admit_member(city=city, since=today() - timedelta(days=3650), by=awa)


def waits(what, by):
    found = register(RegisterFilter(waits=what), "en", by=by)
    return [held.city.slug for held in found]


def test_an_admitted_city_is_a_member_by_the_associations_own_word(client, shiraz):
    page = client.get("/en/cities/shiraz/").content.decode()

    assert "Member of this association since" in page
    assert "Seen as a member" not in page
    assert "Seen in public sources as a member" not in page
    assert shiraz.city.is_member


def test_what_public_sources_said_stays_with_the_admission(awa):
    seen = Membership.objects.filter(basis=Membership.Basis.SEEN).exclude(source="").first()
    told = seen.source
    admit_member(city=seen.city, since=date(1985, 4, 11), by=awa)
    seen.refresh_from_db()

    assert (seen.basis, seen.source) == (Membership.Basis.ADMITTED, told)


def test_a_list_of_public_sources_does_not_overwrite_the_register(awa):
    seen = Membership.objects.filter(basis=Membership.Basis.SEEN).exclude(source="").first()
    admit_member(city=seen.city, since=date(1985, 4, 11), by=awa)
    Membership.objects.filter(pk=seen.pk).update(note="Kept by the office.")
    import_members(path=STARTER_MEMBERS, by=system_actor())
    seen.refresh_from_db()

    assert seen.note == "Kept by the office."


def test_a_member_is_admitted_once_and_not_from_tomorrow_on(awa, shiraz):
    with pytest.raises(CannotBeSo, match="a member already"):
        admit_member(city=shiraz.city, since=today(), by=awa)
    mateo = MATEO.serving()
    medellin = mateo.appointments.get().city
    with pytest.raises(CannotBeSo, match="in the future"):
        admit_member(city=medellin, since=today() + timedelta(days=1), by=awa)


@pytest.mark.parametrize("who", [NASRIN, HODA, JONAS], ids=lambda who: who.email)
def test_only_the_office_admits(who):
    by = who.serving()
    MATEO.serving()
    with pytest.raises(PermissionDenied):
        admit_member(city=City.objects.get(slug="medellin"), since=today(), by=by)


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.LEFT])
def test_the_roles_of_a_city_rest_while_it_has_no_standing(awa, shiraz, standing):
    nasrin = NASRIN.account()
    assert held_by(nasrin)
    change_standing(membership=shiraz, standing=standing, from_day=today(), reason="", by=awa)
    assert held_by(nasrin) == frozenset()
    change_standing(
        membership=shiraz, standing=Standing.ACTIVE, from_day=today(), reason="", by=awa
    )
    assert held_by(nasrin)


def test_who_left_is_no_member_and_its_page_says_until_when(client, awa, shiraz):
    change_standing(
        membership=shiraz, standing=Standing.LEFT, from_day=today(), reason="Too far.", by=awa
    )
    page = client.get("/en/cities/shiraz/").content.decode()

    assert "Was a member of this association from" in page
    assert "Too far." not in page  # the office alone reads why


def test_every_change_of_standing_is_kept_with_its_reason(awa, shiraz):
    change_standing(
        membership=shiraz, standing=Standing.SUSPENDED, from_day=today(), reason="Fee.", by=awa
    )
    kept = list(StandingChange.objects.values_list("standing", "reason"))

    assert kept == [("suspended", "Fee."), ("active", "")]
    with pytest.raises(ProgrammingError), transaction.atomic():
        StandingChange.objects.update(reason="Another.")


def test_a_change_that_contradicts_what_is_there_is_refused(awa, shiraz):
    for standing, day, why in (
        (Standing.ACTIVE, today(), "so already"),
        (Standing.LEFT, shiraz.since - timedelta(days=1), "before it was a member"),
        (Standing.LEFT, today() + timedelta(days=1), "in the future"),
    ):
        with pytest.raises(CannotBeSo, match=why):
            change_standing(membership=shiraz, standing=standing, from_day=day, reason="", by=awa)


def test_of_a_fee_the_last_word_holds(awa, shiraz):
    for state, day in ((Fee.State.DUE, None), (Fee.State.PAID, today())):
        record_fee(membership=shiraz, year=today().year, state=state, paid_on=day, by=awa)

    assert [(fee.state, fee.paid_on) for fee in shiraz.fees.all()] == [("paid", today())]
    with pytest.raises(CannotBeSo, match="before it was a member"):
        record_fee(membership=shiraz, year=1999, state=Fee.State.DUE, paid_on=None, by=awa)


def test_a_member_has_one_seat_at_a_time(awa, shiraz):
    seat = give_seat(
        membership=shiraz, seat=BoardSeat.Seat.TREASURER, starts=today(), ends=None, by=awa
    )
    with pytest.raises(CannotBeSo, match="a seat already"):
        give_seat(membership=shiraz, seat=BoardSeat.Seat.MEMBER, starts=today(), ends=None, by=awa)
    end_seat(seat=seat, by=awa)
    give_seat(membership=shiraz, seat=BoardSeat.Seat.MEMBER, starts=today(), ends=None, by=awa)


def test_the_register_tells_whom_the_office_should_write_to(awa, shiraz):
    MATEO.serving().appointments.all().delete()
    medellin = City.objects.get(slug="medellin")
    admit_member(city=medellin, since=today() - timedelta(days=365), by=awa)
    assert waits("no-focal-point", awa) == ["medellin"]
    assert waits("silent", awa) == ["shiraz"]  # its focal point has never signed in

    nasrin = NASRIN.account()
    nasrin.last_login = timezone.now()
    nasrin.save()
    assert waits("silent", awa) == []

    nasrin.last_login = timezone.now() - SILENT_AFTER - timedelta(days=2)
    nasrin.save()
    assert waits("silent", awa) == ["shiraz"]

    assert set(waits("fee", awa)) == {"shiraz", "medellin"}
    record_fee(membership=shiraz, year=today().year, state=Fee.State.WAIVED, paid_on=None, by=awa)
    assert waits("fee", awa) == ["medellin"]


def test_a_city_that_was_admitted_yesterday_is_not_silent(awa):
    MATEO.serving()
    admit_member(city=City.objects.get(slug="medellin"), since=today() - timedelta(days=1), by=awa)

    assert waits("silent", awa) == []


def test_nobody_but_the_office_reads_the_register(shiraz):
    for by in (None, NASRIN.account(), JONAS.serving()):
        assert not register(RegisterFilter(), "en", by=by).exists()
    assert register(RegisterFilter(), "en", by=FATEMEH.serving()).exists()


# At the desk


@pytest.fixture
def desk(client, awa):
    client.force_login(awa)
    return client


def test_the_secretariat_admits_a_city_by_a_persian_name_and_a_persian_date(desk):
    answer = desk.post("/fa/desk/admit/", {"name": "مشهد", "country": "IR", "since": "۱۴۰۳/۰۲/۱۰"})

    assert (answer.status_code, answer.url) == (302, "/fa/desk/members/mashhad/")
    assert Membership.objects.get(city__slug="mashhad").since == date(2024, 4, 29)
    sheet = desk.get(answer.url).content.decode()
    assert "۱۰ اردیبهشت ۱۴۰۳" in sheet


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"name": "Atlantis"}, "No city of this name is known"),
        ({"name": "x" * 1000}, "200"),
        ({"since": "2199-01-01"}, "still to come"),
        ({"since": "the day before"}, "date"),
        ({"country": "XX"}, "choice"),
        ({"name": ""}, "required"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(desk, said, told):
    typed = {"name": "Mashhad", "country": "IR", "since": "2024-04-29"} | said
    answer = desk.post("/en/desk/admit/", typed)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert told in page
    assert typed["since"] in page
    assert not Membership.objects.filter(basis=Membership.Basis.ADMITTED).exists()


@pytest.mark.parametrize(
    ("language", "in_order"), [("fa", ["IE", "PK", "DK", "CA", "YE"]), ("fr", ["EG", "ZM"])]
)
def test_countries_stand_in_the_order_of_the_readers_alphabet(language, in_order):
    codes = [code for code, _ in countries_by_name(language)]

    assert sorted(in_order, key=codes.index) == in_order


def test_of_several_cities_of_one_name_the_office_is_asked_which(desk):
    typed = {"name": "Springfield", "country": "US", "since": "2024-04-29"}
    page = desk.post("/en/desk/admit/", typed)
    assert page.status_code == 422
    assert page.content.decode().count('type="radio"') >= 2

    chosen = page.context["form"].fields["place"].widget.choices[1][0]
    answer = desk.post("/en/desk/admit/", typed | {"place": chosen})
    assert answer.status_code == 302
    assert (
        str(Membership.objects.get(basis="admitted by the association").city.geonames_id) == chosen
    )


def test_a_sheet_keeps_what_was_typed_wrongly_and_says_why(desk, shiraz):
    page = desk.post(
        "/en/desk/members/shiraz/standing/",
        {"standing": "active", "from_day": str(today()), "reason": "Still here"},
    )

    assert page.status_code == 422
    assert "stands so already" in page.content.decode()
    assert "Still here" in page.content.decode()


def test_everything_on_a_sheet_can_be_recorded(desk, shiraz):
    base = "/en/desk/members/shiraz/"
    for path, typed in (
        ("fee/", {"year": str(today().year), "state": "paid", "paid_on": str(today())}),
        ("seat/", {"seat": "treasurer", "starts": str(today())}),
        ("standing/", {"standing": "suspended", "from_day": str(today()), "reason": ""}),
        ("seat/end/", {}),
    ):
        assert desk.post(base + path, typed).status_code == 302, path
    sheet = desk.get(base).content.decode()
    for told in ("paid", "reasurer", "Suspended"):
        assert told in sheet
    deeds = set(AuditRecord.objects.values_list("deed", flat=True))
    assert {"network.record_fee", "network.give_seat", "network.end_seat"} <= deeds


def test_more_members_cost_no_more_questions(desk, awa):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert desk.get("/en/desk/members/").status_code == 200
        return len(captured)

    cities = list(City.objects.order_by("pk")[:30])
    for city in cities[:2]:
        admit_member(city=city, since=today(), by=awa)
    before = asked()
    for city in cities[2:]:
        admit_member(city=city, since=today(), by=awa)

    assert asked() == before
