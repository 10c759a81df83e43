"""A city is a member where a public source said so, and nowhere else."""

import json

import pytest
from django.core.exceptions import PermissionDenied

from hamshahr.commons.accounts.queries import system_actor
from hamshahr.domains.network.listing_members import Listed, import_members, remove_members
from hamshahr.domains.network.member_list import UnreadableList, read_member_list
from hamshahr.domains.network.models import City, Membership
from hamshahr.domains.network.starter import STARTER_MEMBERS
from hamshahr.kernel.audit.models import AuditRecord
from tests.cast import LEILA, LYON, SHIRAZ

pytestmark = pytest.mark.django_db

SEEN = {"source": "https://shiraz.example/members"}


@pytest.fixture
def write(tmp_path):
    def write(*members, whole=None):
        path = tmp_path / "members.json"
        content = {"members": list(members)} if whole is None else whole
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def _mistakes(path) -> list[str]:
    with pytest.raises(UnreadableList) as refusal:
        import_members(path=path, by=system_actor())
    return [str(mistake) for mistake in refusal.value.mistakes]


def test_the_starter_list_is_whole_and_each_entry_names_its_source():
    listed = read_member_list(STARTER_MEMBERS)

    assert len(listed) == 83
    assert all(member.source for member in listed)
    assert {member.city.name for member in listed if member.city.country == "IR"} == {
        "Tehran", "Mashhad", "Shiraz", "Isfahan", "Tabriz", "Ahvaz", "Karaj",
    }  # fmt: skip
    assert Membership.objects.count() == 83


def test_the_starter_list_says_of_which_association_and_in_which_years():
    told = set(
        Membership.objects.values_list("association", "earliest_year", "latest_year").distinct()
    )

    assert told == {("Metropolis", 1984, 2025)}


def test_years_in_the_wrong_order_are_told_with_their_member(write):
    path = write(whole={"earliest_year": 2025, "latest_year": 1984,
                        "members": [{**SHIRAZ.named, **SEEN}]})  # fmt: skip

    assert any("ends (1984) before it begins" in mistake for mistake in _mistakes(path))


def test_areas_that_share_a_name_with_a_city_are_members_of_their_own():
    kinds = {
        (member.city.name, member.city.kind)
        for member in read_member_list(STARTER_MEMBERS)
        if member.city.country in {"BR", "ES", "ZA"}
    }

    assert kinds >= {
        ("Barcelona", "city"),
        ("Barcelona Metropolitan Area", "metropolitan area"),
        ("Durban", "city"),
        ("Gauteng (province)", "province or state"),
        ("São Paulo", "city"),
        ("São Paulo (state)", "province or state"),
    }


def test_a_city_that_is_on_no_list_has_no_membership():
    without = City.objects.filter(membership=None)

    assert without.filter(country="FR", name="Rennes").exists()
    assert not without.filter(name="Shiraz").exists()


def test_the_same_list_again_changes_nothing():
    before = AuditRecord.objects.count()
    again = import_members(path=STARTER_MEMBERS, by=system_actor())

    assert again == Listed(new=0, changed=0, unchanged=83)
    assert AuditRecord.objects.count() == before


def test_a_changed_entry_changes_its_membership_and_leaves_the_others(write):
    path = write({**SHIRAZ.named, **SEEN, "note": "board member", "seen_year": 2026})

    assert import_members(path=path, by=system_actor()) == Listed(new=0, changed=1, unchanged=0)
    shiraz = Membership.objects.get(city__geonames_id=SHIRAZ.geonames_id)
    assert (shiraz.source, shiraz.note, shiraz.seen_year) == (SEEN["source"], "board member", 2026)
    assert shiraz.source_url == SEEN["source"]
    assert Membership.objects.count() == 83


def test_a_source_in_words_is_no_link(write):
    import_members(path=write({**LYON.named, "source": "minutes, page 3"}), by=system_actor())

    assert Membership.objects.get(city__geonames_id=LYON.geonames_id).source_url == ""


def test_one_mistake_and_nothing_is_imported(write):
    path = write({**LYON.named, **SEEN}, {"city": "Shirza", "country_iso2": "IR", **SEEN})

    assert _mistakes(path)[0].startswith("member 2, city: No city called “Shirza”")
    assert not Membership.objects.filter(city__geonames_id=LYON.geonames_id).exists()


def test_every_mistake_is_told_with_its_member_and_field(write):
    told = _mistakes(
        write(
            {"city": "Springfield", "country_iso2": "US", **SEEN},
            {**LYON.named, "source": ""},
            {**LYON.named, **SEEN, "seen_year": "2020"},
            {**LYON.named, **SEEN, "score": 5},
            {"city": "Lyon", "country_iso2": "ZZ", **SEEN},
            {**LYON.named, **SEEN},
            {"city": "Lyons", "country_iso2": "FR", "geonames_id": LYON.geonames_id, **SEEN},
            "Lyon",
            {**LYON.named, "source": "a\0b"},
        )
    )

    assert [line.partition(":")[0] for line in told] == [
        "member 1, city",
        "member 2, source",
        "member 3, seen_year",
        "member 4, score",
        "member 5, country_iso2",
        "member 7, city",
        "member 8",
        "member 9, source",
    ]
    assert "the same city as member 6" in told[5]


@pytest.mark.parametrize(
    ("whole", "told"),
    [
        ("", "is no JSON"),
        ("{", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ("[]", "must be of the form"),
        ('{"members": {}}', "must be of the form"),
        ('{"members": []}', "holds no member"),
        ('{"members": [' + " " * 10 * 1024 * 1024 + "]}", "larger than ten megabytes"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(write, whole, told):
    (sentence,) = _mistakes(write(whole=whole))

    assert told in sentence
    assert len(sentence) < 300


def test_what_a_list_brought_is_taken_out_again_but_not_what_was_changed_since(write):
    import_members(path=write({**SHIRAZ.named, **SEEN}), by=system_actor())
    cities = City.objects.count()

    assert remove_members(path=STARTER_MEMBERS, by=system_actor()) == 82
    assert [member.source for member in Membership.objects.all()] == [SEEN["source"]]
    assert City.objects.count() == cities


def test_a_person_lists_no_members():
    with pytest.raises(PermissionDenied):
        import_members(path=STARTER_MEMBERS, by=LEILA.account())
    with pytest.raises(PermissionDenied):
        remove_members(path=STARTER_MEMBERS, by=LEILA.account())
