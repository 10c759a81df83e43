"""What waits for translators: the list, and the line on the desk's home."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, Min
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import ngettext

from hamshahr.commons.accounts.models import User
from hamshahr.commons.translating.models import Standing
from hamshahr.commons.translating.permissions import translatable_by
from hamshahr.commons.translating.registry import Subject, translatable, translatables
from hamshahr.commons.translating.targets import target_languages
from hamshahr.commons.translating.wording import RANKS
from hamshahr.commons.translation.languages import active_language
from hamshahr.commons.translation.languages import language as language_of
from hamshahr.commons.translation.reading import number
from hamshahr.kernel.waiting import Waiting

ROWS = 20


@dataclass(frozen=True)
class Choice:
    """A value to narrow the list by."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True)
class StandingRow:
    """A thing in the list. ``subject``: none where who reads may not see it."""

    subject: Subject
    kind: str
    url: str
    into: str
    state: str
    counts: tuple[tuple[str, str], ...]
    waits: bool


@dataclass(frozen=True)
class ListPage:
    rows: list[StandingRow]
    page: Page[Standing]
    languages: list[Choice]
    kinds: list[Choice]
    states: list[Choice]
    query: str


def list_page(asked: QueryDict, reader: str, *, by: User) -> ListPage:
    """Return what there is to translate for ``by``: stale first, then the newest."""
    given = _given(asked, reader)
    found = translatable_by(by).filter(language=given["language"])
    if given["kind"]:
        found = found.filter(object_type=given["kind"])
    if given["state"]:
        found = found.filter(rank=int(given["state"]))
    page = Paginator(found.order_by("rank", "-since", "-pk"), ROWS).get_page(asked.get("page"))
    languages = [(code, language_of(code).name_in(reader)) for code in target_languages()]
    return ListPage(
        rows=_rows(list(page), reader, by),
        page=page,
        languages=_choices(languages, given["language"]),
        kinds=_choices([(one.kind, str(one.name)) for one in translatables()], given["kind"]),
        states=_choices([(str(int(rank)), str(label)) for rank, label in RANKS.items()],
                        given["state"]),
        query=urlencode({name: value for name, value in given.items() if value}),
    )  # fmt: skip


def waiting(by: User | None) -> Waiting | None:
    """Return how many translations wait for ``by`` because their original has changed."""
    found = (
        translatable_by(by)
        .filter(rank=Standing.Rank.STALE)
        .aggregate(count=Count("pk"), since=Min("since"))
    )
    if not found["count"]:
        return None
    sentence = ngettext(
        "%(count)s translation is older than its original",
        "%(count)s translations are older than their originals",
        found["count"],
    )
    return Waiting(
        sentence=sentence % {"count": number(found["count"], active_language())},
        url=f"{reverse('translating:list')}?state={Standing.Rank.STALE:d}",
        count=found["count"],
        since=found["since"],
    )


def _given(asked: QueryDict, reader: str) -> dict[str, str]:
    """Read what narrows the list; what there is not narrows nothing."""
    language, kind, state = (asked.get(name, "") for name in ("language", "kind", "state"))
    return {
        "language": language if language in target_languages() else reader,
        "kind": kind if translatable(kind) else "",
        "state": state if state in {str(int(rank)) for rank in RANKS} else "",
    }


def _rows(some: Sequence[Standing], reader: str, by: User) -> list[StandingRow]:
    subjects = {}
    for kind in {row.object_type for row in some}:
        declared = translatable(kind)
        ids = [row.object_id for row in some if row.object_type == kind]
        if declared:
            named = declared.named(ids, reader, by)
            subjects.update({(kind, pk): subject for pk, subject in named.items()})
    return [
        _row(row, subjects[row.object_type, row.object_id], reader)
        for row in some
        if (row.object_type, row.object_id) in subjects
    ]


def _row(row: Standing, subject: Subject, reader: str) -> StandingRow:
    declared = translatable(row.object_type)
    counts = ((row.stale, RANKS[Standing.Rank.STALE]), (row.refused, RANKS[Standing.Rank.REFUSED]),
              (row.unchecked, RANKS[Standing.Rank.DRAFTED]),
              (row.missing, RANKS[Standing.Rank.MISSING]))  # fmt: skip
    return StandingRow(
        subject=subject,
        kind=str(declared.name) if declared else row.object_type,
        url=reverse("translating:text", args=[row.object_type, row.object_id, row.language]),
        into=language_of(row.language).name_in(reader),
        state=str(RANKS[row.rank]),
        counts=tuple((number(count, reader), str(label)) for count, label in counts if count),
        waits=row.rank == Standing.Rank.STALE,
    )


def _choices(values: Sequence[tuple[str, str]], chosen: str) -> list[Choice]:
    return [Choice(value, label, value == chosen) for value, label in values]
