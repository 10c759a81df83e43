"""The pages of writing, put together."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.commons.accounts.models import User
from hamshahr.commons.accounts.naming import known_as
from hamshahr.commons.translation.languages import active_language, language
from hamshahr.commons.translation.reading import day
from hamshahr.domains.experiences.content.fields import Step
from hamshahr.domains.experiences.content.form import STEPS, step_of
from hamshahr.domains.experiences.content.reading_time import WORDS_A_MINUTE, minutes_to_read
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.manuscripts.models import Manuscript, ManuscriptField
from hamshahr.domains.manuscripts.permissions import may_write
from hamshahr.domains.manuscripts.saving import content_of
from hamshahr.domains.manuscripts.writing.addresses import overview_url, step_url
from hamshahr.domains.manuscripts.writing.cells import Cell, GroupPart, Sheet, parts_of
from hamshahr.domains.manuscripts.writing.drawn import drawn_at
from hamshahr.domains.manuscripts.writing.files import GROUPS, adding_at, files_named
from hamshahr.domains.manuscripts.writing.keeping import Outcome, Standing, standing
from hamshahr.domains.manuscripts.writing.offered import Desk
from hamshahr.domains.manuscripts.writing.presence import others_present
from hamshahr.domains.manuscripts.writing.progress import (
    fill_of,
    snapshot_minutes,
)
from hamshahr.domains.manuscripts.writing.regions import (
    ManuscriptHead,
    Overview,
    StepLine,
    StepPage,
)
from hamshahr.domains.manuscripts.writing.suggesting import measured_before
from hamshahr.domains.manuscripts.writing.trust import missing_for_trust
from hamshahr.domains.manuscripts.writing.wording import STATES, WAITS


def heads(manuscripts: Sequence[Manuscript]) -> list[ManuscriptHead]:
    """Return how manuscripts are introduced, in two queries; their cities are read already."""
    reader = active_language()
    titles = dict(
        ManuscriptField.objects.filter(manuscript__in=manuscripts, path="title").values_list(
            "manuscript_id", "value"
        )
    )
    last = dict(
        ManuscriptField.objects.filter(manuscript__in=manuscripts)
        .order_by("manuscript_id", "-changed_at", "-pk")
        .distinct("manuscript_id")
        .values_list("manuscript_id", "changed_by_id")
    )
    names = known_as(set(last.values()) | {each.begun_by_id for each in manuscripts})
    return [
        ManuscriptHead(
            manuscript=each,
            title=str(titles.get(each.pk, "")),
            language=language(each.language),
            language_name=language(each.language).name_in(reader),
            city=each.city.name_in(reader),
            url=overview_url(each),
            state=str(STATES[Manuscript.State(each.state)]),
            waits=str(WAITS.get(Manuscript.State(each.state), "")),
            changed=_("%(name)s, %(day)s")
            % {
                "name": names[last.get(each.pk, each.begun_by_id)],
                "day": day(each.changed_at, reader),
            },
        )
        for each in manuscripts
    ]


def overview(manuscript: Manuscript, *, by: User) -> Overview:
    """Return the steps of a manuscript and how far each is."""
    content = content_of(manuscript)
    lines = [(step, line) for step, line in zip(STEPS, _lines(manuscript, content), strict=True)]
    beyond = tuple(line for step, line in lines if not step.is_in_snapshot)
    return Overview(
        head=heads([manuscript])[0],
        snapshot=tuple(line for step, line in lines if step.is_in_snapshot),
        further=beyond,
        shows_further=manuscript.is_full or any(line.fill.is_begun for line in beyond),
        minutes_left=snapshot_minutes(content),
        reading_minutes=minutes_to_read(content) if any(content.prose()) else 0,
        words_a_minute=WORDS_A_MINUTE,
        present=tuple(others_present(manuscript, but=by)),
        may_write=may_write(by, manuscript),
        hints=tuple(
            (hint.text, step_url(manuscript, step_of(hint.path)))
            for hint in missing_for_trust(content)
        ),
        submit_url=_submit_url(manuscript, by),
    )


def step_page(
    manuscript: Manuscript, step: Step, *, by: User, outcome: Outcome | None = None, undo: str = ""
) -> StepPage:
    """Return a step; with an ``outcome``, what could not be kept stands as it was typed."""
    outcome = outcome or Outcome()
    there = standing(manuscript)
    content = Content({path: field.value for path, field in there.items()})
    files = files_named(manuscript, _files_of(step, content)) if step.key in GROUPS else {}
    writes = may_write(by, manuscript)
    parts = parts_of(step, Sheet(there, outcome, Desk(manuscript, content, by), files, writes))
    steps = _walked(manuscript, step, there)
    place = steps.index(step)
    above = overview_url(manuscript)
    return StepPage(
        head=heads([manuscript])[0],
        key=step.key,
        label=str(step.label),
        hint=str(step.hint),
        members_only=step.members_only,
        parts=parts,
        wrong=tuple(cell for cell in _all_cells(parts) if cell.say),
        number=place + 1,
        count=len(steps),
        previous_url=step_url(manuscript, steps[place - 1]) if place else above,
        next_url=step_url(manuscript, steps[place + 1]) if place + 1 < len(steps) else above,
        steps=tuple(
            line for line in _lines(manuscript, content, step.key) if line.key in _keys(steps)
        ),
        present=tuple(others_present(manuscript, but=by)),
        may_write=writes,
        urls={
            "overview": above,
            "save": reverse("manuscripts:save", args=[manuscript.pk, step.key]),
            "here": reverse("manuscripts:here", args=[manuscript.pk, step.key]),
            "drawn": reverse("manuscripts:drawn", args=[manuscript.pk, step.key]),
            "beside": reverse("manuscripts:beside", args=[manuscript.pk, step.key]),
        },
        drawn=drawn_at(step, content, language(manuscript.language)),
        adding=adding_at(manuscript, step),
        suggestions=tuple(measured_before(manuscript)) if step.key == "results" else (),
        undo=undo,
    )


def _files_of(step: Step, content: Content) -> list[str]:
    items = content.items(GROUPS[step.key][0])
    return [item.text("file") for item in items if item.text("file")]


def _walked(manuscript: Manuscript, here: Step, there: Standing) -> list[Step]:
    """Return the steps that one goes through from page to page: the snapshot's, or all of them."""
    said = {path.split(".")[0] for path in there}
    is_full = manuscript.is_full or not here.is_in_snapshot
    return [
        step
        for step in STEPS
        if is_full or step.is_in_snapshot or any(part.key in said for part in step.parts)
    ]


def _keys(steps: Sequence[Step]) -> set[str]:
    return {step.key for step in steps}


def _lines(manuscript: Manuscript, content: Content, here: str = "") -> Iterator[StepLine]:
    for step in STEPS:
        yield StepLine(
            key=step.key,
            label=str(step.label),
            url=step_url(manuscript, step),
            fill=fill_of(step, content),
            is_here=step.key == here,
            members_only=step.members_only,
        )


def _all_cells(parts: Sequence[Cell | GroupPart]) -> Iterator[Cell]:
    for part in parts:
        if isinstance(part, Cell):
            yield part
            continue
        for item in part.items:
            yield from item.cells


def _submit_url(manuscript: Manuscript, by: User) -> str:
    return reverse("reviewing:submit", args=[manuscript.pk]) if may_write(by, manuscript) else ""
