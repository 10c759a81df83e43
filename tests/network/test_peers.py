"""Peers are like, for reasons that can be told; what is not known brings nobody closer."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamshahr.domains.network.facts.classes import (
    CLIMATES,
    COAST_BANDS,
    DENSITY_CLASSES,
    INCOME_GROUPS,
)
from hamshahr.domains.network.peers import (
    Attribute,
    Profile,
    Verdict,
    different_but_worth_a_look,
    likeness,
    peers_of,
)
from hamshahr.domains.network.peers.attributes import MEASURES, WHOLE_WEIGHT
from hamshahr.domains.network.peers.climates import climates_apart
from hamshahr.domains.network.peers.comparing import comparisons

REGIONS = ("africa", "asia-pacific", "europe")
LANGUAGES = ("fa", "ar", "en", "fr")
KNOWN = {
    "region": st.sampled_from(REGIONS),
    "population": st.integers(1, 40_000_000),
    "climate": st.sampled_from(CLIMATES),
    "density": st.sampled_from(DENSITY_CLASSES),
    "coast": st.sampled_from(COAST_BANDS),
    "income": st.sampled_from(INCOME_GROUPS),
    "languages": st.lists(st.sampled_from(LANGUAGES), min_size=1, unique=True).map(tuple),
}
NOT_KNOWN = {name: () if name == "languages" else "" for name in KNOWN} | {"population": None}
complete = st.builds(Profile, key=st.uuids(), country=st.sampled_from("ABC"), **KNOWN)
some = st.builds(
    Profile,
    key=st.uuids(),
    country=st.sampled_from("ABC"),
    **{name: known | st.just(NOT_KNOWN[name]) for name, known in KNOWN.items()},
)
fields = st.sampled_from(sorted(KNOWN))

SHIRAZ = Profile(
    "shiraz", "IR", "asia-pacific", 1_250_000, "Csa", "urban-centre", "inland", "lower-middle",
    ("fa",), (29.6, 52.5),
)  # fmt: skip


@given(some, some)
def test_likeness_is_the_same_from_both_sides(one, other):
    assert likeness(one, other) == likeness(other, one)


@given(complete)
def test_a_city_of_which_all_is_known_is_wholly_like_its_twin(city):
    like = likeness(city, replace(city, key="twin"))

    assert (like.similarity, like.confidence, like.closeness) == (1, 1, 1)


@given(some, some)
def test_everything_lies_between_nought_and_one(one, other):
    like = likeness(one, other)

    assert 0 <= like.similarity <= 1 + 1e-9
    assert 0 <= like.confidence <= 1
    assert 0 <= like.closeness <= min(like.similarity, like.confidence) + 1e-9
    assert all(0 <= each.apart <= 1 for each in comparisons(one, other) if each.apart is not None)


@given(some, some, fields)
def test_what_is_not_known_never_brings_closer_and_never_makes_surer(one, other, field):
    less = replace(other, **{field: NOT_KNOWN[field]})

    assert likeness(one, less).closeness <= likeness(one, other).closeness + 1e-9
    assert likeness(one, less).confidence <= likeness(one, other).confidence


@given(some, some)
def test_confidence_is_the_share_of_weight_of_what_is_known_of_both(one, other):
    known = [each for each in comparisons(one, other) if each.verdict is not Verdict.UNKNOWN]
    share = sum(MEASURES[each.attribute].weight for each in known) / WHOLE_WEIGHT

    assert likeness(one, other).confidence == pytest.approx(share)
    shares = sum(each.share for each in known)
    assert likeness(one, other).closeness == pytest.approx(shares)


@given(complete, st.integers(1, 40_000_000), st.integers(1, 40_000_000))
def test_the_nearer_in_size_the_closer(city, people, more):
    near, far = sorted((people, more), key=lambda n: abs(math.log(n / city.population)))
    nearer, further = (replace(city, key=n, population=n) for n in (near, far))

    assert likeness(city, nearer).closeness >= likeness(city, further).closeness - 1e-9


@given(st.sampled_from(CLIMATES), st.sampled_from(CLIMATES))
def test_climates_are_apart_alike_from_both_sides(one, other):
    assert climates_apart(one, other) == climates_apart(other, one)
    assert (climates_apart(one, other) == 0) == (one == other)


@pytest.mark.parametrize(
    ("nearer", "further"),
    [
        (("BSh", "BSk"), ("BSh", "BWh")),  # Ahmedabad and Tehran; Ahmedabad and Ahvaz
        (("BSk", "Csa"), ("BSk", "Cfb")),  # Tehran and Shiraz; Tehran and London
        (("Csa", "Csb"), ("Csa", "Cfa")),
        (("Cwa", "Dwa"), ("Cwa", "Dfa")),  # Seoul and Beijing; Seoul and Chicago
        (("Aw", "Am"), ("Aw", "Cwa")),
        (("BWh", "BWk"), ("BWh", "BSk")),
    ],
)
def test_kin_climates_are_nearer(nearer, further):
    assert climates_apart(*nearer) < climates_apart(*further)


@given(some, st.lists(some, max_size=30), st.integers(0, 8))
def test_peers_are_few_the_closest_first_and_never_the_city_itself(city, others, count):
    peers = peers_of(city, among=[city, *others], count=count)
    closeness = [peer.likeness.closeness for peer in peers]

    assert len(peers) <= count
    assert closeness == sorted(closeness, reverse=True)
    assert city.key not in {peer.profile.key for peer in peers}
    assert all(peer.likeness.confidence >= 0.5 for peer in peers)
    for country in "ABC":
        assert sum(peer.profile.country == country for peer in peers) <= 2


@given(some, st.lists(some, max_size=20, unique_by=lambda profile: profile.key))
def test_the_order_in_which_cities_come_changes_nothing(city, others):
    forwards = peers_of(city, among=others, count=5)

    assert peers_of(city, among=others[::-1], count=5) == forwards


def test_an_area_around_the_city_is_no_peer_of_it_and_stands_beside_no_namesake():
    area = replace(SHIRAZ, key="greater shiraz", population=None)
    tabriz = replace(SHIRAZ, key="tabriz", place=(38.1, 46.3))
    around = replace(tabriz, key="greater tabriz", population=None)

    peers = peers_of(SHIRAZ, among=[area, tabriz, around], count=5)
    assert [peer.profile.key for peer in peers] == ["tabriz"]


def test_a_city_without_coordinates_has_peers_and_may_be_one():
    here, there = (replace(SHIRAZ, key=key, place=None) for key in ("here", "there"))

    assert [peer.profile.key for peer in peers_of(here, among=[there], count=5)] == ["there"]


def test_a_city_of_which_nothing_is_known_has_no_peer():
    assert peers_of(Profile("nowhere"), among=[SHIRAZ], count=5) == ()
    assert likeness(Profile("nowhere"), SHIRAZ).similarity == 0


def test_the_reasons_are_told_what_weighs_most_first():
    erbil = replace(SHIRAZ, key="erbil", country="IQ", population=1_600_000, languages=("ar",))
    (peer,) = peers_of(SHIRAZ, among=[replace(erbil, place=None, income="high")], count=1)

    assert [each.attribute for each in peer.agreeing][:2] == [
        Attribute.POPULATION,
        Attribute.CLIMATE,
    ]
    assert peer.agreeing[0].verdict is Verdict.NEARLY
    assert {each.attribute for each in peer.differing} == {Attribute.INCOME, Attribute.LANGUAGE}


def _far(key: str, **said) -> Profile:
    unlike = {"region": "europe", "income": "high", "coast": "coast", "languages": ("fr",)}
    return replace(SHIRAZ, key=key, country="FR", place=None, **(unlike | said))


def test_a_city_worth_a_look_is_unlike_but_has_the_same_task_and_something_to_read():
    same_size = _far("lyon", climate="Cfb")
    nothing_shared = _far("brest", climate="Cfb", population=139_000)
    same_region = _far("basra", region="asia-pacific", climate="BWh")
    too_like = _far("sivas", income="lower-middle", coast="inland")
    everyone = [same_size, nothing_shared, same_region, too_like]

    chosen = different_but_worth_a_look(
        SHIRAZ, among=everyone, experiences={profile.key: 3 for profile in everyone}
    )
    assert chosen.profile == same_size
    assert chosen.experiences == 3
    assert chosen.likeness.similarity < 0.5


def test_of_two_alike_the_one_with_more_to_read_is_worth_the_look():
    lyon, lille = _far("lyon", climate="Cfb"), _far("lille", climate="Cfb")

    chosen = different_but_worth_a_look(
        SHIRAZ, among=[lyon, lille], experiences={"lyon": 1, "lille": 4}
    )
    assert chosen.profile == lille


@pytest.mark.parametrize("experiences", [{}, {"lyon": 0}, {"elsewhere": 9}])
def test_without_experiences_nothing_is_worth_a_look(experiences):
    among = [_far("lyon", climate="Cfb")]

    assert different_but_worth_a_look(SHIRAZ, among=among, experiences=experiences) is None
