"""Why a city stands beside another, in sentences that name both sides."""

from dataclasses import replace

import pytest
from django.utils import translation

from hamshahr.domains.network.facts.classes import (
    CLIMATES,
    COAST_BANDS,
    DENSITY_CLASSES,
    INCOME_GROUPS,
)
from hamshahr.domains.network.peer_reasons import reasons
from hamshahr.domains.network.peers import Profile
from hamshahr.domains.network.peers.comparing import comparisons

pytestmark = pytest.mark.django_db

SHIRAZ = Profile(
    "shiraz", "IR", "asia-pacific", 1_600_000, "Csa", "urban-centre", "inland", "lower-middle",
    ("fa",),
)  # fmt: skip


def _told(one: Profile, other: Profile, language: str = "en") -> dict[str, str]:
    with translation.override(language):
        worded = reasons(one, other, comparisons(one, other), language)
    return {reason.attribute: reason.text for reason in worded}


def test_a_twin_shares_everything():
    assert _told(SHIRAZ, replace(SHIRAZ, key="twin")) == {
        "population": "Same size: 1.6 million people",
        "climate": "Same climate: Mediterranean, hot summers",
        "income": "Countries of the same income group: Lower middle income",
        "coast": "Both inland",
        "region": "Same region: Asia-Pacific",
        "language": "Official language in common: Persian",
        "density": "Same kind of settlement: Urban centre",
    }


def test_what_is_nearly_the_same_and_what_differs_names_both_sides():
    other = Profile(
        "palermo", "IT", "europe", 1_900_000, "Csb", "suburban", "coast", "upper-middle",
        ("it",),
    )  # fmt: skip

    assert _told(SHIRAZ, other) == {
        "population": "Similar size: 1.6 million and 1.9 million people",
        "climate": "Related climate: Mediterranean, hot summers – Mediterranean, warm summers",
        "income": "Countries of neighbouring income groups: Lower middle income – "
        "Upper middle income",
        "coast": "One by the sea or water open to it, the other inland",
        "region": "Different regions: Asia-Pacific – Europe",
        "language": "No official language in common",
        "density": "Different kinds of settlement: Urban centre – Suburban",
    }


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (2_900_000, "Comparable size: 1.6 million and 2.9 million people"),
        (16_000, "Different size: 1.6 million and 16 thousand people"),
    ],
)
def test_sizes_are_told_to_two_figures(people, told):
    assert _told(SHIRAZ, replace(SHIRAZ, population=people))["population"] == told


def test_only_what_agrees_is_told_where_only_that_is_asked():
    other = replace(SHIRAZ, key="x", region="europe", climate="Dfb")
    alike = tuple(each for each in comparisons(SHIRAZ, other) if each.agrees)

    worded = reasons(SHIRAZ, other, alike, "en")
    assert {reason.attribute for reason in worded}.isdisjoint({"region", "climate"})
    assert all(reason.agrees for reason in worded)


def test_what_is_not_known_is_not_told():
    assert _told(SHIRAZ, Profile("nowhere")) == {}
    assert set(_told(Profile("a", climate="ET"), Profile("b", climate="ET"))) == {"climate"}


@pytest.mark.parametrize("language", ["fa", "en", "fr", "es", "ar"])
def test_every_pair_of_classes_is_worded_in_every_language(language):
    for name, classes in (
        ("climate", CLIMATES),
        ("density", DENSITY_CLASSES),
        ("coast", COAST_BANDS),
        ("income", INCOME_GROUPS),
    ):
        for one in classes:
            for other in classes:
                pair = [Profile(key, **{name: code}) for key, code in (("a", one), ("b", other))]
                text = _told(*pair, language)[name]
                assert text.strip(" –:") == text, (one, other, text)
                assert "%" not in text


def test_a_region_and_a_language_that_nobody_has_named_show_their_codes():
    one, other = (Profile(key, region="atlantis", languages=("qqq",)) for key in "ab")

    assert _told(one, other) == {
        "region": "Same region: atlantis",
        "language": "Official language in common: qqq",
    }
