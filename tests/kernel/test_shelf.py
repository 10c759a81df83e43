"""A shelf keeps what is asked for, as far as there is room."""

from hamshahr.kernel.shelf import Shelf


def test_the_longest_unasked_for_goes_first():
    shelf = Shelf(30)
    for name in ("first", "second", "third"):
        shelf.put(name, name.upper(), 10)
    assert shelf.get("first") == "FIRST"

    shelf.put("fourth", "FOURTH", 10)

    assert shelf.get("second") is None
    assert [shelf.get(name) for name in ("first", "third", "fourth")] == [
        "FIRST", "THIRD", "FOURTH",
    ]  # fmt: skip


def test_it_never_holds_more_than_it_has_room_for():
    shelf = Shelf(1_000)
    for number in range(5_000):
        shelf.put(number % 700, b"", 1 + number % 90)
        assert shelf.weight <= 1_000


def test_what_is_put_again_weighs_once():
    shelf = Shelf(20)
    for weight in (15, 5, 20):
        shelf.put("page", weight, weight)

    assert (len(shelf), shelf.weight, shelf.get("page")) == (1, 20, 20)


def test_what_is_too_heavy_drives_nothing_out():
    shelf = Shelf(20)
    shelf.put("page", "kept", 10)
    shelf.put("giant", "not kept", 21)

    assert (shelf.get("page"), shelf.get("giant")) == ("kept", None)


def test_an_empty_shelf_keeps_nothing():
    shelf = Shelf(0)
    shelf.put("page", "x", 1)
    assert shelf.get("page") is None
