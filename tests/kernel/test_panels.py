"""What later domains put on the pages of earlier ones."""

from dataclasses import replace

import pytest

from hamshahr.kernel import panels
from hamshahr.kernel.panels import Panel, ShownPanel, register_panel, shown_on

WEATHER = Panel("weather", "weather.html", lambda city, _language, _by: f"rain in {city}", 20)


@pytest.fixture(autouse=True)
def _no_panels(monkeypatch):
    monkeypatch.setattr(panels, "_panels", {})


def test_a_panel_is_shown_on_its_kind_of_page_only():
    register_panel(page="city", panel=WEATHER)

    assert shown_on("city", "Shiraz", "fa", by=None) == (
        ShownPanel("weather", "weather.html", "rain in Shiraz"),
    )
    assert shown_on("topic", "heat", "fa", by=None) == ()


def test_panels_stand_by_their_position_whoever_registered_first():
    register_panel(page="city", panel=WEATHER)
    register_panel(page="city", panel=replace(WEATHER, name="first", position=10))
    register_panel(page="city", panel=replace(WEATHER, name="last", position=30))

    shown = shown_on("city", "Shiraz", "fa", by=None)

    assert [panel.name for panel in shown] == ["first", "weather", "last"]


def test_a_panel_with_nothing_to_say_is_not_there():
    register_panel(page="city", panel=replace(WEATHER, build=lambda *_asked: None))

    assert shown_on("city", "Shiraz", "fa", by=None) == ()


def test_a_panel_is_told_who_asks_and_in_which_language():
    told = []
    register_panel(page="city", panel=replace(WEATHER, build=lambda *asked: told.append(asked)))

    shown_on("city", "Shiraz", "fa", by="a secretary")

    assert told == [("Shiraz", "fa", "a secretary")]


def test_two_panels_of_one_name_on_a_page_are_a_mistake_found_at_the_start():
    register_panel(page="city", panel=WEATHER)
    register_panel(page="topic", panel=WEATHER)

    with pytest.raises(ValueError, match="weather"):
        register_panel(page="city", panel=WEATHER)
