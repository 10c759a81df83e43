"""What a file would change: compared concept by concept, before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from hamshahr.domains.topics.skos.concepts import Concept, Scheme
from hamshahr.domains.topics.skos.refusing import shown
from hamshahr.domains.topics.skos.understanding import clashes, labels
from hamshahr.domains.topics.uses import uses

# What a change is called, by the field of a concept
_NAMES = {
    "broader": "theme",
    "related": "related topics",
    "goals": "goals",
    "preferred": "preferred labels",
    "alternative": "alternative labels",
    "definition": "definition",
    "position": "position",
    "further": "further statements",
}


@dataclass(frozen=True)
class Changes:
    """Codes of what is added, changed (with what changes) and missing in the file."""

    added: list[str]
    changed: dict[str, list[str]]
    missing: list[str]
    scheme_changes: bool

    @property
    def is_nothing(self) -> bool:
        return not (self.added or self.changed or self.scheme_changes)


def changes(before: Scheme, after: Scheme) -> Changes:
    """Return how ``after`` differs from ``before``."""
    changed = {
        concept.code: names
        for uri, concept in after.concepts.items()
        if uri in before.concepts and (names := _differences(before.concepts[uri], concept))
    }
    return Changes(
        added=[one.code for uri, one in after.concepts.items() if uri not in before.concepts],
        changed=changed,
        missing=[one.code for one in _missing(before, after)],
        scheme_changes=(before.uri, before.statements) != (after.uri, after.statements),
    )


def obstacles(before: Scheme, after: Scheme, *, remove: bool) -> list[str]:
    """Return why the change cannot be made: what is missing is in use, or is in the way."""
    missing = _missing(before, after)
    if remove:
        return _in_use(missing, after)
    return _in_the_way(missing, after)


def _differences(one: Concept, other: Concept) -> list[str]:
    return [
        _NAMES[field.name]
        for field in fields(Concept)
        if field.name in _NAMES and getattr(one, field.name) != getattr(other, field.name)
    ]


def _missing(before: Scheme, after: Scheme) -> list[Concept]:
    return [concept for uri, concept in before.concepts.items() if uri not in after.concepts]


def _in_use(missing: list[Concept], after: Scheme) -> list[str]:
    used = uses([concept.code for concept in missing])
    codes = {concept.code: uri for uri, concept in after.concepts.items()}
    return [
        f"“{_name(concept)}” <{shown(concept.uri)}> is not in the file, and is in use by "
        f"{_counted(used[concept.code])}. "
        + (
            f"If it is what the file calls <{shown(codes[concept.code])}>, give that its URI."
            if concept.code in codes
            else "Keep it in the file, or give those another topic first."
        )
        for concept in missing
        if concept.code in used
    ]


def _in_the_way(missing: list[Concept], after: Scheme) -> list[str]:
    """Return mistakes where a topic that stays, though not in the file, stands in its way."""
    codes = {concept.code: uri for uri, concept in after.concepts.items()}
    found = [
        f"<{shown(codes[one.code])}> would take the code “{one.code}” of <{shown(one.uri)}>, which "
        "is not in the file and stays. If they are the same, give it that URI; else another "
        "skos:notation."
        for one in missing
        if one.code in codes
    ]
    found += [
        f"<{shown(one.broader)}> goes under a theme, but “{_name(one)}” <{shown(one.uri)}>, which "
        "is not in the file and stays, stands under it: that would be a third level."
        for one in missing
        if one.broader and one.broader in after.concepts and after.concepts[one.broader].broader
    ]
    together: Mapping[str, Concept] = {**{one.uri: one for one in missing}, **after.concepts}
    found += [
        f"{mistake} (What is not in the file stays, unless you import with --remove.)"
        for mistake in clashes({uri: labels(one) for uri, one in together.items()})
    ]
    return found


def _name(concept: Concept) -> str:
    return shown(concept.preferred.get("en") or concept.code)


def _counted(used: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in used.items())
