"""Where a line belongs: its city and its topics, found by name."""

from collections.abc import Iterator
from uuid import UUID

from hamshahr.commons.accounts.models import User
from hamshahr.domains.experiences.importing.line import ExperienceLine
from hamshahr.domains.experiences.importing.reading import Mistake
from hamshahr.domains.network import facts
from hamshahr.domains.network.actions import add_city_from_facts
from hamshahr.domains.topics.queries import codes_by_label
from hamshahr.kernel.folding import fold

_Place = tuple[str, str, int | None]


class Places:
    """Cities and topics of one import, each looked up once.

    What it remembers grows with the number of cities, not of lines.
    """

    def __init__(self, by: User) -> None:
        self._by = by
        self._topics = codes_by_label()
        self._facts: dict[_Place, facts.CityFacts] = {}
        self._cities: dict[_Place, UUID] = {}

    def facts_of(self, entry: ExperienceLine) -> facts.CityFacts:
        """Return the facts of the entry's city. Raises ``facts.CityFactsError``."""
        place = _place(entry)
        if place not in self._facts:
            self._facts[place] = facts.resolve(entry.city, entry.country_iso2, entry.geonames_id)
        return self._facts[place]

    def mistakes(self, number: int, entry: ExperienceLine) -> Iterator[Mistake]:
        """Yield what cannot be found: an unknown or ambiguous city, an unknown topic."""
        try:
            self.facts_of(entry)
        except facts.UnknownCountry as error:
            shown = {"shown": entry.country_iso2}
            yield Mistake(number, "country_iso2", str(error), "no_country", shown)
        except facts.AmbiguousCity as error:
            told = str(error).removesuffix("Say which one by its GeoNames id.")
            text = f"{told}Say which with geonames_id."
            among = {"shown": entry.city, "candidates": error.candidates}
            yield Mistake(number, "city", text, "ambiguous_city", among)
        except facts.CityFactsError as error:
            field = "city" if entry.geonames_id is None else "geonames_id"
            like = error.suggestions if isinstance(error, facts.UnknownCity) else ()
            near = {"shown": entry.city, "suggestions": like}
            yield Mistake(number, field, str(error), "no_city", near)
        for position, label in enumerate(entry.topics):
            if fold(label) not in self._topics:
                text = f"“{label[:60]}” is no topic of the vocabulary, in any language"
                yield Mistake(number, f"topics.{position}", text, "no_topic", {"shown": label})

    def city(self, entry: ExperienceLine) -> UUID:
        """Return the id of the entry's city, which is made from packaged facts if need be."""
        place = _place(entry)
        if place not in self._cities:
            city = add_city_from_facts(city=self.facts_of(entry), by=self._by)
            self._cities[place] = city.pk
        return self._cities[place]

    def topics(self, entry: ExperienceLine) -> list[str]:
        """Return the codes of the entry's topics, each once, in its order."""
        return list(dict.fromkeys(self._topics[fold(label)] for label in entry.topics))


def _place(entry: ExperienceLine) -> _Place:
    return entry.city, entry.country_iso2.upper(), entry.geonames_id
