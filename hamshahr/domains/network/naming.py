"""Names of a city made ready: to find it by any of them, and to put it in a reader's order."""

from collections.abc import Iterator, Mapping

from hamshahr.commons.translation.languages import INTERFACE_LANGUAGES
from hamshahr.commons.translation.reading import sort_key
from hamshahr.domains.network.facts.folding import fold_name
from hamshahr.domains.network.facts.gazetteer import gazetteer_of

# Stands before each name, so that a search can ask for the beginning of one
BREAK = "\n"


def found_by(name: str, names: Mapping[str, str], country: str, geonames_id: int | None) -> str:
    """Return every name of a city folded, in any script: those kept, and those of GeoNames."""
    folded = {fold_name(one) for one in (name, *names.values())}
    folded.update(_packaged(country, geonames_id))
    return "".join(f"{BREAK}{one}" for one in sorted(folded - {""}))


def sort_keys(name: str, names: Mapping[str, str]) -> dict[str, str]:
    """Return what orders the city in each language of the interface, as its readers look it up."""
    return {
        language: sort_key(names.get(language) or name, language).hex()
        for language in INTERFACE_LANGUAGES
    }


def _packaged(country: str, geonames_id: int | None) -> Iterator[str]:
    if geonames_id is None:
        return
    gazetteer = gazetteer_of(country)
    place = gazetteer.by_id.get(geonames_id)
    if place is None:
        return
    yield fold_name(place.name)
    yield from (name for name, places in gazetteer.by_other_name.items() if place in places)
