"""The facts of a city in words: the classes that the sources use, as a newspaper would say them."""

from django.utils.translation import gettext as _

from hamshahr.commons.translation.languages import UnknownLanguage
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.commons.translation.reading import day, decimal, gregorian
from hamshahr.domains.network import facts
from hamshahr.domains.network.models import City, Membership


def kind(city: City) -> str:
    """Return what kind of place a city is: a city, a metropolitan area, a province, a region."""
    return {
        City.Kind.CITY: _("City"),
        City.Kind.METROPOLITAN_AREA: _("Metropolitan area"),
        City.Kind.PROVINCE: _("Province or state"),
        City.Kind.REGION: _("Region with the powers of a city"),
    }[City.Kind(city.kind)]


def climate(code: str) -> str:
    """Return a Köppen-Geiger class in words; empty for one that is not known.

    The words leave out when rain falls in continental climates: the code says it.
    """
    return _climates().get(code) or _climates().get(f"D{code[2:]}" if code[:1] == "D" else "", "")


def density(code: str) -> str:
    """Return a class of the degree of urbanisation in words; empty for none."""
    return {
        "very-low-density-rural": _("Mostly uninhabited"),
        "low-density-rural": _("Dispersed countryside"),
        "rural-cluster": _("Village"),
        "suburban": _("Suburban"),
        "semi-dense-urban-cluster": _("Town, loosely built"),
        "dense-urban-cluster": _("Town, densely built"),
        "urban-centre": _("Urban centre"),
    }.get(code, "")


def coast(code: str) -> str:
    """Return how far the sea is, in words; empty for not known.

    The source draws wide river mouths and lagoons as sea (Montréal's), so the words allow for them.
    """
    return {
        "coast": _("By the sea or water open to it, within 10 km"),
        "near": _("Near the sea, within 50 km"),
        "inland": _("Inland, more than 50 km from the sea"),
    }.get(code, "")


def income(group: str) -> str:
    """Return the income group of a country in words; empty for not known."""
    return {
        "low": _("Low income"),
        "lower-middle": _("Lower middle income"),
        "upper-middle": _("Upper middle income"),
        "high": _("High income"),
    }.get(group, "")


def languages(country: facts.Country, read_in: str) -> str:
    """Return the official languages of a country, as named in ``read_in``."""
    names = []
    for code in country.languages:
        try:
            names.append(language_of(code).name_in(read_in))
        except UnknownLanguage:
            continue
    return _(", ").join(names)


def coordinates(latitude: float, longitude: float, read_in: str) -> str:
    """Return a place as maps print it: ``29.61° N, 52.53° E``. A hundredth is about a kilometre."""
    north = decimal(abs(latitude), 2, read_in)
    east = decimal(abs(longitude), 2, read_in)
    return _("%(latitude)s, %(longitude)s") % {
        "latitude": (_("%(degrees)s° N") if latitude >= 0 else _("%(degrees)s° S"))
        % {"degrees": north},
        "longitude": (_("%(degrees)s° E") if longitude >= 0 else _("%(degrees)s° W"))
        % {"degrees": east},
    }


def _climates() -> dict[str, str]:
    return {
        "Af": _("Tropical rainforest"),
        "Am": _("Tropical monsoon"),
        "As": _("Tropical savanna"),
        "Aw": _("Tropical savanna"),
        "BWh": _("Hot desert"),
        "BWk": _("Cold desert"),
        "BSh": _("Hot steppe"),
        "BSk": _("Cold steppe"),
        "Csa": _("Mediterranean, hot summers"),
        "Csb": _("Mediterranean, warm summers"),
        "Csc": _("Mediterranean, cool summers"),
        "Cwa": _("Mild, dry winters, hot summers"),
        "Cwb": _("Mild, dry winters, warm summers"),
        "Cwc": _("Mild, dry winters, cool summers"),
        "Cfa": _("Mild, rain all year, hot summers"),
        "Cfb": _("Mild, rain all year, warm summers"),
        "Cfc": _("Mild, rain all year, cool summers"),
        "Da": _("Continental, hot summers"),
        "Db": _("Continental, warm summers"),
        "Dc": _("Continental, short cool summers"),
        "Dd": _("Continental, extreme winters"),
        "ET": _("Tundra"),
        "EF": _("Eternal frost"),
    }


def _standing(admitted: Membership, language: str) -> str:
    said = {"since": day(admitted.since, language) if admitted.since else ""}
    if admitted.standing == Membership.Standing.LEFT and admitted.until:
        return _("Was a member of this association from %(since)s to %(until)s.") % {
            **said,
            "until": day(admitted.until, language),
        }
    if admitted.standing == Membership.Standing.SUSPENDED:
        return _("Member of this association since %(since)s; its membership is suspended.") % said
    return _("Member of this association since %(since)s.") % said


def membership(seen: Membership, language: str) -> str:
    """Say how a city stands in this association, or of which one it was seen as a member."""
    if seen.since is not None:
        return _standing(seen, language)
    said = {"association": seen.association}
    if seen.association and seen.earliest_year and seen.latest_year:
        said["earliest"] = gregorian(seen.earliest_year, language)
        said["latest"] = gregorian(seen.latest_year, language)
        if not seen.source_url:
            return (
                _(
                    "Named as a member of %(association)s, at some time between %(earliest)s and "
                    "%(latest)s, by:"
                )
                % said
            )
        return (
            _(
                "Seen in public sources as a member of %(association)s, at some time between "
                "%(earliest)s and %(latest)s:"
            )
            % said
        )
    if seen.association and seen.source_url:
        return _("Seen in public sources as a member of %(association)s:") % said
    if seen.source_url:
        return _("Seen as a member in public sources:")
    return _("Named as a member by:")


def membership_word(city: City) -> str:
    """Say in a word whether a city is a member, and by whose word; fetch the membership with it."""
    if not city.is_member:
        return ""
    if city.membership.basis == Membership.Basis.ADMITTED:
        return _("member of this association")
    return _("seen as a member")
