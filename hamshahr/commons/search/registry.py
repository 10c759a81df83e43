"""What domains declare: the things that are searchable, and the vocabularies that bridge languages.

A manifest calls ``register_searchable`` and ``register_vocabulary`` once, when Django starts.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class DocumentText:
    """One searchable thing, as its domain words it.

    ``parts`` holds its prose by name in reading order, without its ``title``; ``bridge`` is an
    English title of it where its language is another. ``facets`` are pairs of a facet's name and
    a value; ``since`` orders lists without a query, newest first. ``owner`` groups what belongs
    together (a city): similar things are looked for under other owners. ``names`` are words that
    find it though no part says them (the city's names).
    """

    object_id: UUID
    code: str
    language: str
    owner: str
    title: str
    parts: Mapping[str, str]
    since: datetime
    bridge: str = ""
    names: Sequence[str] = ()
    facets: Sequence[tuple[str, str]] = ()
    year: int | None = None
    evidence: int | None = None


@dataclass(frozen=True)
class Searchable:
    """A kind of thing that can be found.

    ``documents(ids)`` returns the texts of those of ``ids`` that anybody may read; an id that it
    leaves out is not, or no longer, to be found. ``all_ids()`` returns every id, in a fixed order.
    ``weights`` says how much the meaning of each part counts; parts it does not name count
    nothing there. Beside the domain's parts there are ``title``, ``bridge`` and ``opening`` (the
    title with the first part). ``themes`` names the facets whose values say what a document is
    about.
    """

    kind: str
    weights: Mapping[str, float]
    documents: Callable[[Sequence[UUID]], Iterable[DocumentText]]
    all_ids: Callable[[], Iterable[UUID]]
    themes: Sequence[str] = ()


@dataclass(frozen=True)
class Vocabulary:
    """Concepts with labels in several languages; ``facet`` names the facet they are values of.

    ``labels()`` returns (concept, language, label) for each label, the preferred of a language
    first.
    """

    facet: str
    labels: Callable[[], Iterable[tuple[str, str, str]]]


@dataclass
class _Registry:
    searchables: dict[str, Searchable] = field(default_factory=dict)
    vocabularies: dict[str, Vocabulary] = field(default_factory=dict)


_registry = _Registry()


def register_searchable(searchable: Searchable) -> None:
    _registry.searchables[searchable.kind] = searchable


def register_vocabulary(vocabulary: Vocabulary) -> None:
    _registry.vocabularies[vocabulary.facet] = vocabulary


def searchable(kind: str) -> Searchable:
    """Return the searchable of ``kind``; raises ``KeyError`` where no manifest declared it."""
    return _registry.searchables[kind]


def searchables() -> list[Searchable]:
    return list(_registry.searchables.values())


def vocabularies() -> list[Vocabulary]:
    return list(_registry.vocabularies.values())
