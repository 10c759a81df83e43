"""Ranking the library for each judged query."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from hamshahr.commons.search.asking import BadQuery, read_query
from hamshahr.commons.search.retrieval.finding import find
from hamshahr.commons.translation.languages import UnknownLanguage, language
from hamshahr.domains.experiences.evaluating.reading import Judgment
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.permissions import visible_to
from hamshahr.domains.network.models import City
from hamshahr.kernel.folding import fold


@dataclass(frozen=True)
class Ranking:
    """What a query found: ids of experiences, best first.

    ``language`` is the query's; ``languages`` holds those of the relevant experiences by id, a
    relevant one that is not in the library having none. ``notes`` say what could not be done.
    """

    judgment: Judgment
    language: str
    ranked: Sequence[str]
    languages: dict[str, str]
    notes: list[str] = field(default_factory=list)


def evaluate(
    judgments: Sequence[Judgment], progress: Callable[[int], None] = lambda _done: None
) -> list[Ranking]:
    """Rank the library for each judgment; ``progress`` is told how many are done.

    Raises ``EmbedderUnavailable``.
    """
    languages = _languages({code for judgment in judgments for code in judgment.relevant})
    owners = _Owners() if any(judgment.exclude_city for judgment in judgments) else None
    rankings = []
    for done, judgment in enumerate(judgments, 1):
        rankings.append(_ranking(judgment, languages, owners))
        progress(done)
    return rankings


def _ranking(judgment: Judgment, languages: dict[str, str], owners: "_Owners | None") -> Ranking:
    notes = []
    said = _known_language(judgment.language)
    if said is None:
        notes.append(f"“{judgment.language[:20]}” is not a language code; it was guessed")
    unknown = [code for code in judgment.relevant if code not in languages]
    if unknown:
        notes.append(f"not in the library: {', '.join(unknown)}")
    left_out: set[str] = set()
    if judgment.exclude_city and owners is not None:
        left_out = owners.of(judgment.city or "", judgment.country)
        if not left_out:
            notes.append(f"“{judgment.city or ''}” is no city here; nothing is left out")
    ranked: list[str] = []
    try:
        query = read_query(judgment.query, said=said)
    except BadQuery as error:
        notes.append(str(error))
    else:
        ranked = [
            candidate.code
            for candidate in find(KIND, query).ranked
            if candidate.owner not in left_out
        ]
    known = {code: languages[code] for code in judgment.relevant if code in languages}
    return Ranking(judgment, said or judgment.language, ranked, known, notes)


def _languages(codes: set[str]) -> dict[str, str]:
    return dict(visible_to(None).filter(code__in=codes).values_list("code", "language"))


def _known_language(code: str) -> str | None:
    """Return the language of a code or of a longer tag (``pt-BR``); ``None`` for no language."""
    try:
        return language(code.lower().replace("_", "-").partition("-")[0]).code
    except UnknownLanguage:
        return None


class _Owners:
    """Cities by every name they have, as the owners of their experiences."""

    def __init__(self) -> None:
        self._by_name: dict[str, list[tuple[str, str]]] = {}
        for city in City.objects.only("pk", "slug", "name", "names", "country"):
            for name in {fold(name) for name in (city.slug, city.name, *city.names.values())}:
                self._by_name.setdefault(name, []).append((str(city.pk), city.country))

    def of(self, name: str, country: str | None) -> set[str]:
        """Return all cities of a name, of one country where it is given; empty for none."""
        return {
            owner
            for owner, lies_in in self._by_name.get(fold(name), [])
            if country is None or lies_in == country.upper()
        }
