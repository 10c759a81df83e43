"""What can be wrong with the name of a city; each says so in a plain sentence."""

from hamshahr.domains.network.facts.gazetteer import Place

# A message that lists every Springfield helps nobody; the whole list is in `candidates`.
_CANDIDATES_SHOWN = 5


class CityFactsError(ValueError):
    """The facts of a city cannot be given; `str()` is a sentence for the person who asked."""


class UnreadableName(CityFactsError):
    """The name is empty, too long, without a letter, or holds control characters."""


class UnknownCountry(CityFactsError):
    """The code is not an ISO 3166-1 two-letter code of the packaged countries."""


class UnknownCity(CityFactsError):
    """No packaged place of the country has this name; `suggestions` holds at most three."""

    def __init__(self, message: str, suggestions: tuple[str, ...] = ()) -> None:
        if suggestions:
            message = f"{message} Did you mean {_either(suggestions)}?"
        super().__init__(message)
        self.suggestions = suggestions


class AmbiguousCity(CityFactsError):
    """Several places of the country have this name; `candidates` lists them, largest first."""

    def __init__(self, name: str, country_name: str, candidates: tuple[Place, ...]) -> None:
        shown = [_described(place) for place in candidates[:_CANDIDATES_SHOWN]]
        if len(candidates) > len(shown):
            shown.append(f"and {len(candidates) - len(shown)} more")
        super().__init__(
            f"“{name}” could be any of {len(candidates)} places (country: {country_name}): "
            f"{'; '.join(shown)}. Say which one by its GeoNames id."
        )
        self.candidates = candidates


def _either(names: tuple[str, ...]) -> str:
    quoted = [f"“{name}”" for name in names]
    if len(quoted) == 1:
        return quoted[0]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def _described(place: Place) -> str:
    return (
        f"{place.name} (GeoNames id {place.geonames_id}, division {place.admin1}, "
        f"{place.population:,} inhabitants)"
    )
