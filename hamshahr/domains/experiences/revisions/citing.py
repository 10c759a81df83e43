"""A revision as a citation: its identifier for good, and the forms that citation managers take."""

import json
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.commons.translation import reading
from hamshahr.domains.experiences.models import Experience
from hamshahr.domains.experiences.revisions.standing import Told
from hamshahr.domains.experiences.taking_along.citations import (
    PLATFORM,
    one_line,
    publisher,
    tex,
)
from hamshahr.kernel.addresses import public_address


def identifier_address(pk: UUID) -> str:
    """Return the whole address that stands for a case or a revision for good (``/id/…``)."""
    return public_address(reverse("identifier", args=[pk]))


def citation(experience: Experience, told: Told, language: str) -> str:
    """Return one line that names the city, the title, the revision, its day and its address."""
    return _(
        "%(city)s, “%(title)s”, Hamshahr, revision %(number)s of %(date)s, %(licence)s. %(address)s"
    ) % {
        "city": experience.city.name_in(language),
        "title": one_line(told.content.text("title")),
        "number": reading.number(told.number, language),
        "date": reading.day(told.published_at, language) if told.published_at else "",
        "licence": told.licence,
        "address": _address(experience, told),
    }


def csl_of_revision(experience: Experience, told: Told) -> str:
    """Return a list of one CSL-JSON item (Citation Style Language 1.0.2)."""
    item: dict[str, Any] = {
        "id": f"{experience.code}-{told.number}",
        "type": "webpage",
        "title": one_line(told.content.text("title")),
        "language": told.language,
        "container-title": PLATFORM,
        "publisher": publisher(),
        "version": str(told.number),
        "URL": _address(experience, told),
        "note": _note(experience, told),
    }
    if told.published_at:
        day = told.published_at
        item["issued"] = {"date-parts": [[day.year, day.month, day.day]]}
    known = {name: value for name, value in item.items() if value}
    return json.dumps([known], ensure_ascii=False, indent=2) + "\n"


def bibtex_of_revision(experience: Experience, told: Told) -> str:
    """Return one ``@online`` entry of biblatex, whose ``version`` is the revision's number."""
    day = f"{told.published_at:%Y-%m-%d}" if told.published_at else ""
    fields = {
        "title": f"{{{tex(told.content.text('title'))}}}",
        "date": day,
        "year": day[:4],
        "version": str(told.number),
        "organization": f"{{{tex(publisher())}}}",
        "url": _address(experience, told),
        "language": told.language,
        "note": tex(_note(experience, told)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@online{{{experience.code}-{told.number},", *lines, "}", ""])


def _note(experience: Experience, told: Told) -> str:
    parts = [f"Experience of {experience.city.name} ({experience.city.country})", told.licence]
    if told.is_compiled:
        parts.append(
            "compiled from public sources, confirmed by the city"
            if told.is_confirmed
            else "compiled from public sources, not confirmed by the city"
        )
    return "; ".join(part for part in parts if part)


def _address(experience: Experience, told: Told) -> str:
    """A revision has its own; a text that was not kept yet is cited by that of its case."""
    return identifier_address(told.id or experience.pk)
