"""Writing experiences in batches: new ones made, changed ones replaced, the same left alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.importing.line import ExperienceLine, width
from hamshahr.domains.experiences.importing.places import Places
from hamshahr.domains.experiences.importing.reading import Mistake, NumberedLine
from hamshahr.domains.experiences.models import (
    Experience,
    ExperienceTopic,
    Result,
    Revision,
    Source,
)
from hamshahr.domains.experiences.publishing.keeping import reads_otherwise, unkept
from hamshahr.domains.experiences.publishing.projecting import imported_content
from hamshahr.kernel.identifiers import new_id

BATCH = 250
# What the library is published under, where neither the line nor the importer says otherwise
DEFAULT_LICENCE = "CC BY 4.0"


class BadTerms(ValueError):
    """A licence or rights holder that cannot be kept; the message says why."""


class ConfirmedMeanwhile(RuntimeError):
    """A city has confirmed an experience since the lines were checked."""


@dataclass(frozen=True)
class Terms:
    """What holds for every line of an import that does not say otherwise.

    An empty ``licence`` or ``rights_holder`` was not said. Raises ``BadTerms`` for one that is
    longer than what is kept of it.
    """

    licence: str
    rights_holder: str
    draft: bool
    at: datetime

    def __post_init__(self) -> None:
        for name, text in (("licence", self.licence), ("rights holder", self.rights_holder)):
            most = width(Experience, name.replace(" ", "_"))
            if len(text) > most:
                raise BadTerms(f"The {name} has {len(text):,} characters; at most {most} are kept.")

    def licence_of(self, entry: ExperienceLine, experience: Experience) -> str:
        return entry.licence or self.licence or experience.licence or DEFAULT_LICENCE

    def rights_holder_of(self, entry: ExperienceLine, experience: Experience) -> str:
        return entry.rights_holder or self.rights_holder or experience.rights_holder


@dataclass
class Written:
    """How many experiences an import made, changed and left as they were.

    ``kept`` is of how many changed ones what stood before stays readable, as a revision.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0
    touched: list[UUID] = field(default_factory=list)  # of the last batch

    @property
    def total(self) -> int:
        return self.new + self.changed + self.unchanged


def write_batch(
    lines: Sequence[NumberedLine], places: Places, terms: Terms, written: Written
) -> None:
    """Write up to ``BATCH`` lines in a fixed number of statements; count them in ``written``.

    A published text that is replaced is kept as a revision. Raises ``ConfirmedMeanwhile``.
    """
    there = _there(lines, lock=True)
    differing = [line for line in lines if _differs(there.get(line.entry.id), line, terms)]
    written.unchanged += len(lines) - len(differing)
    changed = [there[line.entry.id] for line in differing if line.entry.id in there]
    stood = unkept([each.pk for each in changed]) if changed else {}
    new: list[Experience] = []
    parts: list[tuple[Experience, ExperienceLine]] = []
    for line in differing:
        experience = there.get(line.entry.id)
        if experience is None:
            new.append(experience := Experience(pk=new_id(), code=line.entry.id))
        _fill(experience, line, places, terms)
        parts.append((experience, line.entry))
    kept = Revision.objects.bulk_create(_replaced(stood, parts, places))
    Experience.objects.bulk_create(new)
    Experience.objects.bulk_update(changed, _FIELDS)
    _replace_parts(parts, changed, places)
    written.new += len(new)
    written.changed += len(changed)
    written.kept += len(kept)
    written.touched = [experience.pk for experience in (*new, *changed)]


def _differs(experience: Experience | None, line: NumberedLine, terms: Terms) -> bool:
    """Tell whether a line is to be written. Raises ``ConfirmedMeanwhile``."""
    if experience is None:
        return True
    if says_the_same(experience, line, terms):
        return False
    if _is_the_citys_own(experience):
        raise ConfirmedMeanwhile(experience.code)
    return True


def _replaced(
    stood: Mapping[UUID, Revision],
    parts: Sequence[tuple[Experience, ExperienceLine]],
    places: Places,
) -> list[Revision]:
    """Return those texts that read otherwise by now: the same in other words of a file is none."""
    return [
        stood[experience.pk]
        for experience, entry in parts
        if experience.pk in stood
        and reads_otherwise(experience, _content(experience, entry, places), stood[experience.pk])
    ]


def _content(experience: Experience, entry: ExperienceLine, places: Places) -> Content:
    """Return what a filled-in case tells, as it will be read from its columns and parts."""
    return imported_content(
        experience,
        places.topics(entry),
        entry.sources,
        [(each, None if each.source is None else each.source + 1) for each in entry.results],
    )


_FIELDS = [
    field.name
    for field in Experience._meta.concrete_fields
    if field.name not in {"id", "code", "evidence_level", "provenance", "hidden_at"}
]


def citys_own(lines: Sequence[NumberedLine], terms: Terms) -> Iterator[Mistake]:
    """Yield a mistake for each line that would change what a city has told or confirmed itself."""
    there = _there(lines)
    for line in lines:
        found = there.get(line.entry.id)
        if found and _is_the_citys_own(found) and not says_the_same(found, line, terms):
            text = f"“{found.code}” is its city's own word by now; only the city changes it"
            yield Mistake(line.number, "id", text, "citys_own", {"shown": found.code})


def _there(lines: Sequence[NumberedLine], *, lock: bool = False) -> dict[str, Experience]:
    found = Experience.objects.filter(code__in=[line.entry.id for line in lines])
    return {each.code: each for each in (found.select_for_update() if lock else found)}


def _is_the_citys_own(experience: Experience) -> bool:
    """Tell whether a city has told, confirmed or retired it: an import does not undo that."""
    return (
        experience.provenance != Experience.Provenance.COMPILED
        or experience.state == Experience.State.RETIRED
    )


def says_the_same(experience: Experience, line: NumberedLine, terms: Terms) -> bool:
    """Tell whether an import of ``line`` would leave the experience as it is."""
    is_as_wished = (
        (terms.draft or experience.state == Experience.State.PUBLISHED)
        and experience.licence == terms.licence_of(line.entry, experience)
        and experience.rights_holder == terms.rights_holder_of(line.entry, experience)
    )
    return is_as_wished and bytes(experience.import_digest or b"") == line.digest


def says_what_its_line_says(experience: Experience, entry: ExperienceLine) -> bool:
    """Tell whether an experience, its sources and its results are what an import made of them."""
    return (
        all(getattr(experience, name) == value for name, value in said_by(entry).items())
        and [source.title for source in experience.sources.all()]
        == [source.title for source in entry.sources]
        and [(result.indicator, result.value) for result in experience.results.all()]
        == [(result.indicator, result.value) for result in entry.results]
    )


def said_by(entry: ExperienceLine) -> dict[str, object]:
    """Return what a line says by itself, by the name of the experience's field."""
    return {
        "language": entry.language,
        "title": entry.title,
        "title_en": entry.title_en,
        "summary": entry.summary,
        "problem": entry.problem,
        "approach": entry.approach,
        "lessons": entry.lessons,
        "conditions": entry.transfer_conditions,
        "cost": entry.cost,
        "partners": entry.partners,
        "sdgs": sorted(set(entry.sdgs)),
        "status": entry.status,
        "start_year": entry.start_year,
        "end_year": entry.end_year,
        "true_as_of_year": entry.as_of_year,
        "is_measured": any(not result.is_target for result in entry.results),
    }


def _fill(experience: Experience, line: NumberedLine, places: Places, terms: Terms) -> None:
    entry = line.entry
    experience.city_id = places.city(entry)
    for field_name, value in said_by(entry).items():
        setattr(experience, field_name, value)
    experience.licence = terms.licence_of(entry, experience)
    experience.rights_holder = terms.rights_holder_of(entry, experience)
    experience.changed_at = terms.at
    experience.import_digest = line.digest
    if not terms.draft:  # a draft import never takes back what is published
        experience.state = Experience.State.PUBLISHED
        experience.published_at = experience.published_at or terms.at


def _replace_parts(
    parts: Sequence[tuple[Experience, ExperienceLine]],
    changed: Sequence[Experience],
    places: Places,
) -> None:
    for model in (Result, Source, ExperienceTopic):
        model._default_manager.filter(experience__in=changed).delete()
    sources = {
        (experience.pk, position): Source(
            experience=experience, position=position, **source.model_dump()
        )
        for experience, entry in parts
        for position, source in enumerate(entry.sources)
    }
    Source.objects.bulk_create(sources.values())
    Result.objects.bulk_create(
        Result(
            experience=experience,
            position=position,
            source=sources[experience.pk, result.source] if result.source is not None else None,
            is_target=result.is_target,
            **result.model_dump(exclude={"source", "target"}),
        )
        for experience, entry in parts
        for position, result in enumerate(entry.results)
    )
    ExperienceTopic.objects.bulk_create(
        ExperienceTopic(experience=experience, topic_id=code, position=position)
        for experience, entry in parts
        for position, code in enumerate(places.topics(entry))
    )
