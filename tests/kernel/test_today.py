"""Today is today, unless the instance stands still for its pictures."""

from datetime import UTC, date, datetime, timedelta

from hamshahr.kernel.today import today


def test_today_is_the_day_that_it_is(settings):
    settings.FROZEN_TODAY = None

    assert abs(today() - datetime.now(UTC).date()) <= timedelta(days=1)


def test_today_stands_still_where_the_settings_say_so(settings):
    settings.FROZEN_TODAY = date(2026, 11, 23)

    assert today() == date(2026, 11, 23)
