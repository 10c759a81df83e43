"""What lists, search and files read of a case: its content as columns, sources and results.

The content says more than they hold; the page of a case reads the content itself.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from hamshahr.domains.experiences.content.values import Content, Item
from hamshahr.domains.experiences.models import Experience, ExperienceTopic, Result, Source
from hamshahr.kernel.written import to_text

# The fields whose texts stand in one column, in their order; what is listed follows them
JOINED = {
    "approach": ("approach",),
    "lessons": ("lessons", "went_wrong", "differently"),
    "conditions": ("conditions_words",),
}


def project(experience: Experience, content: Content) -> None:
    """Fill in the columns of ``experience`` (not saved) from what its city told."""
    experience.title = content.text("title")
    experience.title_en = content.text("title_en")
    experience.summary = to_text(content.text("summary"))
    experience.problem = to_text(content.text("problem"))
    experience.approach = _approach(content)
    experience.lessons = _joined(content, JOINED["lessons"])
    experience.conditions = _joined(content, JOINED["conditions"], _conditions(content))
    experience.cost = to_text(content.text("cost"))
    experience.partners = [item.text("name") for item in content.items("partners")]
    experience.sdgs = content.goals()
    experience.status = content.text("status") or Experience.Status.UNKNOWN
    experience.start_year = content.year("start")
    experience.end_year = content.year("end")
    experience.true_as_of_year = content.year("true_as_of")
    experience.is_measured = any(not item.flag("is_target") for item in content.items("results"))


def project_parts(experience: Experience, content: Content) -> None:
    """Replace the topics, sources and results of a saved case by what its city told."""
    for model in (Result, Source, ExperienceTopic):
        model._default_manager.filter(experience=experience).delete()
    ExperienceTopic.objects.bulk_create(
        ExperienceTopic(experience=experience, topic_id=code, position=position)
        for position, code in enumerate(content.codes("topics"))
    )
    sources = {
        item.id: Source(
            experience=experience,
            position=position,
            title=item.text("title"),
            url=item.text("url"),
            publisher=item.text("publisher"),
            year=_year(item, "year"),
        )
        for position, item in enumerate(content.items("sources"))
    }
    Source.objects.bulk_create(sources.values())
    Result.objects.bulk_create(
        _result(experience, item, position, sources.get(item.text("source")))
        for position, item in enumerate(content.items("results"))
    )


class Columns(Protocol):
    """What lists and files read of a case, as a model or a row of a statement has it."""

    @property
    def title(self) -> str: ...
    @property
    def title_en(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def problem(self) -> str: ...
    @property
    def approach(self) -> str: ...
    @property
    def lessons(self) -> str: ...
    @property
    def conditions(self) -> str: ...
    @property
    def cost(self) -> str: ...
    @property
    def partners(self) -> list[str]: ...
    @property
    def sdgs(self) -> list[int]: ...
    @property
    def status(self) -> str: ...
    @property
    def start_year(self) -> int | None: ...
    @property
    def end_year(self) -> int | None: ...
    @property
    def true_as_of_year(self) -> int | None: ...


class ToldSource(Protocol):
    """A source that an import brought."""

    @property
    def title(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def publisher(self) -> str: ...
    @property
    def year(self) -> int | None: ...


class ToldResult(Protocol):
    """A result that an import brought."""

    @property
    def indicator(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def year(self) -> int | None: ...
    @property
    def is_target(self) -> bool: ...


def content_of(experience: Experience) -> Content:
    """Return what a case tells as content: its city's own, or what an import brought."""
    if experience.revision is not None:
        return Content(experience.revision.content)
    sources = list(experience.sources.all())
    places = {source.pk: number for number, source in enumerate(sources, 1)}
    return imported_content(
        experience,
        [link.topic_id for link in experience.topic_links.all()],
        sources,
        [(result, places.get(result.source_id or 0)) for result in experience.results.all()],
    )


def imported_content(
    case: Columns,
    topics: Sequence[str],
    sources: Sequence[ToldSource],
    results: Iterable[tuple[ToldResult, int | None]],
) -> Content:
    """Return what an import brought as content; a result with the number of its source, from 1.

    The ids of items are made from their places, so that the same case gives the same content.
    """
    values: dict[str, object] = {
        "title": case.title,
        "title_en": case.title_en,
        "summary": case.summary,
        "problem": case.problem,
        "approach": case.approach,
        "lessons": case.lessons,
        "conditions_words": case.conditions,
        "cost": case.cost,
        "topics": topics,
        "sdgs": case.sdgs,
        "status": "" if case.status == Experience.Status.UNKNOWN else case.status,
        "start": _as_date(case.start_year),
        "end": _as_date(case.end_year),
        "true_as_of": _as_date(case.true_as_of_year),
    }
    _add(values, "partners", ({"name": partner} for partner in case.partners))
    _add(
        values,
        "sources",
        (
            {
                "title": source.title,
                "url": source.url,
                "publisher": source.publisher,
                "year": _as_date(source.year),
            }
            for source in sources
        ),
    )
    _add(values, "results", (_told(*result) for result in results))
    return Content(values)


def _told(result: ToldResult, number: int | None) -> dict[str, object]:
    return {
        "name": result.indicator,
        "value": result.value,
        "before": result.before,
        "after": result.after,
        "unit": result.unit,
        "date": _as_date(result.year),
        "is_target": result.is_target,
        "source": "" if number is None else _item_id("s", number - 1),
    }


def _add(values: dict[str, object], group: str, items: Iterable[dict[str, object]]) -> None:
    ids = []
    for place, item in enumerate(items):
        ids.append(item_id := _item_id(group[0], place))
        values.update({f"{group}.{item_id}.{key}": value for key, value in item.items()})
    values[group] = ids


def _item_id(letter: str, place: int) -> str:
    return f"{letter}{place:07d}"


def _as_date(year: int | None) -> str:
    return "" if year is None else f"{year:04d}"


def _approach(content: Content) -> str:
    blocks = (
        to_text(item.text(key))
        for item in content.items("blocks")
        for key in ("what", "worked", "watch")
    )
    return _joined(content, JOINED["approach"], blocks)


def _conditions(content: Content) -> Iterable[str]:
    return (item.text("text") for item in content.items("conditions"))


def _joined(content: Content, paths: Iterable[str], more: Iterable[str] = ()) -> str:
    texts = [*(to_text(content.text(path)) for path in paths), *more]
    return "\n\n".join(text for text in texts if text)


def _result(experience: Experience, item: Item, position: int, source: Source | None) -> Result:
    before, after = item.text("before"), item.text("after")
    both = bool(before and after)
    value = item.text("value") or ("" if both else after or before)
    return Result(
        experience=experience,
        position=position,
        source=source,
        indicator=item.text("name"),
        value=value,
        before=before if both else "",
        after=after if both else "",
        unit=item.text("unit"),
        year=_year(item, "date"),
        is_target=item.flag("is_target"),
    )


def _year(item: Item, key: str) -> int | None:
    said = item.text(key)
    return int(said[:4]) if said else None
