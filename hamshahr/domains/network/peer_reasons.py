"""Why a city stands beside another, in sentences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hamshahr.commons.translation.languages import UnknownLanguage
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.commons.translation.reading import compact
from hamshahr.domains.network import wording
from hamshahr.domains.network.peers import Attribute, Comparison, Profile, Verdict
from hamshahr.domains.network.queries import region_names


@dataclass(frozen=True)
class PeerReason:
    """One attribute of two cities in words. ``agrees``: it is the same, or nearly."""

    attribute: str
    agrees: bool
    text: str


def reasons(
    one: Profile, other: Profile, comparisons: tuple[Comparison, ...], language: str
) -> tuple[PeerReason, ...]:
    """Word every comparison of which both sides are known, in its order.

    To be called with ``language`` active. ``one`` is the city whose page it is.
    """
    return tuple(
        PeerReason(compared.attribute.value, compared.agrees, text)
        for compared in comparisons
        if compared.verdict is not Verdict.UNKNOWN
        if (text := _WORDS[compared.attribute](one, other, compared.verdict, language))
    )


def _size(one: Profile, other: Profile, verdict: Verdict, language: str) -> str:
    here, there = compact(one.population or 0, language), compact(other.population or 0, language)
    if here == there:
        return _("Same size: %(people)s people") % {"people": here}
    sizes = {"here": here, "there": there}
    if verdict is Verdict.SAME:
        return _("Similar size: %(here)s and %(there)s people") % sizes
    if verdict is Verdict.NEARLY:
        return _("Comparable size: %(here)s and %(there)s people") % sizes
    return _("Different size: %(here)s and %(there)s people") % sizes


def _climate(one: Profile, other: Profile, verdict: Verdict, _language: str) -> str:
    climates = {"here": wording.climate(one.climate), "there": wording.climate(other.climate)}
    if climates["here"] == climates["there"]:
        return _("Same climate: %(climate)s") % {"climate": climates["here"]}
    if verdict is Verdict.NEARLY:
        return _("Related climate: %(here)s – %(there)s") % climates
    return _("Different climate: %(here)s – %(there)s") % climates


def _income(one: Profile, other: Profile, verdict: Verdict, _language: str) -> str:
    groups = {"here": wording.income(one.income), "there": wording.income(other.income)}
    if verdict is Verdict.SAME:
        return _("Countries of the same income group: %(group)s") % {"group": groups["here"]}
    if verdict is Verdict.NEARLY:
        return _("Countries of neighbouring income groups: %(here)s – %(there)s") % groups
    return _("Countries of different income groups: %(here)s – %(there)s") % groups


def _coast(one: Profile, other: Profile, _verdict: Verdict, _language: str) -> str:
    both = frozenset({one.coast, other.coast})
    return {
        frozenset({"coast"}): _("Both by the sea or water open to it"),
        frozenset({"near"}): _("Both near the sea"),
        frozenset({"inland"}): _("Both inland"),
        frozenset({"coast", "near"}): _("One by the sea or water open to it, the other near"),
        frozenset({"coast", "inland"}): _("One by the sea or water open to it, the other inland"),
        frozenset({"near", "inland"}): _("One near the sea, the other inland"),
    }.get(both, "")


def _region(one: Profile, other: Profile, verdict: Verdict, language: str) -> str:
    names = region_names(language)
    here, there = names.get(one.region, one.region), names.get(other.region, other.region)
    if verdict is Verdict.SAME:
        return _("Same region: %(region)s") % {"region": here}
    return _("Different regions: %(here)s – %(there)s") % {"here": here, "there": there}


def _language(one: Profile, other: Profile, _verdict: Verdict, language: str) -> str:
    common = [_name(code, language) for code in one.languages if code in other.languages]
    if not common:
        return _("No official language in common")
    return _("Official language in common: %(languages)s") % {"languages": _(", ").join(common)}


def _density(one: Profile, other: Profile, verdict: Verdict, _language: str) -> str:
    kinds = {"here": wording.density(one.density), "there": wording.density(other.density)}
    if verdict is Verdict.SAME:
        return _("Same kind of settlement: %(kind)s") % {"kind": kinds["here"]}
    return _("Different kinds of settlement: %(here)s – %(there)s") % kinds


def _name(code: str, language: str) -> str:
    try:
        return language_of(code).name_in(language)
    except UnknownLanguage:
        return code


_WORDS: Mapping[Attribute, Callable[[Profile, Profile, Verdict, str], str]] = {
    Attribute.POPULATION: _size,
    Attribute.CLIMATE: _climate,
    Attribute.INCOME: _income,
    Attribute.COAST: _coast,
    Attribute.REGION: _region,
    Attribute.LANGUAGE: _language,
    Attribute.DENSITY: _density,
}
