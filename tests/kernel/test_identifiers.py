"""Identifiers sort by their time of birth and never meet."""

import time

from hamshahr.kernel.identifiers import new_id


def test_they_are_of_version_seven_and_of_the_usual_variant():
    born = new_id()

    assert born.version == 7
    assert born.variant == "specified in RFC 4122"


def test_they_tell_when_they_were_born():
    before = time.time_ns() // 1_000_000
    told = new_id().int >> 80
    after = time.time_ns() // 1_000_000

    assert before <= told <= after


def test_a_later_one_sorts_after_an_earlier_one():
    earlier = new_id()
    time.sleep(0.002)

    assert str(earlier) < str(new_id())


def test_ten_thousand_are_ten_thousand():
    assert len({new_id() for _ in range(10_000)}) == 10_000
