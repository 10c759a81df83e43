"""What stands beside a step: what similar experiences said, likely duplicates, and hints.

Sought with what is written so far, in any language, once a page and only when the page asks.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import CharField, Func

from hamshahr.commons.accounts.models import User
from hamshahr.commons.search.asking import BadQuery, read_query
from hamshahr.commons.search.embedding import EmbedderUnavailable
from hamshahr.commons.search.retrieval.finding import find
from hamshahr.commons.translating.marks import ShownMark, shown_mark
from hamshahr.commons.translating.shown import translated_heads
from hamshahr.commons.translation.languages import Language, active_language, language
from hamshahr.domains.experiences.content.fields import Step
from hamshahr.domains.experiences.content.values import Content
from hamshahr.domains.experiences.heads import heads
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.permissions import visible_to
from hamshahr.domains.experiences.publishing.projecting import JOINED
from hamshahr.domains.experiences.regions import ExperienceHead
from hamshahr.domains.manuscripts.models import Manuscript, ManuscriptField
from hamshahr.domains.manuscripts.queries import of_her_cities
from hamshahr.domains.manuscripts.writing.addresses import overview_url
from hamshahr.domains.manuscripts.writing.trust import Hint, missing_for_trust
from hamshahr.kernel.written import to_text

# With less than a sentence, whatever is found is found by chance
_LEAST_LETTERS = 20
_LONGEST_ASKED = 1_500  # characters: the embedder reads no more than their beginning
_SHOWN = 3
# Of these, a case of the same city is likely the same case
_NEAREST = 3
_ALIKE = 0.5  # trigrams of titles shared: above it they differ in a word or two
_LONGEST_EXCERPT = 320  # characters: four lines beside the form
# A value in JSON without its quotation marks
_AS_TEXT = Func("value", template="%(expressions)s #>> '{}'", output_field=CharField())
# Where a case keeps what a step asks
_COLUMNS = {
    "about": "summary",
    "problem": "problem",
    "done": "approach",
    "wrong": "lessons",
    "conditions": "conditions",
    "cost": "cost",
}


@dataclass(frozen=True)
class SaidElsewhere:
    """What a similar experience said to the same question; empty: it said nothing to it.

    ``mark`` is that of a translation; without one it is what the city wrote.
    """

    head: ExperienceHead
    excerpt: str
    language: Language
    mark: ShownMark | None = None


@dataclass(frozen=True)
class Twin:
    """What may be the same case, published or being written."""

    title: str
    url: str
    language: Language


@dataclass(frozen=True)
class Beside:
    similar: tuple[SaidElsewhere, ...]
    twins: tuple[Twin, ...]
    hints: tuple[Hint, ...]


def beside(manuscript: Manuscript, step: Step, content: Content, *, by: User) -> Beside:
    """Return what helps at a step. Without an embedder there is nothing similar, and no mistake."""
    ids = _similar(content, manuscript)
    return Beside(
        similar=_said(ids[:_SHOWN], step, by),
        twins=(
            *_published(manuscript, content, ids[:_NEAREST], by),
            *_written(manuscript, content, by),
        ),
        hints=tuple(hint for hint in missing_for_trust(content) if hint.step_key == step.key),
    )


def _similar(content: Content, manuscript: Manuscript) -> list[UUID]:
    asked = " ".join(content.text(path) for path in ("title", "headline", "summary"))
    if len(asked.strip()) < _LEAST_LETTERS:
        return []
    try:
        query = read_query(asked[:_LONGEST_ASKED], said=manuscript.language)
        found = find(KIND, query)
    except (BadQuery, EmbedderUnavailable):
        return []
    ids = (candidate.object_id for candidate in found.ranked[: _NEAREST + _SHOWN])
    return [pk for pk in ids if pk != manuscript.experience_id]


def _said(ids: Sequence[UUID], step: Step, by: User) -> tuple[SaidElsewhere, ...]:
    introduced = heads(ids, active_language(), by=by)
    column = _COLUMNS.get(step.key)
    told = {pk: SaidElsewhere(head, "", head.language) for pk, head in introduced.items()}
    if column:
        texts = visible_to(by).filter(pk__in=told).values_list("pk", column)
        for pk, text in texts:
            told[pk] = replace(told[pk], excerpt=_excerpt(text or ""))
        told |= _translated(told, JOINED.get(column, (column,)))
    return tuple(told[pk] for pk in ids if pk in told)


def _translated(
    told: Mapping[UUID, SaidElsewhere], paths: Sequence[str]
) -> Iterator[tuple[UUID, SaidElsewhere]]:
    """Yield what she can read in the language of her page, of what others wrote in theirs."""
    there = translated_heads(KIND, list(told), active_language(), paths)
    for pk, by_path in there.items():
        one = next(by_path[path] for path in paths if path in by_path)
        yield (
            pk,
            replace(
                told[pk],
                excerpt=_excerpt(to_text(one.text)),
                language=one.language,
                mark=shown_mark(one),
            ),
        )


def _excerpt(text: str) -> str:
    if len(text) <= _LONGEST_EXCERPT:
        return text
    return text[:_LONGEST_EXCERPT].rpartition(" ")[0] + " …"


def _published(
    manuscript: Manuscript, content: Content, nearest: Sequence[UUID], by: User
) -> list[Twin]:
    of_the_city = visible_to(by).filter(city=manuscript.city_id)
    if manuscript.experience_id is not None:
        of_the_city = of_the_city.exclude(pk=manuscript.experience_id)
    title = content.text("title")
    alike = of_the_city.annotate(alike=TrigramSimilarity("title", title)).filter(alike__gte=_ALIKE)
    found: dict[UUID, Experience] = {}
    for case in (*of_the_city.filter(pk__in=nearest), *(alike[:_SHOWN] if title else ())):
        found[case.pk] = case
    shown = heads(list(found), active_language(), by=by)
    return [Twin(head.title, head.url, head.language) for head in shown.values()]


def _written(manuscript: Manuscript, content: Content, by: User) -> list[Twin]:
    title = content.text("title")
    if not title:
        return []
    others = of_her_cities(by).filter(city=manuscript.city_id).exclude(pk=manuscript.pk)
    fields = (
        ManuscriptField.objects.filter(manuscript__in=others, path="title")
        .annotate(alike=TrigramSimilarity(_AS_TEXT, title))
        .filter(alike__gte=_ALIKE)
        .select_related("manuscript")
    )
    return [
        Twin(str(each.value), overview_url(each.manuscript), language(each.manuscript.language))
        for each in fields[:_SHOWN]
    ]
