"""The words of a sheet that the library does not know: asked for, and what was said taken up."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from hamshahr.commons.translation.languages import active_language
from hamshahr.domains.experiences.importing.sheets.plans import Plan
from hamshahr.domains.experiences.models import Experience, SheetImport
from hamshahr.domains.experiences.wording import status_label
from hamshahr.domains.network import facts
from hamshahr.domains.topics.queries import codes_by_label, preferred_labels
from hamshahr.kernel.folding import fold

LEFT_OUT = "-"  # typed for a topic that the case shall not have


@dataclass(frozen=True)
class Asked:
    """A word that is asked about. ``choices``: what it can mean; none: it is typed."""

    field: str
    kind: str
    shown: str
    country: str
    rows: int
    choices: list[tuple[str, str]]


def asked_words(sheet: SheetImport) -> list[Asked]:
    """Return the words that the trial did not know, those of topics first."""
    unknown: dict[str, list[dict[str, Any]]] = sheet.found.get("unknown", {})
    return [
        Asked(
            f"{kind}_{place}", kind, one["shown"], one["country"], one["rows"], _choices(kind, one)
        )
        for kind in ("topics", "status", "cities")
        for place, one in enumerate(unknown.get(kind, []))
    ]


def topic_names() -> list[str]:
    """Return the topics by their names in the reader's language, for a list to choose from."""
    return sorted(preferred_labels(active_language()).values())


def with_meanings(sheet: SheetImport, typed: Mapping[str, str]) -> tuple[Plan, dict[str, str]]:
    """Return the plan with the words explained, and what is wrong with an answer, by its field."""
    plan = Plan.from_kept(sheet.plan)
    values = {kind: dict(meant) for kind, meant in plan.values.items()}
    wrong: dict[str, str] = {}
    for asked in asked_words(sheet):
        answer = str(typed.get(asked.field, "")).strip()
        if not answer:
            continue
        meant = _meant(asked, answer)
        if meant is None:
            wrong[asked.field] = _("This is not known. Choose one from the list.")
        else:
            key = fold(f"{asked.shown} {asked.country}")
            values.setdefault(asked.kind, {})[key] = meant
    name, _sign, code = str(typed.get("same", "")).partition("|")
    if name and Experience.objects.filter(code=code).exists():
        values.setdefault("ids", {})[fold(name)] = code
    return replace(plan, values=values), wrong


def _choices(kind: str, asked: Mapping[str, Any]) -> list[tuple[str, str]]:
    if kind == "status":
        return [(code, status_label(code)) for code in Experience.Status.values]
    return [(str(number), name) for number, name in asked["among"]] if kind == "cities" else []


def _meant(asked: Asked, answer: str) -> str | None:
    if asked.choices:
        return answer if answer in dict(asked.choices) else None
    if asked.kind == "topics":
        return "" if answer == LEFT_OUT else codes_by_label().get(fold(answer))
    try:
        found = facts.resolve(answer, asked.country)
    except facts.CityFactsError:
        return None
    return str(found.geonames_id) if found.geonames_id else None
