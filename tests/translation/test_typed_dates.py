"""Dates as people of the network type them, and what is asked back."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from hamshahr.commons.translation.calendars import Calendar, days_of_month, parts_in
from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES
from hamshahr.commons.translation.reader import Digits, Reader, reading_as
from hamshahr.commons.translation.reading import whole_day
from hamshahr.commons.translation.typed.answers import Ambiguous, Unread
from hamshahr.commons.translation.typed.read_date import read_date, write_date

SCRIPTS = ["0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９"]
FIRST, AFTER = date(1921, 3, 21), date(2072, 3, 20)  # 1 Farvardin 1300, 1 Farvardin 1451
DAYS = st.dates(FIRST, AFTER - timedelta(1))
# The leap years that Iran has lived by and has announced
LEAP = [1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408]


def in_script(text, digits):
    return text.translate(str.maketrans("0123456789", digits))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("۱۴۰۴/۰۷/۰۳", date(2025, 9, 25)),
        ("1404-7-3", date(2025, 9, 25)),
        ("١٤٠٤.٧.٣", date(2025, 9, 25)),
        ("14040703", date(2025, 9, 25)),
        ("\u200f۱۴۰۴\u200e/۷/۳\u202c", date(2025, 9, 25)),  # as a message carries it, marks and all
        ("۱۴۰۴٫۷٫۳", date(2025, 9, 25)),
        ("1404\u00a07\u202f3", date(2025, 9, 25)),
        ("۳ مهر ۱۴۰۴", date(2025, 9, 25)),
        ("۳ مهرماه سال ۱۴۰۴ ه‍.ش", None),  # a month and its word written together
        ("۳ مهر ماه سال ۱۴۰۴ ه‍.ش", date(2025, 9, 25)),
        ("پنج‌شنبه ۳ مهر ۱۴۰۴", date(2025, 9, 25)),
        ("۳ میزان ۱۴۰۴", date(2025, 9, 25)),  # as Afghanistan calls the month
        ("25 sept. 2025", date(2025, 9, 25)),
        ("September 25th, 2025", date(2025, 9, 25)),
        ("2025-09-25", date(2025, 9, 25)),
        ("25.9.2025", date(2025, 9, 25)),
        ("9/25/2025", date(2025, 9, 25)),
        ("le 1er août 2025", date(2025, 8, 1)),
        ("jueves, 25 de septiembre de 2025", date(2025, 9, 25)),
        ("25 de setiembre de 2025", date(2025, 9, 25)),
        ("۲۵ سپتامبر ۲۰۲۵", date(2025, 9, 25)),
        ("٢٥ أيلول ٢٠٢٥", date(2025, 9, 25)),  # Beirut, Damascus, Baghdad
        ("25 شتنبر 2025", date(2025, 9, 25)),  # Rabat
        ("25 سبتمبر/أيلول 2025", date(2025, 9, 25)),  # both names, as the United Nations write
        ("3 جانفي 2025", date(2025, 1, 3)),  # Algiers, Tunis
        ("3 كانون الثاني 2025", date(2025, 1, 3)),
        ("30 Esfand 1403", date(2025, 3, 20)),
        ("05/05/2025", date(2025, 5, 5)),
        ("Thursday 03/04/2025", date(2025, 4, 3)),  # the day of the week decides
    ],
)
def test_a_date_is_read_as_people_write_it(typed, day):
    read = read_date(typed)

    assert read == day if day else isinstance(read, Unread)


@pytest.mark.parametrize("typed", ["03/04/2025", "۰۳/۰۴/۲۰۲۵", "3.4.2025", "٣-٤-٢٠٢٥"])
def test_day_and_month_that_could_change_places_are_asked_back(typed):
    assert read_date(typed) == Ambiguous((date(2025, 4, 3), date(2025, 3, 4)))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("03/04/25", "four digits"),
        ("۹۹/۷/۳", "four digits"),
        ("3 April 25", "four digits"),
        ("30 Esfand 1404", "Esfand 1404 has 29 days"),
        ("1404/7/31", "Mehr 1404 has 30 days"),
        ("29 February 2025", "February 2025 has 28 days"),
        ("2025/13/04", "from 1 to 12"),  # never read with day and month in each other’s place
        ("13/14/2025", "from 1 to 12"),
        ("3 Farvardin 2025", "another calendar"),
        ("1404/7/3 م", "another calendar"),
        ("3 رمضان 1446", "Solar Hijri or in the Gregorian"),
        ("1446/9/3 هـ", "Solar Hijri or in the Gregorian"),
        ("Friday 3 April 2025", "day of the week"),
        ("1650-01-01", "Write a year from"),
        ("3 April", "day, the month and the year"),
        ("tomorrow", "day, the month and the year"),
        ("2025-04-03T10:00", "day, the month and the year"),
        ("³/⁴/2025", "day, the month and the year"),
        ("9" * 5000, "day, the month and the year"),
        ("🙂", "day, the month and the year"),
    ],
)
def test_what_is_no_date_is_answered_with_what_to_do(typed, told):
    with override("en"):
        read = read_date(typed)

    assert isinstance(read, Unread)
    assert told in read.say


def test_the_leap_years_of_the_solar_hijri_calendar_are_those_that_iran_keeps():
    found = [y for y in range(1370, 1409) if days_of_month(Calendar.SOLAR_HIJRI, y, 12) == 30]

    assert found == LEAP


def test_every_day_from_1300_to_1450_is_read_back_from_its_solar_hijri_numbers():
    day = FIRST
    while day < AFTER:
        year, month, number = parts_in(Calendar.SOLAR_HIJRI, day)
        assert read_date(f"{year}/{month:02}/{number}") == day
        day += timedelta(1)


@given(day=DAYS, digits=st.sampled_from(SCRIPTS), mark=st.sampled_from("/-.·٬٫ \u00a0،"))
def test_a_day_is_read_back_from_numbers_in_any_script_and_order(day, digits, mark):
    for calendar in Calendar:
        year, month, number = parts_in(calendar, day)
        for order in ((year, month, number), (number, month, year), (month, number, year)):
            read = read_date(in_script(mark.join(map(str, order)), digits))
            possible = read.choices if isinstance(read, Ambiguous) else (read,)
            assert day in possible
            # Two readings there are only where the two could change places, and never one silently
            if order[0] != year and month != number <= 12:
                assert len(possible) == 2


@given(
    day=DAYS,
    language=st.sampled_from(INTERFACE_LANGUAGES),
    calendar=st.sampled_from([None, *Calendar]),
    digits=st.sampled_from([None, *Digits]),
)
def test_what_a_form_shows_is_read_as_the_same_day(day, language, calendar, digits):
    with reading_as(Reader(calendar=calendar, digits=digits)):
        assert read_date(write_date(day, language)) == day
        assert read_date(whole_day(day, language)) == day


@given(st.one_of(st.text(), st.text("0123456789۰۱۲٣٤ /-.٫مهرابتشق‌aprilde", max_size=30)))
def test_no_text_whatever_breaks_the_reading_of_dates(text):
    read = read_date(text)

    assert isinstance(read, date | Ambiguous | Unread)
