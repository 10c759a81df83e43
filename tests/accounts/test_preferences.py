"""How a person wishes to read: her language, calendar, digits and clock."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.db import IntegrityError, transaction
from django.shortcuts import redirect
from django.test import Client
from django.utils.translation import override

from hamshahr.commons.accounts.preferences.actions import choose_preferences
from hamshahr.commons.accounts.preferences.activating import ReadAsTheyWish
from hamshahr.commons.accounts.preferences.models import Preferences
from hamshahr.commons.accounts.preferences.queries import (
    in_own_language,
    language_of,
    reader_of,
    worded_for,
)
from hamshahr.commons.accounts.preferences.zones import zone_options
from hamshahr.commons.translation import reading
from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES
from hamshahr.commons.translation.reader import ANYBODY, reader
from hamshahr.kernel.audit.models import AuditRecord
from tests.cast import LEILA, MATEO

pytestmark = pytest.mark.django_db
PATH = "/en/me/settings/"
NOTHING = {"calendar": "", "digits": "", "time_zone": ""}
NOON = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)


def chosen(language="fa", **more):
    return {"language": language, **NOTHING, **more}


@pytest.fixture
def leila(client):
    account = LEILA.account()
    client.force_login(account)
    return account


def test_somebody_who_has_chosen_nothing_reads_as_her_language_does(leila):
    assert reader_of(leila) == ANYBODY
    with override("fa"), worded_for(leila):
        assert reading.day(date(2026, 11, 23), "fa") == "۲ آذر ۱۴۰۵"
    assert not Preferences.objects.exists()


def test_she_is_led_to_the_page_in_the_language_that_she_chose(client, leila):
    answer = client.post(PATH, chosen("ar", calendar="gregorian"))

    assert (answer.status_code, answer.url) == (302, "/ar/me/settings/?kept=1")
    assert language_of(leila) == "ar"
    assert 'role="status"' in client.get(answer.url).content.decode()


def test_each_language_is_named_in_itself(client, leila):
    page = client.get(PATH).content.decode()

    assert '<bdi lang="ar">العربية</bdi>' in page
    assert '<bdi lang="es">Español</bdi>' in page


def test_what_she_chose_is_chosen_when_she_comes_back(client, leila):
    client.post(PATH, chosen("es", calendar="persian", digits="arab", time_zone="Asia/Tehran"))

    page = client.get("/es/me/settings/").content.decode()
    for value in ("es", "persian", "arab"):
        assert re.search(f'value="{value}"[^>]* checked', page)
    assert re.search('value="Asia/Tehran"[^>]* selected', page)


@pytest.mark.parametrize(
    ("language", "wishes", "read"),
    [
        ("fa", {"calendar": "gregorian"}, "۲۳ نوامبر ۲۰۲۶"),
        ("fa", {"digits": "latn"}, "2 آذر 1405"),
        ("en", {"calendar": "persian"}, "Azar 2, 1405 AP"),
        ("en", {"calendar": "persian", "digits": "arabext"}, "Azar ۲, ۱۴۰۵ AP"),
        ("ar", {"digits": "arab"}, "٢٣ نوفمبر ٢٠٢٦"),
    ],
)
def test_days_are_written_in_her_calendar_and_digits(leila, language, wishes, read):
    choose_preferences(**chosen(language, **wishes), by=leila)

    with worded_for(leila):
        assert reading.day(date(2026, 11, 23), language) == read


def test_numbers_years_and_codes_are_written_in_her_digits(leila):
    choose_preferences(**chosen("fa", calendar="gregorian", digits="latn"), by=leila)

    with worded_for(leila):
        assert reading.number(1234.5, "fa") == "1,234.5"
        assert reading.digits("1404/7/3", "fa") == "1404/7/3"
        assert reading.year(2014, "fa") == "2014"
        assert reading.compact(1_249_942, "fa").startswith("1.2")
    assert reading.year(2014, "fa") == "۱۳۹۲/۹۳ (۲۰۱۴\u00a0م)"


def test_a_moment_is_told_by_her_clock_and_says_so(leila):
    choose_preferences(**chosen("en", time_zone="Asia/Tehran"), by=leila)

    with worded_for(leila):
        assert reading.moment(NOON, "en") == "November 24, 2026, 02:00 (Iran Time)"
        assert reading.day(NOON, "en") == "November 24, 2026"
        assert reader().zone == ZoneInfo("Asia/Tehran")
    assert reading.moment(NOON, "en") == "November 23, 2026, 22:30 (GMT)"


def test_public_pages_show_her_her_own_digits_and_strangers_theirs(client, leila):
    stranger = Client().get("/fa/cities/").content
    choose_preferences(**chosen("fa", digits="latn"), by=leila)

    hers = client.get("/fa/cities/").content.decode()

    count = re.search("([۰-۹]+) شهر", stranger.decode()).group(1)
    assert f"{int(count)} شهر" in hers
    assert Client().get("/fa/cities/").content == stranger


def test_the_picture_of_a_page_is_the_same_for_all(client, leila):
    page = "/fa/experiences/medellin-corredores-verdes/"
    choose_preferences(**chosen("fa", calendar="gregorian", digits="latn"), by=leila)

    pictures = [
        re.search('og:image" content="(.*?)"', one.get(page).content.decode()).group(1)
        for one in (client, Client())
    ]

    assert pictures[0] == pictures[1]


def test_strangers_are_asked_to_sign_in_before_they_choose(client):
    assert client.get(PATH).url == "/en/account/sign-in/?next=%2Fen%2Fme%2Fsettings%2F"
    assert client.post(PATH, chosen()).status_code == 302
    assert not Preferences.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"language": "de"},
        {"language": ""},
        {"calendar": "islamic"},
        {"digits": "roman"},
        {"time_zone": "Asia/Atlantis"},
        {"time_zone": "../../etc/passwd"},
        {"time_zone": "Etc/GMT+3"},
    ],
)
def test_what_is_not_offered_is_not_kept(client, leila, wrong):
    answer = client.post(PATH, chosen() | wrong)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not Preferences.objects.exists()


def test_the_database_keeps_no_language_that_nobody_speaks(leila):
    with pytest.raises(IntegrityError), transaction.atomic():
        Preferences.objects.create(person=leila, language="xx")


def test_a_zone_or_language_that_is_gone_does_no_harm(leila, settings):
    Preferences.objects.create(person=leila, language="es", time_zone="Asia/Gone")
    settings.LANGUAGES = [("fa", "فارسی")]

    with override("fa"):
        assert language_of(leila) == "fa"
    assert reader_of(leila).zone is None


def test_the_record_says_what_she_changed_and_not_what_to(leila):
    choose_preferences(**chosen("ar", digits="latn"), by=leila)
    choose_preferences(**chosen("ar", digits="latn"), by=leila)  # nothing new: no second record

    [kept] = AuditRecord.objects.filter(deed="accounts.choose_preferences")
    assert kept.object_id == str(leila.pk)
    assert kept.details == {"changed": ["digits", "language"]}


def test_one_person_changes_nothing_for_another(leila):
    mateo = MATEO.account()
    choose_preferences(**chosen("ar", digits="latn"), by=leila)

    assert reader_of(mateo) == ANYBODY


def test_an_address_is_led_to_in_her_language(leila):
    choose_preferences(**chosen("es"), by=leila)

    assert in_own_language(leila, "/fa/cities/?page=2") == "/es/cities/?page=2"
    assert in_own_language(leila, "/robots.txt") == "/robots.txt"
    whole = "https://hamshahr.example/fa/account/?a=1#b"
    assert in_own_language(leila, whole) == "https://hamshahr.example/es/account/?a=1#b"


def test_signing_in_by_any_way_leads_to_her_language_and_to_where_she_was_going(leila, rf):
    def come_in(request):
        request.session = SessionStore()
        login(request, leila, backend="django.contrib.auth.backends.ModelBackend")
        return redirect("/en/cities/?page=2")

    lead_on = ReadAsTheyWish(come_in)

    assert lead_on(rf.post("/")).url == "/en/cities/?page=2"  # she has chosen nothing yet
    choose_preferences(**chosen("es"), by=leila)
    assert lead_on(rf.post("/")).url == "/es/cities/?page=2"


def test_who_is_sent_to_another_site_while_signing_in_gets_there(leila, rf):
    choose_preferences(**chosen("es"), by=leila)

    def come_in(request):
        request.session = SessionStore()
        login(request, leila, backend="django.contrib.auth.backends.ModelBackend")
        return redirect("https://id.example/fa/onward/")

    assert ReadAsTheyWish(come_in)(rf.post("/")).url == "https://id.example/fa/onward/"


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_every_zone_stands_once_below_its_continent(language):
    with override(language):
        zones = [name for _, group in zone_options() for name, _ in group]

    assert len(zones) == len(set(zones)) > 300
    assert {"Asia/Tehran", "America/Bogota", "Africa/Dakar", "Europe/Paris"} <= set(zones)
    assert all(ZoneInfo(name) for name in zones)


def test_her_page_asks_little(client, leila, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        client.get(PATH)
