"""Limits: enough at once, more with time, each for himself."""

import pytest

from hamshahr.kernel import token_buckets
from hamshahr.kernel.token_buckets import TokenBuckets


@pytest.fixture
def clock():
    class Clock:
        now = 1_000.0

        def __call__(self):
            return self.now

    return Clock()


def test_so_many_at_once_and_then_one_by_one(clock):
    buckets = TokenBuckets(3, 0.5, clock)
    assert [buckets.take("a") for _ in range(4)] == [0, 0, 0, 2]

    clock.now += 1.9
    assert buckets.take("a") == 1
    clock.now += 0.1
    assert [buckets.take("a"), buckets.take("a")] == [0, 2]


def test_asking_too_soon_costs_nothing(clock):
    buckets = TokenBuckets(1, 1, clock)
    buckets.take("a")
    for _ in range(100):
        assert buckets.take("a") == 1
    clock.now += 1

    assert buckets.take("a") == 0


def test_a_rest_fills_the_bucket_and_no_more(clock):
    buckets = TokenBuckets(2, 1, clock)
    clock.now += 1_000_000
    assert [buckets.take("a") for _ in range(3)] == [0, 0, 1]


def test_one_does_not_use_up_what_is_anothers(clock):
    buckets = TokenBuckets(1, 1, clock)
    assert [buckets.take("a"), buckets.take("b"), buckets.take("a")] == [0, 0, 1]


def test_memory_is_bounded_and_holds_no_address(clock, monkeypatch):
    monkeypatch.setattr(token_buckets, "_MOST", 50)
    buckets = TokenBuckets(1, 1, clock)
    for number in range(500):
        buckets.take(f"203.0.113.{number}/32")

    assert len(buckets) == 50
    assert b"203.0.113" not in repr(buckets.__dict__).encode()
